import { forgetAppShell } from "./appShell.ts";
import { countUnsentRuns, forgetPlays } from "./forgetPlays.ts";
import { deleteLocalCopy, listLocalCopies } from "./localCopy.ts";
import { forgetUnsentCount, readUnsentCount } from "./unsentCount.ts";

/** Edits and runs of a user, over all maps, that are in this browser and not known to be saved. */
export async function countUnsent(user: string): Promise<number> {
  const copies = await listLocalCopies(user);
  return copies.reduce((total, copy) => total + readUnsentCount(copy), countUnsentRuns(user));
}

/** Removes every copy of a user's maps, plays and runs from this browser, and the pages' files that were kept for them. Resolves also where storage is forbidden. */
export async function clearLocalCopies(user: string): Promise<void> {
  for (const copy of await listLocalCopies(user).catch(() => [])) {
    forgetUnsentCount(copy);
    await deleteLocalCopy(copy).catch(() => undefined);
  }
  forgetPlays(user);
  await forgetAppShell();
}
