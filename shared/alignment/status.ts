import type { Measure } from "../model/expectation.ts";
import { isShare } from "./advantage.ts";
import type { Interval } from "./interval.ts";

/** How an expectation stands: what was promised against what is proven of the delivery. */
export type Status = "exceeded" | "kept" | "atRisk" | "broken" | "unmeasured" | "unpromised";

/** From the worst for the customer to the best; a set's worst status is the first of these in it. */
export const statusesWorstFirst = [
  "broken",
  "atRisk",
  "unmeasured",
  "unpromised",
  "kept",
  "exceeded",
] as const satisfies readonly Status[];

/** What a status is judged by; every level in the measure's units, null where unknown. */
export interface StatusFigures {
  promised: number | null;
  delivered: number | null;
  interval: Interval;
  adequate: number | null;
  desired: number | null;
  zeroTolerance: boolean;
}

/** The first rule that fits. A comparison with an unknown is false, so what cannot be proven is at risk at best. */
export function judgeStatus(measure: Measure, figures: StatusFigures): Status {
  const { promised, delivered, adequate, desired, zeroTolerance } = figures;
  if (promised === null) return "unpromised";
  if (delivered === null) return "unmeasured";
  const lower = measure.direction === "lower";
  const worst = lower ? figures.interval.high : figures.interval.low;
  const best = lower ? figures.interval.low : figures.interval.high;
  const better = (a: number | null, b: number | null) => a !== null && b !== null && (lower ? a < b : a > b);
  const reaches = (a: number | null, b: number | null) => a !== null && b !== null && (lower ? a <= b : a >= b);

  if (better(promised, best) && (zeroTolerance || better(adequate, delivered))) return "broken";
  if (reaches(worst, promised) && reaches(delivered, desired) && better(desired, promised)) return "exceeded";
  // No interval can prove a promise of "always": there, all of what was counted and a tolerable interval must do.
  const always = isShare(measure) && promised === (lower ? 0 : 1);
  const floor = zeroTolerance && !(always && delivered === promised) ? promised : adequate;
  if (reaches(delivered, promised) && reaches(worst, floor)) return "kept";
  return "atRisk";
}
