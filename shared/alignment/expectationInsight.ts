import type { Cause, ServiceGaps } from "./serviceGaps.ts";
import type { Status } from "./status.ts";

/** A level or a rule that the map leaves open and a default of the model fills in. */
export type Assumption = "adequate" | "desired" | "importance" | "kano" | "percentile" | "observedOn" | "sampleSize";

/** What is computed of one expectation. Unknown numbers are null. */
export interface ExpectationInsight {
  status: Status;
  /** The status with its reason, one sentence. */
  reason: string;
  /** Delivered − promised, oriented, in the measure's units. */
  raw: number | null;
  /** Normalised, −1…+1: 0 promise kept, +1 desired level, −1 at or below the adequate level. */
  gap: number | null;
  /** 95% interval of `delivered`, ascending, in the measure's units; null when neither bound is known. */
  interval: readonly [low: number | null, high: number | null] | null;
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
