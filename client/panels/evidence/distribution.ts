import type { Measure } from "../../../shared/model/expectation.ts";
import { levelBounds } from "../measure/levels.ts";

export interface Distribution {
  /** One for every whole rating of the scale, or 14 steps of a longer one. */
  bars: { rating: number; count: number }[];
  /** 0–1: the share of answers at the adequate level or better; `undefined` without answers or level. */
  atLeast: number | undefined;
}

const mostBars = 14;

/** Counts answers by rating. A rating between two whole ones counts with the nearer. */
export function distributionOf(values: readonly number[], measure: Measure, adequate: number | null): Distribution {
  const { min = 1, max = 7 } = levelBounds(measure);
  const step = Math.max(1, Math.ceil((max - min) / (mostBars - 1)));
  const count = Math.min(mostBars, Math.max(1, Math.floor((max - min) / step) + 1));
  const bars = Array.from({ length: count }, (_, index) => ({ rating: min + index * step, count: 0 }));
  for (const value of values) {
    const bar = bars[Math.min(count - 1, Math.max(0, Math.round((value - min) / step)))];
    if (bar !== undefined) bar.count += 1;
  }
  if (values.length === 0 || adequate === null) return { bars, atLeast: undefined };
  const lower = measure.direction === "lower";
  const met = values.filter((value) => (lower ? value <= adequate : value >= adequate)).length;
  return { bars, atLeast: met / values.length };
}
