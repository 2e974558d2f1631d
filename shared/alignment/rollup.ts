import { type Status, statusesWorstFirst } from "./status.ts";

/** A set of expectations in one view: how well what is measured keeps its promise, and how sure that is. */
export interface Rollup {
  /** 0–100, what is shown: `uncapped`, or the must-be cap when `veto`; null while nothing is measured. */
  index: number | null;
  /** 0–100 without the veto. */
  uncapped: number | null;
  /** 0–100: the index if all that evidence leaves open were as bad as can be. */
  low: number | null;
  /** 0–100: the index if all that evidence leaves open were as promised. */
  high: number | null;
  /** 0–1: share of the weight that is measured. */
  coverage: number | null;
  /** 0–1: weighted evidence strength. */
  confidence: number | null;
  /** 0–1: weighted delivery above the promise, of what is measured. */
  delight: number | null;
  /** A must-be is broken. */
  veto: boolean;
  worst: Status | null;
}

/** What one expectation brings to a roll-up. */
export interface RollupItem {
  /** ≥ 0. */
  weight: number;
  /** Normalised; null while it is unmeasured or unpromised. */
  gap: number | null;
  /** 0–1; null counts as none. */
  kappa: number | null;
  status: Status;
  mustBe: boolean;
}

/** Running sums of a roll-up. Items must come in the same order for the same result to the last bit. */
export interface RollupSums {
  weight: number;
  measured: number;
  aligned: number;
  low: number;
  high: number;
  confidence: number;
  delight: number;
  veto: boolean;
  worst: number;
}

export function emptySums(): RollupSums {
  return {
    weight: 0,
    measured: 0,
    aligned: 0,
    low: 0,
    high: 0,
    confidence: 0,
    delight: 0,
    veto: false,
    worst: statusesWorstFirst.length,
  };
}

/** Adds one expectation. What is not measured counts as anything from 0 to 100, with its weight. */
export function addItem(sums: RollupSums, item: RollupItem): void {
  const { weight, gap } = item;
  sums.weight += weight;
  sums.worst = Math.min(sums.worst, statusesWorstFirst.indexOf(item.status));
  if (gap === null) {
    sums.high += weight * 100;
    return;
  }
  const kappa = item.kappa ?? 0;
  const aligned = 100 * (1 + Math.min(gap, 0));
  sums.measured += weight;
  sums.aligned += weight * aligned;
  sums.low += weight * kappa * aligned;
  sums.high += weight * (kappa * aligned + (1 - kappa) * 100);
  sums.confidence += weight * kappa;
  sums.delight += weight * Math.max(gap, 0);
  sums.veto ||= item.mustBe && item.status === "broken";
}

/** The roll-up of what was added. A set without weight is unknown throughout, but for its worst status. */
export function closeSums(sums: RollupSums, mustBeCap: number): Rollup {
  const uncapped = share(sums.aligned, sums.measured);
  return {
    index: sums.veto && uncapped !== null ? Math.min(uncapped, mustBeCap) : uncapped,
    uncapped,
    low: share(sums.low, sums.weight),
    high: share(sums.high, sums.weight),
    coverage: share(sums.measured, sums.weight),
    confidence: share(sums.confidence, sums.weight),
    delight: share(sums.delight, sums.measured),
    veto: sums.veto,
    worst: statusesWorstFirst[sums.worst] ?? null,
  };
}

/** The roll-up of any set of expectations. `mustBeCap` (0–100) bounds the shown index once a must-be is broken. */
export function rollUp(items: Iterable<RollupItem>, mustBeCap: number): Rollup {
  const sums = emptySums();
  for (const item of items) addItem(sums, item);
  return closeSums(sums, mustBeCap);
}

function share(part: number, whole: number): number | null {
  const result = part / whole;
  return whole > 0 && Number.isFinite(result) ? result : null;
}
