import type { WeakSpot } from "../model/kinds.ts";
import type { RankedWeakSpot } from "./rankWeakSpots.ts";

export interface LossPareto {
  /** The dearest first; `cumulative` is the share 0–1 of the known loss up to and with this one. */
  bars: readonly { spot: WeakSpot; loss: number; cumulative: number }[];
  /** Sum of the known expected losses. */
  total: number;
  /** Weak spots whose loss nobody knows: they are in no share. */
  unknown: readonly WeakSpot[];
}

/** How few weak spots cost most: expected losses from the dearest down with their running share. */
export function lossPareto(ranked: readonly Pick<RankedWeakSpot, "spot" | "risk">[]): LossPareto {
  const known = ranked
    .flatMap(({ spot, risk }) => (risk.expectedLoss === null ? [] : [{ spot, loss: risk.expectedLoss }]))
    .sort((a, b) => b.loss - a.loss);
  const total = known.reduce((sum, { loss }) => sum + loss, 0);
  let running = 0;
  const bars = known.map(({ spot, loss }) => {
    running += loss;
    return { spot, loss, cumulative: total === 0 ? 0 : running / total };
  });
  return { bars, total, unknown: ranked.filter(({ risk }) => risk.expectedLoss === null).map(({ spot }) => spot) };
}
