import { type Insights, computeInsights } from "../alignment/insights.ts";
import { must } from "../assert.ts";
import type { Records } from "../model/records.ts";
import type { Readiness } from "../recovery/readiness.ts";
import type { WeakSpotRisk } from "../risk/weakSpotRisk.ts";
import { type ScenarioRefusal, type ScenarioResult, scenarioResult } from "../whatif/scenarioResult.ts";
import { openRiskEngine } from "./riskEngine.ts";

/** Everything the model computes for a map. Unknown numbers are null. */
export interface MapInsights extends Insights {
  readonly weakSpots: Readonly<Record<string, WeakSpotRisk>>;
  readonly plays: Readonly<Record<string, Pick<Readiness, "raw" | "cap" | "score" | "missing">>>;
  readonly scenarios: Readonly<Record<string, ScenarioResult | ScenarioRefusal>>;
}

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function computeMapInsights(records: Records, today: string): MapInsights {
  const risk = openRiskEngine(records, today);
  return {
    ...computeInsights(records, today),
    weakSpots: byId(records.all("weakSpot"), ({ id }) => must(risk.weakSpot(id), "a listed weak spot is there")),
    plays: byId(records.all("play"), ({ id }) => {
      const { raw, cap, score, missing } = must(risk.play(id), "a listed play is there");
      return { raw, cap, score, missing };
    }),
    scenarios: byId(records.all("scenario"), (scenario) => scenarioResult(records, scenario, risk.sources())),
  };
}

function byId<T extends { id: string }, R>(all: readonly T[], compute: (record: T) => R): Record<string, R> {
  return Object.fromEntries(all.map((record) => [record.id, compute(record)]));
}
