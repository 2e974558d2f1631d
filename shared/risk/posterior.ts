import type { WeakSpot } from "../model/kinds.ts";
import type { FullSettings } from "../model/settings.ts";

type Judgements = Pick<FullSettings, "prior" | "factorLikelihoodRatio" | "pseudoCases">;

/** The four ways a touchpoint can be fragile, each graded 0, ½ or 1. */
export const fragilityFactors = ["scheduling", "coordination", "newness", "turnover"] as const;

/** What the fragility factors and the preventions that are done multiply the odds of the prior by. */
export function oddsRatio(spot: WeakSpot, { factorLikelihoodRatio }: Judgements): number {
  const grades = fragilityFactors.reduce((sum, factor) => sum + (spot.factors?.[factor] ?? 0), 0);
  return factorLikelihoodRatio ** grades * preventedOdds(spot);
}

/** What preventions leave of the odds: the product of the stated odds ratios of those that are done, 1 without any. */
export function preventedOdds({ preventions = [] }: Pick<WeakSpot, "preventions">): number {
  return preventions.reduce((product, { done, oddsRatio }) => product * (done === true ? (oddsRatio ?? 1) : 1), 1);
}

/** A probability whose odds are `ratio` times as high; certainty stays certain. */
export function raiseOdds(probability: number, ratio: number): number {
  if (probability <= 0 || probability >= 1) return probability;
  const odds = (probability / (1 - probability)) * ratio;
  return odds / (1 + odds);
}

/**
 * What is believed of a weak spot as a Beta: the prior, raised by its factors and lowered by what prevents it, counts as `pseudoCases` earlier passages,
 * observed ones are added.
 */
export function posterior(spot: WeakSpot, settings: Judgements): { prior: number; a: number; b: number } {
  const prior = raiseOdds(spot.prior ?? settings.prior, oddsRatio(spot, settings));
  const passages = spot.passages ?? 0;
  const failures = Math.min(spot.failures ?? 0, passages);
  return {
    prior,
    a: prior * settings.pseudoCases + failures,
    b: (1 - prior) * settings.pseudoCases + passages - failures,
  };
}

/** Failure probability per passage: the posterior mean. */
export function failureProbability(spot: WeakSpot, settings: Judgements): number {
  const { a, b } = posterior(spot, settings);
  return a / (a + b);
}
