import { type Insights, computeInsights } from "../alignment/insights.ts";
import type { WeakSpot } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { fullSettings } from "../model/settings.ts";
import { type Readiness, playReadiness } from "../recovery/readiness.ts";
import { type WeakSpotRisk, weakSpotRisk } from "../risk/weakSpotRisk.ts";
import type { ChainSources } from "../whatif/scenarioChain.ts";
import { type ScenarioRefusal, type ScenarioResult, scenarioResult } from "../whatif/scenarioResult.ts";

/** Everything the model computes for a map. Unknown numbers are null. */
export interface MapInsights extends Insights {
  readonly weakSpots: Readonly<Record<string, WeakSpotRisk>>;
  readonly plays: Readonly<Record<string, Pick<Readiness, "raw" | "cap" | "score" | "missing">>>;
  readonly scenarios: Readonly<Record<string, ScenarioResult | ScenarioRefusal>>;
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function computeMapInsights(records: Records, today: string): MapInsights {
  const risk = openRisk(records, records.map.asOf ?? today);
  const of = <T extends { id: string }, R>(all: readonly T[], compute: (record: T) => R) =>
    Object.fromEntries(all.map((record) => [record.id, compute(record)]));
  return {
    ...computeInsights(records, today),
    weakSpots: of(records.all("weakSpot"), risk.weakSpot),
    plays: of(records.all("play"), ({ id }) => {
      const { raw, cap, score, missing } = risk.play(id)!;
      return { raw, cap, score, missing };
    }),
    scenarios: of(records.all("scenario"), (scenario) => scenarioResult(records, scenario, risk.sources)),
  };
}

/** Risk and readiness of a map as it is now, each computed once when first asked for. */
export interface Risk {
  weakSpot: (spot: WeakSpot) => WeakSpotRisk;
  /** Undefined when there is no such play. */
  play: (id: string) => Readiness | undefined;
  sources: ChainSources;
}

export function openRisk(records: Records, asOf: string): Risk {
  const settings = fullSettings(records.map.settings);
  const spots = new Map<WeakSpot, WeakSpotRisk>();
  const plays = new Map<string, Readiness>();
  const play = (id: string) => {
    const record = records.read("play", id);
    if (record === undefined) return undefined;
    const known = plays.get(id) ?? playReadiness(record, asOf, settings.rehearsalHalfLifeDays);
    plays.set(id, known);
    return known;
  };
  const readiness = (id: string) => (play(id)?.score ?? 0) / 100;
  const weakSpot = (spot: WeakSpot) => {
    const known = spots.get(spot) ?? weakSpotRisk(records, spot, readiness, settings);
    spots.set(spot, known);
    return known;
  };
  return { weakSpot, play, sources: { probability: (spot) => weakSpot(spot).probability, readiness, settings } };
}
