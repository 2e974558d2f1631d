import { z95 } from "./normal.ts";
import { t95 } from "./studentT.ts";

/** A 95% interval in the measure's units; a bound that cannot be known is null. */
export interface Interval {
  low: number | null;
  high: number | null;
}

export const unknownInterval: Interval = { low: null, high: null };

/** Where a share lies when `met` of `n` were counted, n > 0. Source: Wilson 1927, without continuity correction. */
export function shareInterval(met: number, n: number): Interval {
  const share = met / n;
  const z2 = z95 * z95;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At the ends the bound is exact; rounding must not make 200 of 200 look worse than a promise of 100%.
  return { low: met <= 0 ? 0 : Math.max(0, middle - half), high: met >= n ? 1 : Math.min(1, middle + half) };
}

/**
 * Where a mean lies: mean ± z·sd/√n, with Student's t for fewer than `smallSample` observations.
 * Unknown with fewer than two.
 */
export function meanInterval(mean: number, sd: number, n: number, smallSample: number): Interval {
  if (n < 2) return unknownInterval;
  const half = ((n < smallSample ? t95(n - 1) : z95) * sd) / Math.sqrt(n);
  return { low: finite(mean - half), high: finite(mean + half) };
}

/** The value at `q` (0–1) of ascending observations: the order statistic of rank ⌈nq⌉. */
export function percentile(ascending: ArrayLike<number>, q: number): number | null {
  return orderStatistic(ascending, Math.max(1, rankUp(ascending.length * q)));
}

/** Where the percentile `q` lies: ranks ⌊nq − z√(nq(1−q))⌋ and ⌈nq + z√(nq(1−q))⌉ (distribution-free). */
export function percentileInterval(ascending: ArrayLike<number>, q: number): Interval {
  const [low, high] = percentileRanks(ascending.length, q);
  return { low: orderStatistic(ascending, low), high: orderStatistic(ascending, high) };
}

/** The two ranks, counted from 1, that bound the percentile `q` of `n` observations; they may lie outside 1…n. */
export function percentileRanks(n: number, q: number): [low: number, high: number] {
  const half = z95 * Math.sqrt(n * q * (1 - q));
  return [rankDown(n * q - half), rankUp(n * q + half)];
}

/** 100 × .07 is 7.000000000000001 to a computer; the next rank up would be an answer to another question. */
const rounding = 1e-9;

function rankUp(rank: number): number {
  return Math.ceil(rank - rounding);
}

function rankDown(rank: number): number {
  return Math.floor(rank + rounding);
}

function orderStatistic(ascending: ArrayLike<number>, rank: number): number | null {
  return ascending[rank - 1] ?? null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
