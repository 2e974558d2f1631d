import type { CurveLevel } from "./curveGeometry.ts";

/** A part of the curve as it can be seen: x values rise. */
export interface SampledCurve {
  levels: CurveLevel[];
  xs: number[];
}

interface Sampling {
  /** The visible stretch; the nearest point beyond each end is kept, so that lines run out of the picture. */
  from: number;
  to: number;
  /** Points closer than this are one point: their mean, with the interval of all of them. */
  step: number;
}

/** The points of a curve that a picture of this stretch can show, a few hundred whatever the map holds. */
export function sampleCurve(
  levels: readonly CurveLevel[],
  xs: readonly number[],
  { from, to, step }: Sampling,
): SampledCurve {
  const order = levels.map((_, index) => index).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0) || a - b);
  const first = order.findIndex((index) => (xs[index] ?? 0) >= from);
  const last = order.findLastIndex((index) => (xs[index] ?? 0) <= to);
  const seen = first === -1 || last === -1 ? [] : order.slice(Math.max(0, first - 1), last + 2);
  const sampled: SampledCurve = { levels: [], xs: [] };
  for (let start = 0; start < seen.length;) {
    const left = xs[seen[start] ?? 0] ?? 0;
    let end = start + 1;
    while (end < seen.length && (xs[seen[end] ?? 0] ?? 0) - left < step) end++;
    const group = seen.slice(start, end);
    sampled.levels.push(merged(group.flatMap((index) => levels[index] ?? [])));
    sampled.xs.push(mean(group.map((index) => xs[index] ?? 0)));
    start = end;
  }
  return sampled;
}

function merged(group: readonly CurveLevel[]): CurveLevel {
  const [only] = group;
  if (only !== undefined && group.length === 1) return only;
  const measured = group.filter(({ gap }) => gap !== null);
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const lows = known(measured.map(({ low }) => low));
  const highs = known(measured.map(({ high }) => high));
  return {
    status: group.every(({ status }) => status === "unpromised") ? "unpromised" : "merged",
    gap: measured.length === 0 ? null : mean(known(measured.map(({ gap }) => gap))),
    low: lows.length === 0 ? null : Math.min(...lows),
    high: highs.length === 0 ? null : Math.max(...highs),
    kappa: measured.length === 0 ? null : mean(measured.map(({ kappa }) => kappa ?? 0)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
