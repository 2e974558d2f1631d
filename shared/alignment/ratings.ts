import type { Measure } from "../model/expectation.ts";
import type { Evidence } from "../model/kinds.ts";
import { advantage } from "./advantage.ts";
import { observations } from "./delivery.ts";

/** What a mean of ratings hides. */
export interface RatingDistribution {
  /** Each rating that was given, ascending, and how often. */
  counts: readonly { rating: number; count: number }[];
  n: number;
  /** Share of ratings at or above the adequate level, 0–1; null when that level is unknown. */
  atLeastAdequate: number | null;
}

/** How the raw ratings of a piece of evidence are spread; undefined when it has none. */
export function ratingDistribution(
  evidence: Evidence,
  measure: Measure,
  adequate: number | null,
): RatingDistribution | undefined {
  const ratings = observations(evidence, measure);
  if (ratings.length === 0) return undefined;
  const counts = new Map<number, number>();
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  const enough = ratings.filter((rating) => (advantage(measure, rating, adequate) ?? -1) >= 0).length;
  return {
    counts: [...counts].sort(([a], [b]) => a - b).map(([rating, count]) => ({ rating, count })),
    n: ratings.length,
    atLeastAdequate: adequate === null ? null : enough / ratings.length,
  };
}

/** A rating as 0–1 of its own scale, the only way to average ratings of different scales; null without a scale. */
export function onCommonScale(rating: number, { min, max }: Measure): number | null {
  if (min === undefined || max === undefined || max <= min) return null;
  const place = (rating - min) / (max - min);
  return Number.isFinite(place) ? place : null;
}
