import type { Evidence } from "../model/kinds.ts";
import type { Measure } from "../model/expectation.ts";
import { isShare } from "./advantage.ts";
import {
  type Interval,
  meanInterval,
  percentile,
  percentileInterval,
  shareInterval,
  unknownInterval,
} from "./interval.ts";

/** The percentile that a measure of this kind means when it names none. */
export const defaultPercentile = 0.9;

/** What one piece of evidence says was delivered, in the measure's units. */
export interface Delivery extends Interval {
  value: number;
  /** Observations behind it, when known. */
  n: number | null;
  /** Of them, those that met the expectation; only for a share that was counted. */
  met: number | null;
}

/**
 * Reads a piece of evidence by its expectation's measure: raw `values` win over `value`, and `met` of `n` is what a
 * share uses. `undefined` when it holds no figure for this measure, or nothing was observed (n = 0).
 */
export function deliveryOf(evidence: Evidence, measure: Measure, smallSample: number): Delivery | undefined {
  const values = observations(evidence, measure);
  if (values.length === 0 && evidence.n === 0) return undefined;
  const delivery = isShare(measure)
    ? share(evidence, measure, values)
    : statistic(evidence, measure, values, smallSample);
  return delivery !== undefined && Number.isFinite(delivery.value) ? delivery : undefined;
}

const none: readonly number[] = [];

/** The raw observations of a piece of evidence; a 0 on a rating scale that starts above 0 is "not applicable". */
export function observations(evidence: Evidence, measure: Measure): readonly number[] {
  const values = evidence.values ?? none;
  const skipsZero = measure.kind === "rating" && (measure.min ?? 0) > 0 && values.includes(0);
  return skipsZero ? values.filter((value) => value !== 0) : values;
}

function share(evidence: Evidence, measure: Measure, values: readonly number[]): Delivery | undefined {
  const counted = countMet(values, measure) ?? counts(evidence);
  if (counted !== undefined) {
    const { met, n } = counted;
    return { value: met / n, met, n, ...shareInterval(met, n) };
  }
  const { value, n = null } = evidence;
  if (value === undefined) return undefined;
  const interval = n !== null && value >= 0 && value <= 1 ? shareInterval(value * n, n) : unknownInterval;
  return { value, met: null, n, ...interval };
}

function countMet(values: readonly number[], measure: Measure): { met: number; n: number } | undefined {
  const { threshold, within = "atMost" } = measure;
  if (values.length === 0) return undefined;
  if (threshold !== undefined) {
    const met = values.filter((value) => (within === "atMost" ? value <= threshold : value >= threshold)).length;
    return { met, n: values.length };
  }
  // Without a threshold only yes (1) and no (0) can be counted.
  if (!values.every((value) => value === 0 || value === 1)) return undefined;
  return { met: values.filter((value) => value === 1).length, n: values.length };
}

function counts({ met, n }: Evidence): { met: number; n: number } | undefined {
  if (met === undefined || n === undefined) return undefined;
  return { met: Math.min(met, n), n };
}

function statistic(
  evidence: Evidence,
  measure: Measure,
  values: readonly number[],
  smallSample: number,
): Delivery | undefined {
  const ranked = measure.kind === "median" || measure.kind === "percentile";
  if (values.length > 0) return ranked ? rankedDelivery(values, measure) : averaged(values, smallSample);
  const { value, sd, n = null } = evidence;
  if (value === undefined) return undefined;
  const known = !ranked && n !== null && sd !== undefined;
  return { value, met: null, n, ...(known ? meanInterval(value, sd, n, smallSample) : unknownInterval) };
}

function rankedDelivery(values: readonly number[], measure: Measure): Delivery | undefined {
  const q = percentileOf(measure);
  const ascending = Float64Array.from(values).sort();
  const value = percentile(ascending, q);
  if (value === null) return undefined;
  return { value, met: null, n: values.length, ...percentileInterval(ascending, q) };
}

/** The quantile a ranked measure asks for, 0–1. */
export function percentileOf(measure: Measure): number {
  return measure.kind === "median" ? 0.5 : (measure.percentile ?? defaultPercentile);
}

function averaged(values: readonly number[], smallSample: number): Delivery {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const interval = n > 1 ? meanInterval(mean, Math.sqrt(squares / (n - 1)), n, smallSample) : unknownInterval;
  return { value: mean, met: null, n, ...interval };
}
