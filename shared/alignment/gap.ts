/**
 * The signed gap with the zone of tolerance as ruler: 0 the promise is kept, +1 the desired level is reached,
 * −1 at or below the adequate level. Source: our normalisation of disconfirmation (Oliver 1980).
 * @param raw delivered − promised, oriented.
 * @param reach desired − promised, oriented: how much better would be all one can wish for.
 * @param tolerance promised − adequate, oriented: how much worse is still accepted.
 */
export function normalisedGap(raw: number, reach: number, tolerance: number): number {
  if (raw >= 0) return reach > 0 ? Math.min(1, raw / reach) : 0;
  return tolerance > 0 ? Math.max(-1, raw / tolerance) : -1;
}
