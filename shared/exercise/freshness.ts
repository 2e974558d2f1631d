import type { Play } from "../model/kinds.ts";

/** How far a play's last rehearsal still counts. `worth` halves with each half-life. */
export type Freshness = { kind: "never" } | { kind: "fresh" | "stale"; days: number; worth: number };

const msPerDay = 86_400_000;

/**
 * Whether a play was rehearsed lately enough: worth half or more. A rehearsal in the future does not count.
 * @param today `YYYY-MM-DD`; `halfLifeDays` after which a rehearsal counts half.
 */
export function freshnessOf(
  { rehearsals = [] }: Pick<Play, "rehearsals">,
  today: string,
  halfLifeDays: number,
): Freshness {
  const last = rehearsals
    .map(({ on }) => on)
    .filter((on) => on <= today)
    .sort()
    .at(-1);
  if (last === undefined) return { kind: "never" };
  const days = Math.round((Date.parse(today) - Date.parse(last)) / msPerDay);
  const worth = 0.5 ** (days / halfLifeDays);
  return { kind: worth < 0.5 ? "stale" : "fresh", days, worth };
}

/** Freshness as a sentence. */
export function freshnessText(freshness: Freshness): string {
  if (freshness.kind === "never") return "Never rehearsed";
  const ago = freshness.days === 0 ? "today" : freshness.days === 1 ? "yesterday" : `${freshness.days} days ago`;
  if (freshness.kind === "fresh") return `Rehearsed ${ago}`;
  return `Gone stale: last rehearsed ${ago}, worth ${Math.round(freshness.worth * 100)}% of a fresh rehearsal`;
}

/** The plays that are to be rehearsed next: never rehearsed first, then the longest ago. */
export function dueFirst<T extends Pick<Play, "rehearsals">>(
  plays: readonly T[],
  today: string,
  halfLifeDays: number,
): { play: T; freshness: Freshness }[] {
  const worth = (freshness: Freshness) => (freshness.kind === "never" ? -1 : freshness.worth);
  return plays
    .map((play) => ({ play, freshness: freshnessOf(play, today, halfLifeDays) }))
    .sort((a, b) => worth(a.freshness) - worth(b.freshness));
}
