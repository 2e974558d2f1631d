import type { Expectation } from "../model/kinds.ts";
import type { ExpectationInsight } from "./expectationInsight.ts";
import type { RollupItem } from "./rollup.ts";

/** What an expectation brings to the roll-ups it counts in; without a stated importance it weighs 1. */
export function rollupItem(expectation: Expectation, insight: ExpectationInsight): RollupItem {
  return {
    weight: expectation.importance ?? 1,
    gap: insight.gap,
    kappa: insight.kappa,
    status: insight.status,
    mustBe: expectation.kano === "M",
  };
}
