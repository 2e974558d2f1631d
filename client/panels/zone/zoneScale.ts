import { scaleLinear } from "d3-scale";
import type { Measure } from "../../../shared/model/expectation.ts";
import { isLowerBetter, isShare, levelBounds } from "../measure/levels.ts";

/** One axis for all levels of an expectation, better always to the right. Positions are 0 (left) to 1 (right). */
export interface ZoneScale {
  /** The ends of the axis in the measure's units, ascending. */
  min: number;
  max: number;
  /** What one press of an arrow key is worth, in the measure's units. */
  step: number;
  ticks: number[];
  position(level: number): number;
}

/**
 * The axis that shows all `levels` with room around them: the whole scale for ratings, the part in use (within 0–1)
 * for shares, and around the levels for anything else. With no level yet it shows 0–100%, or 0–10.
 */
export function zoneScale(measure: Measure, levels: readonly number[]): ZoneScale {
  const bounds = levelBounds(measure);
  // An axis of absurd length has no ticks; such a level sits at its end.
  const known = levels.filter((level) => Math.abs(level) <= 1e12);
  let low = known.length === 0 ? 0 : Math.min(...known);
  let high = known.length === 0 ? (isShare(measure) ? 1 : 10) : Math.max(...known);
  const least = isShare(measure) ? 0.02 : Math.max(Math.max(Math.abs(low), Math.abs(high)) * 0.1, 1e-6);
  const room = Math.max((high - low) * 0.2, least);
  if (known.length > 0) [low, high] = [low - room, high + room];
  if (measure.kind === "rating") [low, high] = [bounds.min ?? low, bounds.max ?? high];
  low = Math.max(low, bounds.min ?? (known.every((level) => level >= 0) ? 0 : low));
  high = Math.min(high, bounds.max ?? high);
  const linear = scaleLinear().domain([low, high]);
  if (measure.kind !== "rating") linear.nice(6);
  const [min = low, max = high] = linear.domain();
  const lower = isLowerBetter(measure);
  const step = stepOf(max - min);
  const position = (level: number) => {
    const part = (level - min) / (max - min);
    return Math.min(1, Math.max(0, lower ? 1 - part : part));
  };
  return { min, max, step, ticks: linear.ticks(4), position };
}

/** About a hundred steps over the axis, each 1, 2 or 5 times a power of ten. */
function stepOf(width: number): number {
  const rough = width / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  return Number((factor * power).toPrecision(12));
}
