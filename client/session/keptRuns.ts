import { type PlayRun, playRun } from "../../shared/recovery/playRun.ts";
import { openFollowUps } from "../../shared/recovery/runFollowUps.ts";
import { isOver, runState } from "../../shared/recovery/runState.ts";
import { itemKey, itemKeys, readItem, removeItem, writeItem } from "./keptItems.ts";

/** A run of one's own in this browser, and whether the server has all of it. */
export interface KeptItem {
  run: PlayRun;
  isSent: boolean;
}

/** Sent runs that are over stay readable offline for a while; more than these are dropped, the oldest first. */
const keptSent = 40;

/** A user's runs of a map in this browser. What cannot be read is passed over. */
export function readKeptRuns(user: string, map: string): KeptItem[] {
  return itemKeys("run", user, map).flatMap((key) => {
    const item = readItem(key) as Partial<KeptItem> | undefined;
    const run = playRun.safeParse(item?.run);
    return run.success ? [{ run: run.data, isSent: item?.isSent === true }] : [];
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
