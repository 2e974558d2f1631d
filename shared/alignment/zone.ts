import type { Measure } from "../model/expectation.ts";
import { isShare } from "./advantage.ts";
import type { Assumption } from "./assumption.ts";

/** The zone of tolerance: from what customers just accept to what they wish for. */
export interface Zone {
  adequate: number | null;
  desired: number | null;
  /** Which of the two are the model's defaults and nobody's statement. */
  assumed: readonly Assumption[];
}

/**
 * The recorded levels, completed by the model's defaults around the promise; unknown where there is neither.
 * Source: Zeithaml, Berry & Parasuraman 1993; the defaults are judgements.
 */
export function zoneOf(
  measure: Measure,
  promised: number | null,
  recorded: { adequate?: number | undefined; desired?: number | undefined },
): Zone {
  const { adequate, desired } = recorded;
  if (promised === null) return { adequate: adequate ?? null, desired: desired ?? null, assumed: nothing };
  return {
    adequate: adequate ?? defaultAdequate(measure, promised),
    desired: desired ?? defaultDesired(measure, promised),
    assumed:
      adequate === undefined
        ? desired === undefined
          ? both
          : onlyAdequate
        : desired === undefined
          ? onlyDesired
          : nothing,
  };
}

const nothing: readonly Assumption[] = [];
const onlyAdequate: readonly Assumption[] = ["adequate"];
const onlyDesired: readonly Assumption[] = ["desired"];
const both: readonly Assumption[] = ["adequate", "desired"];

/** Ten points, one point or ten per cent worse than the promise. */
function defaultAdequate(measure: Measure, promised: number): number {
  const step = isShare(measure) ? 0.1 : measure.kind === "rating" ? 1 : 0.1 * Math.abs(promised);
  return onScale(measure, measure.direction === "lower" ? promised + step : promised - step);
}

/** Half way to the end of the scale, one point or twenty per cent better than the promise. */
function defaultDesired(measure: Measure, promised: number): number {
  const lower = measure.direction === "lower";
  if (isShare(measure)) return onScale(measure, lower ? promised / 2 : (promised + 1) / 2);
  const step = measure.kind === "rating" ? 1 : 0.2 * Math.abs(promised);
  return onScale(measure, lower ? promised - step : promised + step);
}

function onScale(measure: Measure, level: number): number {
  if (isShare(measure)) return Math.min(1, Math.max(0, level));
  return Math.min(measure.max ?? Infinity, Math.max(measure.min ?? -Infinity, level));
}
