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
  if (promised === null || (recorded.adequate !== undefined && recorded.desired !== undefined))
    return { adequate: recorded.adequate ?? null, desired: recorded.desired ?? null, assumed: [] };
  const defaults = defaultZone(measure, promised);
  const assumed: Assumption[] = [];
  if (recorded.adequate === undefined) assumed.push("adequate");
  if (recorded.desired === undefined) assumed.push("desired");
  return {
    adequate: recorded.adequate ?? defaults.adequate,
    desired: recorded.desired ?? defaults.desired,
    assumed,
  };
}

function defaultZone(measure: Measure, promised: number): { adequate: number; desired: number } {
  const better = measure.direction === "lower" ? -1 : 1;
  const at = (worse: number, improved: number) => ({
    adequate: onScale(measure, promised - better * worse),
    desired: onScale(measure, promised + better * improved),
  });
  if (isShare(measure)) return at(0.1, better === 1 ? (1 - promised) / 2 : promised / 2);
  if (measure.kind === "rating") return at(1, 1);
  return at(0.1 * Math.abs(promised), 0.2 * Math.abs(promised));
}

function onScale(measure: Measure, level: number): number {
  const [min, max] = isShare(measure) ? [0, 1] : [measure.min ?? -Infinity, measure.max ?? Infinity];
  return Math.min(max, Math.max(min, level));
}
