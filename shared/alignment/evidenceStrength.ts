import type { evidenceGrades } from "../model/evidence.ts";
import type { Measure } from "../model/expectation.ts";
import type { Evidence } from "../model/kinds.ts";
import type { FullSettings } from "../model/settings.ts";
import type { Basis } from "./basis.ts";
import { dayNumber } from "./days.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";

type Grade = (typeof evidenceGrades)[number];

/** How far each grade is believed, from a system's log down to an assumption. A judgement. */
export const gradeStrength: Readonly<Record<Grade, number>> = {
  system: 1,
  audit: 0.9,
  survey: 0.8,
  tickets: 0.6,
  frontline: 0.5,
  management: 0.3,
  assumption: 0.1,
};

const unknownSizeFactor = 0.2;
const unknownAgeFactor = 0.25;

/**
 * Evidence strength κ, 0–1: grade × sample size × age.
 * @param n observations, null when unknown.
 * @param ageDays null when undated.
 */
export function evidenceStrength(
  grade: Grade,
  n: number | null,
  ageDays: number | null,
  settings: FullSettings,
): number {
  const size = n === null ? unknownSizeFactor : n / (n + settings.smallSample);
  const age = ageDays === null ? unknownAgeFactor : 0.5 ** (ageDays / settings.evidenceHalfLifeDays);
  return gradeStrength[grade] * size * age;
}

/** Age in days, never negative; null when undated. */
export function evidenceAge(evidence: Evidence, basis: Basis): number | null {
  return evidence.observedOn === undefined ? null : Math.max(0, basis.day - dayNumber(evidence.observedOn));
}

/** Whether evidence of this age is too old to count. Undated evidence is not; it is only weak. */
export function isExpired(ageDays: number | null, basis: Basis): boolean {
  return ageDays !== null && ageDays > basis.settings.evidenceValidDays;
}

/** A piece of evidence with what it says and how far to believe it. */
export interface ChosenEvidence {
  evidence: Evidence;
  delivery: Delivery;
  kappa: number;
  ageDays: number | null;
}

/** The strongest valid evidence; on a tie the newest, then the last in the list. */
export function chooseEvidence(list: readonly Evidence[], measure: Measure, basis: Basis): ChosenEvidence | undefined {
  let best: ChosenEvidence | undefined;
  for (const evidence of list) {
    const ageDays = evidenceAge(evidence, basis);
    if (isExpired(ageDays, basis)) continue;
    const delivery = deliveryOf(evidence, measure, basis.settings.smallSample);
    if (delivery === undefined) continue;
    const kappa = evidenceStrength(evidence.grade, delivery.n, ageDays, basis.settings);
    const item = { evidence, delivery, kappa, ageDays };
    if (best === undefined || !outranks(best, item)) best = item;
  }
  return best;
}

function outranks(a: ChosenEvidence, b: ChosenEvidence): boolean {
  if (a.kappa !== b.kappa) return a.kappa > b.kappa;
  return (a.evidence.observedOn ?? "") > (b.evidence.observedOn ?? "");
}
