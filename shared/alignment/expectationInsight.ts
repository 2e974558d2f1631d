import { advantage } from "./advantage.ts";
import { type Assessment, gapAt } from "./assessment.ts";
import type { Assumption } from "./assumption.ts";
import { reasonOf } from "./reason.ts";
import { satisfactionOfClass } from "./satisfaction.ts";
import { type Cause, causeOf, type ServiceGaps, serviceGaps } from "./serviceGaps.ts";
import type { Status } from "./status.ts";

/** What is computed of one expectation. Unknown numbers are null. */
export interface ExpectationInsight {
  status: Status;
  /** The status with its reason, one sentence. */
  reason: string;
  /** Delivered − promised, oriented, in the measure's units. */
  raw: number | null;
  /** Normalised, −1…+1: 0 promise kept, +1 desired level, −1 at or below the adequate level. */
  gap: number | null;
  /** The same at both ends of the interval, ascending. */
  gapInterval: readonly [low: number | null, high: number | null];
  /** 95% interval of `delivered`, ascending, in the measure's units; an unknown bound is null. */
  interval: readonly [low: number | null, high: number | null];
  /** In the measure's units (a share is 0–1). */
  delivered: number | null;
  /** The most demanding active promise, in the measure's units. */
  promised: number | null;
  /** Strength of the chosen evidence, 0–1. */
  kappa: number | null;
  /** Measure of service adequacy: perceived − adequate, oriented. */
  adequacy: number | null;
  /** Measure of service superiority: perceived − desired, oriented. */
  superiority: number | null;
  /** Satisfaction with the moment, 1–7. */
  satisfaction: number | null;
  /** The most negative known gap among 1–4. */
  cause: Cause | null;
  gaps: ServiceGaps;
  /** Promised above what is expected or above what is delivered. */
  overPromised: boolean;
  /** The levels the status was judged with, recorded or assumed. */
  adequate: number | null;
  desired: number | null;
  zeroTolerance: boolean;
  /** Ids of the promise and the evidence that were chosen. */
  promise: string | null;
  evidence: string | null;
  assumed: readonly Assumption[];
}

/** What the outside sees of an assessment. */
export function insightOf(assessment: Assessment): ExpectationInsight {
  const { expectation, promise, promised, chosen, delivered, interval, zone, raw, gap, status } = assessment;
  const { measure, perceived, kano = "O" } = expectation;
  const gapOf = (level: number | null) => gapAt(measure, level, promised, zone);
  const gaps = serviceGaps(measure, expectation, delivered, promised);
  return {
    status,
    reason: reasonOf(assessment),
    raw,
    gap,
    gapInterval:
      measure.direction === "lower"
        ? [gapOf(interval.high), gapOf(interval.low)]
        : [gapOf(interval.low), gapOf(interval.high)],
    interval: [interval.low, interval.high],
    delivered,
    promised,
    kappa: chosen?.kappa ?? null,
    adequacy: advantage(measure, perceived, zone.adequate),
    superiority: advantage(measure, perceived, zone.desired),
    satisfaction: gap === null ? null : satisfactionOfClass(gap, kano, assessment.basis.settings.lossGainRatio),
    cause: causeOf(gaps),
    gaps,
    overPromised: (gaps.overPromise ?? 0) > 0 || (raw ?? 0) < 0,
    adequate: zone.adequate,
    desired: zone.desired,
    zeroTolerance: assessment.zeroTolerance,
    promise: promise?.id ?? null,
    evidence: chosen?.evidence.id ?? null,
    assumed: assumptionsOf(assessment),
  };
}

function assumptionsOf({ expectation, zone, chosen }: Assessment): readonly Assumption[] {
  const assumed = [...zone.assumed];
  if (expectation.importance === undefined) assumed.push("importance");
  if (expectation.kano === undefined) assumed.push("kano");
  if (expectation.measure.kind === "percentile" && expectation.measure.percentile === undefined)
    assumed.push("percentile");
  if (chosen !== undefined && chosen.ageDays === null) assumed.push("observedOn");
  if (chosen !== undefined && chosen.delivery.n === null) assumed.push("sampleSize");
  return assumed;
}
