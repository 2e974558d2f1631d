import type { Measure } from "../model/expectation.ts";
import type { Records } from "../model/records.ts";
import { advantage, isShare } from "./advantage.ts";
import type { Insights } from "./insights.ts";

/** Something customers expect although nothing is promised. */
export interface UnpromisedExpectation {
  expectation: string;
  importance: number;
  /** In the measure's units; null when it is not measured either. */
  delivered: number | null;
  /** Delivered lies below what customers tolerate, or not one case met it; null when that cannot be said. */
  harmful: boolean | null;
}

/** What is expected without a promise (F82): the harmful first, then by importance. */
export function unpromised(records: Records, insights: Insights): UnpromisedExpectation[] {
  return records
    .all("expectation")
    .flatMap(({ id, importance = 1, measure }) => {
      const insight = insights.expectations[id];
      if (insight?.status !== "unpromised") return [];
      const { delivered, adequate } = insight;
      return [{ expectation: id, importance, delivered, harmful: isHarmful(measure, delivered, adequate) }];
    })
    .sort((a, b) => Number(b.harmful ?? false) - Number(a.harmful ?? false) || b.importance - a.importance);
}

function isHarmful(measure: Measure, delivered: number | null, adequate: number | null): boolean | null {
  if (delivered === null) return null;
  if (isShare(measure) && delivered === (measure.direction === "lower" ? 1 : 0)) return true;
  const margin = advantage(measure, delivered, adequate);
  return margin === null ? null : margin < 0;
}
