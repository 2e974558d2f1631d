import type { Measure } from "../model/expectation.ts";
import type { Evidence, Expectation, PromiseRecord } from "../model/kinds.ts";
import { promisedLevel, promiseState } from "../model/activePromise.ts";
import { mostDemanding } from "./mostDemanding.ts";
import { advantage } from "./advantage.ts";
import type { Basis } from "./basis.ts";
import { type ChosenEvidence, chooseEvidence } from "./evidenceStrength.ts";
import { normalisedGap } from "./gap.ts";
import { type Interval, unknownInterval } from "./interval.ts";
import { judgeStatus, type Status } from "./status.ts";
import { type Zone, zoneOf } from "./zone.ts";

/** One expectation judged, with everything the judgement rests on: the insight, its reason and its explanation. */
export interface Assessment {
  expectation: Expectation;
  basis: Basis;
  /** All of them, in document order. */
  promises: readonly PromiseRecord[];
  evidence: readonly Evidence[];
  /** Those that hold on the day. */
  active: readonly PromiseRecord[];
  promise: PromiseRecord | undefined;
  promised: number | null;
  chosen: ChosenEvidence | undefined;
  delivered: number | null;
  interval: Interval;
  zone: Zone;
  zeroTolerance: boolean;
  raw: number | null;
  gap: number | null;
  status: Status;
}

/** Judges one expectation by its promises and evidence. */
export function assess(
  expectation: Expectation,
  promises: readonly PromiseRecord[],
  evidence: readonly Evidence[],
  basis: Basis,
): Assessment {
  const { measure } = expectation;
  const isActive = (promise: PromiseRecord) => promiseState(promise, basis.asOf) === "active";
  const active = promises.every(isActive) ? promises : promises.filter(isActive);
  const promise = mostDemanding(active, measure);
  const promised = promise === undefined ? null : promisedLevel(promise, measure);
  const chosen = chooseEvidence(evidence, measure, basis);
  const delivered = chosen?.delivery.value ?? null;
  const interval = chosen?.delivery ?? unknownInterval;
  const zone = zoneOf(measure, promised, expectation);
  const zeroTolerance = expectation.zeroTolerance ?? active.some(({ kind }) => kind === "legal");
  const raw = advantage(measure, delivered, promised);
  const { adequate, desired } = zone;
  const status = judgeStatus(measure, { promised, delivered, interval, adequate, desired, zeroTolerance });
  return {
    expectation,
    basis,
    promises,
    evidence,
    active,
    promise,
    promised,
    chosen,
    delivered,
    interval,
    zone,
    zeroTolerance,
    raw,
    gap: gapAt(measure, delivered, promised, zone),
    status,
  };
}

/** The normalised gap if `level` were delivered; null where a level is unknown. */
export function gapAt(measure: Measure, level: number | null, promised: number | null, zone: Zone): number | null {
  const raw = advantage(measure, level, promised);
  if (raw === null) return null;
  const reach = advantage(measure, zone.desired, promised) ?? 0;
  return normalisedGap(raw, reach, advantage(measure, promised, zone.adequate) ?? 0);
}
