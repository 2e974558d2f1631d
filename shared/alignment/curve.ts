import { type Records, readingOrder } from "../model/records.ts";
import type { ExpectationInsight } from "./expectationInsight.ts";
import type { Insights } from "./insights.ts";
import type { Status } from "./status.ts";

/** Where the delivered line passes a touchpoint, on the scale −1…+1 with 0 = promise kept. */
export interface CurvePoint {
  touchpoint: string;
  stage: string;
  /** The worst of its expectations; unmeasured when it has none. */
  status: Status;
  /** Weighted mean of the measured gaps; null while nothing is measured. */
  gap: number | null;
  /** Where the gap may lie: 95% of each interval, and anything for what is not measured. Null with `gap`. */
  low: number | null;
  high: number | null;
  /** 0–1; below .3 the evidence is thin. */
  kappa: number | null;
}

/** The delivered line: every touchpoint in reading order. */
export function curvePoints(records: Records, insights: Insights): CurvePoint[] {
  const sums = new Map<string, CurveSums>();
  for (const expectation of records.all("expectation")) {
    const insight = insights.expectations[expectation.id];
    if (insight === undefined) continue;
    const sum = sums.get(expectation.touchpoint) ?? { weight: 0, measured: 0, gap: 0, low: 0, high: 0 };
    sums.set(expectation.touchpoint, sum);
    addToCurve(sum, expectation.importance ?? 1, insight);
  }
  return readingOrder(records).map(({ id, stage }) => {
    const rollup = insights.rollups.touchpoints[id];
    const { weight, measured, gap, low, high } = sums.get(id) ?? { weight: 0, measured: 0, gap: 0, low: 0, high: 0 };
    const known = measured > 0 && Number.isFinite(weight);
    return {
      touchpoint: id,
      stage,
      status: rollup?.worst ?? "unmeasured",
      gap: known ? gap / measured : null,
      low: known ? low / weight : null,
      high: known ? high / weight : null,
      kappa: known ? (rollup?.confidence ?? null) : null,
    };
  });
}

interface CurveSums {
  weight: number;
  measured: number;
  gap: number;
  low: number;
  high: number;
}

function addToCurve(sum: CurveSums, weight: number, insight: ExpectationInsight): void {
  sum.weight += weight;
  if (insight.gap === null) {
    sum.low -= weight;
    sum.high += weight;
    return;
  }
  const [low, high] = insight.gapInterval;
  sum.measured += weight;
  sum.gap += weight * insight.gap;
  sum.low += weight * (low ?? -1);
  sum.high += weight * (high ?? 1);
}
