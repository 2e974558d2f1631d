/** The 97.5% quantile of the normal distribution, as the model rounds it. */
export const z95 = 1.959964;

/** Chance of a standard normal value at least as far from 0 as `z`, 0–1. Relative error below 1.2e-7. */
export function twoSidedP(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** Complementary error function for x ≥ 0. Source: Press et al., Numerical Recipes, erfcc (Chebyshev fit). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const fit = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  return t * Math.exp(-x * x + fit.reduceRight((sum, coefficient) => sum * t + coefficient, 0));
}
