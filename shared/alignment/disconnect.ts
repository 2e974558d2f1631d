import type { Measure } from "../model/expectation.ts";
import type { Evidence, Expectation } from "../model/kinds.ts";
import type { Basis } from "./basis.ts";
import { evidenceAge, isExpired } from "./evidenceStrength.ts";
import { deliveryOf, observations } from "./delivery.ts";

/** The same expectation as management sees it and as the front line does. */
export interface Disconnect {
  expectation: string;
  /** Mean ratings, in the measure's units. */
  management: number;
  frontline: number;
  /** management − frontline. */
  difference: number;
  /** Cliff's delta, −1…+1; null without raw ratings of both sides. */
  delta: number | null;
}

type Side = "management" | "frontline";

/** Compares the two sides where both have rated; undefined where one has not. */
export function disconnectOf(
  expectation: Expectation,
  evidence: readonly Evidence[],
  basis: Basis,
): Disconnect | undefined {
  if (!evidence.some((item) => sideOf(item) === "management")) return undefined;
  const side = (name: Side) =>
    ratings(
      evidence.filter((item) => sideOf(item) === name && !isExpired(evidenceAge(item, basis), basis)),
      expectation.measure,
      basis,
    );
  const management = side("management");
  const frontline = management === undefined ? undefined : side("frontline");
  if (management === undefined || frontline === undefined) return undefined;
  const difference = management.mean - frontline.mean;
  if (!Number.isFinite(difference)) return undefined;
  const raw = management.values.length > 0 && frontline.values.length > 0;
  return {
    expectation: expectation.id,
    management: management.mean,
    frontline: frontline.mean,
    difference,
    delta: raw ? cliffsDelta(management.values, frontline.values) : null,
  };
}

/** The rater when it names a side, else the grade. */
function sideOf({ rater, grade }: Evidence): Side | undefined {
  if (rater !== undefined) {
    const named = rater.trim().toLowerCase();
    if (named === "management" || named === "frontline") return named;
  }
  return grade === "management" || grade === "frontline" ? grade : undefined;
}

/** All raw ratings of a side with their mean; without any, the mean of what its evidence says, by its size. */
function ratings(
  evidence: readonly Evidence[],
  measure: Measure,
  basis: Basis,
): { mean: number; values: readonly number[] } | undefined {
  const values = evidence.flatMap((item) => observations(item, measure));
  if (values.length > 0) return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, values };
  let sum = 0;
  let size = 0;
  for (const item of evidence) {
    const delivery = deliveryOf(item, measure, basis.settings.smallSample);
    if (delivery === undefined) continue;
    sum += delivery.value * (delivery.n ?? 1);
    size += delivery.n ?? 1;
  }
  return size > 0 ? { mean: sum / size, values } : undefined;
}

/**
 * How often a value of `a` lies above one of `b`, minus how often below: −1…+1, ordinal-safe; both not empty.
 * Source: Cliff 1993.
 */
export function cliffsDelta(a: readonly number[], b: readonly number[]): number {
  const sorted = Float64Array.from(b).sort();
  let above = 0;
  for (const value of a) above += countBelow(sorted, value, false) - (sorted.length - countBelow(sorted, value, true));
  return above / (a.length * b.length);
}

/** How many of the ascending values lie below `value`, or at it too when `inclusive`. */
function countBelow(ascending: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = ascending[middle] ?? Infinity;
    if (at < value || (inclusive && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
