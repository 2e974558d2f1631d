import type { WeakSpot } from "../model/kinds.ts";
import type { FullSettings } from "../model/settings.ts";
import { betaQuantile } from "./beta.ts";

export interface Likelihood {
  /** Failure probability per passage before any observation, raised by the fragility factors. */
  prior: number;
  /** Posterior mean. */
  probability: number;
  /** The middle 90% of the posterior. */
  credible: [low: number, high: number];
}

/** The four ways a touchpoint can be fragile, each graded 0, ½ or 1. */
export const fragilityFactors = ["scheduling", "coordination", "newness", "turnover"] as const;

/**
 * Failure probability of a weak spot: the odds of the prior are multiplied by the likelihood ratio for every graded
 * factor and by what each done prevention is expected to leave of them, then observed failures update it as
 * `pseudoCases` earlier passages would (Beta–binomial).
 */
export function likelihood(spot: WeakSpot, settings: FullSettings): Likelihood {
  const base = spot.prior ?? settings.prior;
  const grades = fragilityFactors.reduce((sum, factor) => sum + (spot.factors?.[factor] ?? 0), 0);
  const prior = raiseOdds(base, settings.factorLikelihoodRatio ** grades * preventedOdds(spot));
  const failures = Math.min(spot.failures ?? 0, spot.passages ?? 0);
  const passages = spot.passages ?? 0;
  const a = prior * settings.pseudoCases + failures;
  const b = (1 - prior) * settings.pseudoCases + passages - failures;
  const probability = a / (a + b);
  // A certain prior leaves nothing to spread.
  if (a <= 0 || b <= 0) return { prior, probability, credible: [probability, probability] };
  return { prior, probability, credible: [betaQuantile(0.05, a, b), betaQuantile(0.95, a, b)] };
}

/** What preventions leave of the odds: the product of the stated odds ratios of those that are done, 1 without any. */
export function preventedOdds({ preventions = [] }: Pick<WeakSpot, "preventions">): number {
  return preventions.reduce((product, { done, oddsRatio }) => product * (done === true ? (oddsRatio ?? 1) : 1), 1);
}

function raiseOdds(probability: number, ratio: number): number {
  if (probability <= 0 || probability >= 1) return probability;
  const odds = (probability / (1 - probability)) * ratio;
  return odds / (1 + odds);
}
