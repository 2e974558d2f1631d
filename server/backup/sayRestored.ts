import { type Outcome, say } from "./command.ts";
import type { Restored } from "./restoreBackup.ts";

/** Tells the person what is there now. */
export function sayRestored({ maps, renewed, before, complaints }: Restored): Outcome {
  for (const complaint of complaints) say(complaint);
  if (before !== undefined) say(`What was there before is in ${before}.`);
  const histories = renewed === 0 ? "" : ` ${renewed} of them begin a new history.`;
  say(`Done: ${maps} maps are there.${histories}`);
  return complaints.length === 0 ? "done" : "done with complaints";
}
