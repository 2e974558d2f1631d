import type { Play } from "../../../shared/model/kinds.ts";
import { type RehearsalState, rehearsalState } from "../../../shared/recovery/playFacts.ts";

/** When a play was last rehearsed, as a sentence; of one gone stale also what that is still worth. */
export function freshnessText(rehearsal: RehearsalState, halfLifeDays: number): string {
  if (rehearsal.state === "never") return "Never rehearsed";
  const { days } = rehearsal;
  const ago = days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
  if (rehearsal.state === "fresh") return `Rehearsed ${ago}`;
  const worth = 0.5 ** (days / halfLifeDays);
  return `Gone stale: last rehearsed ${ago}, worth ${Math.round(worth * 100)}% of a fresh rehearsal`;
}

/** The plays in the order in which they are to be rehearsed: never rehearsed first, then the longest ago. */
export function dueFirst(
  plays: readonly Play[],
  today: string,
  halfLifeDays: number,
): { play: Play; rehearsal: RehearsalState }[] {
  const age = (rehearsal: RehearsalState) => (rehearsal.state === "never" ? Infinity : rehearsal.days);
  return plays
    .map((play) => ({ play, rehearsal: rehearsalState(play, today, halfLifeDays) }))
    .toSorted((a, b) => (age(a.rehearsal) === age(b.rehearsal) ? 0 : age(b.rehearsal) - age(a.rehearsal)));
}
