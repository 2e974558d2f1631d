import { type Tension, tension } from "../../../shared/alignment/tension.ts";
import type { Play, Touchpoint, WeakSpot } from "../../../shared/model/kinds.ts";
import { playMinutes } from "../../../shared/recovery/playFacts.ts";
import { formatNumber } from "../measure/numbers.ts";

/** The touchpoints where a play is used: those it is attached to, and those of its weak spots. */
export function touchpointsOf(
  play: string,
  touchpoints: readonly Touchpoint[],
  weakSpots: readonly WeakSpot[],
): Touchpoint[] {
  const bySpot = new Set(weakSpots.filter(({ plays = [] }) => plays.includes(play)).map((spot) => spot.touchpoint));
  return touchpoints.filter(({ id, plays = [] }) => plays.includes(play) || bySpot.has(id));
}

/** The play's minutes against the handle time that staff are held to at a touchpoint; undefined where there is none. */
export function handleTension(play: Play, { handleMinutes }: Touchpoint): Tension | undefined {
  return handleMinutes === undefined ? undefined : tension(playMinutes(play), handleMinutes);
}

/** Why a play does not fit a touchpoint's handle time; undefined when it does, or nobody knows. */
export function infeasibility(play: Play, touchpoint: Touchpoint): string | undefined {
  const found = handleTension(play, touchpoint);
  if (found?.feasible !== false || found.ratio === null) return undefined;
  const minutes = formatNumber(playMinutes(play) ?? 0);
  return `takes ${minutes} min, and the handle time at “${touchpoint.title}” is ${formatNumber(touchpoint.handleMinutes ?? 0)} min: ${formatNumber(found.ratio)} times what is allowed`;
}
