import { itemKeys, readItem, removeItem } from "./keptItems.ts";
import { endRunStores } from "./runStoreEnd.ts";

/** How many runs of a user, over all maps, did not reach the server. */
export function countUnsentRuns(user: string): number {
  return itemKeys("run", user).filter((key) => (readItem(key) as { isSent?: unknown } | undefined)?.isSent !== true)
    .length;
}

/** Removes a user's copies of a map that is not theirs to read any more. */
export function forgetPlayCopies(user: string, map: string): void {
  for (const key of itemKeys("plays", user, map)) removeItem(key);
}

/** Removes a user's runs and copies of plays from this browser. */
export function forgetPlays(user: string): void {
  endRunStores();
  for (const key of [...itemKeys("run", user), ...itemKeys("plays", user)]) removeItem(key);
}
