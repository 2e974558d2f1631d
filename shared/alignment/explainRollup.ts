import type { Records } from "../model/records.ts";
import { fullSettings } from "../model/settings.ts";
import type { ExplanationStep } from "./explanation.ts";
import type { Insights } from "./insights.ts";
import { plainNumber } from "./levelText.ts";
import { type Placement, placementOf } from "./placement.ts";
import type { Rollup } from "./rollup.ts";
import { rollupItem } from "./rollupItem.ts";
import type { Dimension } from "./rollupScopes.ts";
import type { Status } from "./status.ts";

/** A roll-up opened: its formulas, and what each expectation brings to it. */
export interface RollupExplanation {
  steps: readonly ExplanationStep[];
  contributions: readonly Contribution[];
}

export interface Contribution {
  expectation: string;
  status: Status;
  weight: number;
  gap: number | null;
  kappa: number | null;
  /** 100·(1 + min(G, 0)); null while it counts as anything from 0 to 100. */
  aligned: number | null;
}

/** Opens the numbers of one roll-up. @param id of the stage, touchpoint, channel or department; any for the map. */
export function explainRollup(
  records: Records,
  insights: Insights,
  dimension: Dimension,
  id: string,
): RollupExplanation {
  const contributions = records.all("expectation").flatMap((expectation): Contribution[] => {
    const insight = insights.expectations[expectation.id];
    if (insight === undefined || !belongs(placementOf(records, expectation), dimension, id)) return [];
    const { weight, gap, kappa, status } = rollupItem(expectation, insight);
    const aligned = gap === null ? null : 100 * (1 + Math.min(gap, 0));
    return [{ expectation: expectation.id, status, weight, gap, kappa, aligned }];
  });
  const rollup = dimension === "map" ? insights.rollups.map : insights.rollups[dimension][id];
  if (rollup === undefined) return { steps: [], contributions: [] };
  const { mustBeCap } = fullSettings(records.map.settings);
  return { steps: stepsOf(rollup, contributions, mustBeCap), contributions };
}

function belongs(placement: Placement, dimension: Dimension, id: string): boolean {
  const keys = { stages: "stage", touchpoints: "touchpoint", channels: "channel", departments: "department" } as const;
  return dimension === "map" || placement[keys[dimension]] === id;
}

function stepsOf(rollup: Rollup, contributions: readonly Contribution[], mustBeCap: number): ExplanationStep[] {
  const measured = contributions.filter(({ gap }) => gap !== null).length;
  const source = `${measured} measured of ${contributions.length} expectations, by their importance w`;
  const step = (figure: keyof Rollup, label: string, formula: string): ExplanationStep => ({
    figure,
    label,
    formula,
    value: rollup[figure],
    source,
    assumed: false,
  });
  const capped = `at most ${plainNumber(mustBeCap, 3)}, because a must-be is broken`;
  return [
    step("uncapped", "Alignment, before the veto", "Σ w·a / Σ w over what is measured, a = 100·(1 + min(G, 0))"),
    step("index", "Alignment index", rollup.veto ? capped : "the same: no must-be is broken"),
    step("low", "Lower end", "Σ w·κ·a / Σ w over all: what evidence leaves open counts as 0"),
    step("high", "Upper end", "Σ w·(κ·a + (1 − κ)·100) / Σ w over all: what evidence leaves open counts as 100"),
    step("coverage", "Coverage", "Σ w measured / Σ w"),
    step("confidence", "Confidence", "Σ w·κ / Σ w, κ = 0 for what is not measured"),
    step("delight", "Delight", "Σ w·max(G, 0) / Σ w over what is measured"),
    step("worst", "Worst status", "broken < at risk < unmeasured < unpromised < kept < exceeded"),
  ];
}
