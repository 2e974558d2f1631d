import type { WeakSpot } from "../model/kinds.ts";
import type { FullSettings } from "../model/settings.ts";
import { betaQuantile } from "./beta.ts";
import { posterior } from "./posterior.ts";

export { fragilityFactors, preventedOdds } from "./posterior.ts";

export interface Likelihood {
  /** Failure probability per passage before any observation, raised by the fragility factors. */
  prior: number;
  /** Posterior mean. */
  probability: number;
  /** The middle 90% of the posterior. */
  credible: [low: number, high: number];
}

/**
 * Failure probability of a weak spot: the odds of the prior are multiplied by the likelihood ratio for every graded
 * factor and by what each done prevention is expected to leave of them, then observed failures update it as
 * `pseudoCases` earlier passages would (Beta–binomial).
 */
export function likelihood(spot: WeakSpot, settings: FullSettings): Likelihood {
  const { prior, a, b } = posterior(spot, settings);
  const probability = a / (a + b);
  // A certain prior leaves nothing to spread.
  if (a <= 0 || b <= 0) return { prior, probability, credible: [probability, probability] };
  return { prior, probability, credible: [betaQuantile(0.05, a, b), betaQuantile(0.95, a, b)] };
}
