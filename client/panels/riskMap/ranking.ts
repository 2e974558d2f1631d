import { cutOffWeakSpots } from "../../../shared/risk/rankWeakSpots.ts";
import type { RiskRow } from "./riskRows.ts";

/** What the ranking goes by. A product of likelihood and severity is not among them: both are ranks, not quantities. */
export const rankings = ["priority", "loss"] as const;
export type Ranking = (typeof rankings)[number];

/** How much of the ranking is shown: all of it, high priority only, or the first so many. */
export const cuts = ["all", "high", "5", "10", "20"] as const;
export type Cut = (typeof cuts)[number];

/**
 * The dearest first, what has no known loss last; equals, and everything by priority, in the order of
 * {@link RiskRow}s: most urgent first.
 */
export function ranked(rows: readonly RiskRow[], by: Ranking): readonly RiskRow[] {
  if (by === "priority") return rows;
  const loss = ({ risk }: RiskRow) => risk.expectedLoss ?? Number.NEGATIVE_INFINITY;
  // Two unknown losses are equal: their difference would be no number.
  return rows.toSorted((a, b) => (loss(a) === loss(b) ? 0 : loss(b) - loss(a)));
}

/** The part of a ranking that is shown. */
export function cutOff(rows: readonly RiskRow[], cut: Cut): readonly RiskRow[] {
  return cutOffWeakSpots(rows, cut === "all" || cut === "high" ? cut : Number(cut));
}
