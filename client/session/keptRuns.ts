import { z } from "zod";
import { type PlayRun, playRun } from "../../shared/recovery/playRun.ts";
import { openFollowUps } from "../../shared/recovery/runFollowUps.ts";
import { isOver, runState } from "../../shared/recovery/runState.ts";
import { itemKey, itemKeys, readItem, removeItem, writeItem } from "./keptItems.ts";

/** A run in this browser that one made or added to, and whether the server has all of it. */
export interface KeptItem {
  run: PlayRun;
  isSent: boolean;
  /** Who made it, when that was somebody else. */
  by?: Person;
}

const person = z.object({ id: z.string(), name: z.string() });
type Person = z.infer<typeof person>;

/** Sent runs that are over stay readable offline for a while; more than these are dropped, the oldest first. */
const keptSent = 40;

/** A user's runs of a map in this browser. What cannot be read is passed over. */
export function readKeptRuns(user: string, map: string): KeptItem[] {
  return itemKeys("run", user, map).flatMap((key) => {
    const item = readItem(key) as Partial<KeptItem> | undefined;
    const run = playRun.safeParse(item?.run);
    const by = person.safeParse(item?.by);
    return run.success ? [{ run: run.data, isSent: item?.isSent === true, ...(by.success && { by: by.data }) }] : [];
  });
}

/** False when this browser does not keep it. */
export function writeKeptRun(user: string, map: string, item: KeptItem): boolean {
  return writeItem(itemKey("run", user, map, item.run.id), item);
}

/** Drops what the server has and nobody waits for. */
export function pruneKeptRuns(user: string, map: string, today: string): void {
  const done = readKeptRuns(user, map).filter(({ run, isSent }) => {
    const state = runState(run);
    return isSent && isOver(state) && openFollowUps(run, today, state).length === 0;
  });
  const oldest = done.sort((a, b) => (a.run.startedAt < b.run.startedAt ? 1 : -1)).slice(keptSent);
  for (const { run } of oldest) removeItem(itemKey("run", user, map, run.id));
}
