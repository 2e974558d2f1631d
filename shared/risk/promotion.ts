import { groupBy } from "../groupBy.ts";
import type { Scenario, WeakSpot } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { type FullSettings, fullSettings } from "../model/settings.ts";
import { failureProbability, oddsRatio, raiseOdds } from "./posterior.ts";

/** What promoting a scenario writes. */
export type PromotionStep =
  | { kind: "addWeakSpot"; touchpoint: string; title: string; prior: number; plays: string[] }
  | { kind: "setPrior"; touchpoint: string; weakSpot: string; prior: number; from: number }
  | { kind: "attachPlays"; touchpoint: string; weakSpot: string; plays: string[] }
  | { kind: "attachToTouchpoint"; touchpoint: string; plays: string[] };

/** What of a scenario the map cannot take over, and why. */
export interface PromotionObstacle {
  touchpoint: string;
  rate: "failure" | "recovery" | "quit";
  value: number;
  /** `observed` failures outweigh a wish; `others` alone fail more often; `planB`: only preparing can reach it. */
  why: "observed" | "others" | "planB";
}

export interface Promotion {
  steps: PromotionStep[];
  obstacles: PromotionObstacle[];
}

/**
 * How a scenario becomes part of its map: its plans B go to the weak spots of the touchpoints it changes, or to a touchpoint that has none, and where
 * nothing was observed the likeliest weak spot gets the prior that makes the touchpoint fail as often as the scenario
 * says. Recovery and quitting are not of the map: they say what plan B must reach.
 */
export function promotionOf(records: Records, scenario: Scenario): Promotion {
  const settings = fullSettings(records.map.settings);
  const spots = groupBy(records.all("weakSpot"), (spot) => spot.touchpoint);
  const plays = (scenario.plays ?? []).filter((id) => records.read("play", id) !== undefined);
  const steps: PromotionStep[] = [];
  const obstacles: PromotionObstacle[] = [];
  for (const [touchpoint, { failure, recovery, quit }] of Object.entries(scenario.touchpoints ?? {})) {
    const changed = records.read("touchpoint", touchpoint);
    if (changed === undefined) continue;
    const here = spots.get(touchpoint) ?? [];
    if (failure !== undefined && here.length === 0)
      steps.push({ kind: "addWeakSpot", touchpoint, title: scenario.title || "What-if", prior: failure, plays });
    else if (failure !== undefined) {
      const { step, why } = priorFor(here, failure, settings);
      if (step !== undefined) steps.push({ kind: "setPrior", touchpoint, ...step });
      if (why !== undefined) obstacles.push({ touchpoint, rate: "failure", value: failure, why });
    }
    if (failure === undefined && here.length === 0) {
      const added = plays.filter((id) => !(changed.plays ?? []).includes(id));
      if (added.length > 0) steps.push({ kind: "attachToTouchpoint", touchpoint, plays: added });
    }
    for (const spot of here) {
      const added = plays.filter((id) => !(spot.plays ?? []).includes(id));
      if (added.length > 0) steps.push({ kind: "attachPlays", touchpoint, weakSpot: spot.id, plays: added });
    }
    if (recovery !== undefined) obstacles.push({ touchpoint, rate: "recovery", value: recovery, why: "planB" });
    if (quit !== undefined) obstacles.push({ touchpoint, rate: "quit", value: quit, why: "planB" });
  }
  return { steps, obstacles };
}

/** The prior with which these weak spots together fail that often. */
function priorFor(
  spots: readonly WeakSpot[],
  failure: number,
  settings: FullSettings,
): { step?: { weakSpot: string; prior: number; from: number }; why?: "observed" | "others" } {
  const likely = (spot: WeakSpot) => failureProbability(spot, settings);
  const okWithout = (left: WeakSpot | undefined) =>
    spots.reduce((ok, spot) => (spot === left ? ok : ok * (1 - likely(spot))), 1);
  if (Math.abs(1 - okWithout(undefined) - failure) < 1e-9) return {};
  const open = spots.filter((spot) => (spot.passages ?? 0) === 0).sort((a, b) => likely(b) - likely(a));
  const [likeliest] = open;
  if (likeliest === undefined) return { why: "observed" };
  const others = okWithout(likeliest);
  const ratio = oddsRatio(likeliest, settings);
  // What a prevention rules out stays ruled out, and what others alone exceed cannot be reached.
  const wanted = others === 0 || ratio === 0 ? -1 : 1 - (1 - failure) / others;
  if (wanted < -1e-12) return { why: open.length === spots.length ? "others" : "observed" };
  const prior = raiseOdds(Math.max(0, wanted), 1 / ratio);
  return { step: { weakSpot: likeliest.id, prior, from: likeliest.prior ?? settings.prior } };
}
