/**
 * Probability that a passage ends in an unrecovered failure: `p·(1 − d·ρ·e)`.
 * @param p failure probability; `d` share detected before or at harm; `rho` readiness of plan B 0–1; `e` its effectiveness.
 */
export function residualProbability(p: number, d: number, rho: number, e: number): number {
  return p * (1 - d * rho * e);
}

/** Expected loss per period: passages × residual probability × loss per unrecovered case, in the loss's currency. */
export function expectedLoss(passages: number, residual: number, lossPerCase: number): number {
  return passages * residual * lossPerCase;
}
