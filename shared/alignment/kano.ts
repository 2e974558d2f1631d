import type { kanoClasses } from "../model/expectation.ts";

/** Must-be, one-dimensional, attractive, indifferent, reverse, questionable. */
export type KanoClass = (typeof kanoClasses)[number];

/** How strongly satisfaction follows the gap: `positive` above the promise, `negative` below it, both 0–1. */
export interface KanoCoefficients {
  positive: number;
  negative: number;
}

/** The five answers to "how do you feel if it is there / is not there". */
export const kanoAnswers = ["like", "mustBe", "neutral", "liveWith", "dislike"] as const;

export type KanoAnswer = (typeof kanoAnswers)[number];

const table: Readonly<Record<KanoAnswer, string>> = {
  like: "QAAAO",
  mustBe: "RIIIM",
  neutral: "RIIIM",
  liveWith: "RIIIM",
  dislike: "RRRRQ",
};

/** The class of one respondent's pair of answers. Source: Kano 1984; Berger et al. 1993, evaluation table. */
export function kanoOfAnswers(present: KanoAnswer, absent: KanoAnswer): KanoClass {
  return table[present].charAt(kanoAnswers.indexOf(absent)) as KanoClass;
}

/**
 * Customer-satisfaction coefficients of a survey's class counts. Source: Berger et al. 1993 (their negative
 * coefficient is reported with a minus sign). Undefined when nobody answered M, O, A or I.
 */
export function kanoCoefficients(counts: Partial<Record<KanoClass, number>>): KanoCoefficients | undefined {
  const { A = 0, O = 0, M = 0, I = 0 } = counts;
  const all = A + O + M + I;
  return all > 0 ? { positive: (A + O) / all, negative: (O + M) / all } : undefined;
}

/** The class most respondents chose; among equals the one that costs most to miss (M, O, A, I, R, Q). */
export function kanoOfSurvey(counts: Partial<Record<KanoClass, number>>): KanoClass | undefined {
  let best: KanoClass | undefined;
  for (const name of ["M", "O", "A", "I", "R", "Q"] as const)
    if ((counts[name] ?? 0) > (best === undefined ? 0 : (counts[best] ?? 0))) best = name;
  return best;
}

/** The coefficients of a pure class; undefined for a questionable one, which must be asked again. */
export function pureCoefficients(kano: KanoClass): KanoCoefficients | undefined {
  return pure[kano];
}

const pure: Readonly<Record<KanoClass, KanoCoefficients | undefined>> = {
  M: { positive: 0, negative: 1 },
  O: { positive: 1, negative: 1 },
  A: { positive: 1, negative: 0 },
  I: { positive: 0, negative: 0 },
  R: { positive: 1, negative: 1 },
  Q: undefined,
};
