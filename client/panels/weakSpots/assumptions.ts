import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { fragilityFactors } from "../../../shared/risk/likelihood.ts";

/** What a weak spot's figures take from the map's defaults because nobody recorded it, in words. */
export function assumptionsOf(spot: WeakSpot): string[] {
  const ungraded = fragilityFactors.filter((factor) => spot.factors?.[factor] === undefined).length;
  const silent = (spot.preventions ?? []).some(({ done, oddsRatio }) => done === true && oddsRatio === undefined);
  return [
    spot.prior === undefined ? "the usual failure probability" : undefined,
    ungraded === 0 ? undefined : ungraded === 1 ? "1 factor not graded" : `${ungraded} factors not graded`,
    spot.detected === undefined ? "the share noticed in time" : undefined,
    silent ? "a done prevention has no effect" : undefined,
  ].filter((each) => each !== undefined);
}
