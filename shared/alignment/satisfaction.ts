import { type KanoClass, type KanoCoefficients, pureCoefficients } from "./kano.ts";

/**
 * Satisfaction with a moment on 1–7: the promise kept is 5, the desired level 7, the adequate level 1.
 * Source: disconfirmation, Oliver 1980; a loss weighs `lossGainRatio` times a gain.
 * @param gap normalised, −1…+1.
 */
export function satisfaction(gap: number, coefficients: KanoCoefficients, lossGainRatio: number): number {
  const gain = 2 * coefficients.positive * Math.max(gap, 0);
  const loss = 2 * lossGainRatio * coefficients.negative * Math.max(-gap, 0);
  return Math.min(7, Math.max(1, 5 + gain - loss));
}

/** The same for a pure Kano class: a reverse one is liked the less the more of it there is. Null for Q: ask again. */
export function satisfactionOfClass(gap: number, kano: KanoClass, lossGainRatio: number): number | null {
  const coefficients = pureCoefficients(kano);
  if (coefficients === undefined) return null;
  return satisfaction(kano === "R" ? -gap : gap, coefficients, lossGainRatio);
}
