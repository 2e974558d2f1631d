import { useMemo } from "react";
import type { Records } from "../../shared/model/records.ts";
import { baseOf } from "../../shared/whatif/baseOf.ts";
import type { ChainSources, Overlay } from "../../shared/whatif/scenarioChain.ts";
import { type Refusal, type ScenarioStudy, studyScenario } from "../../shared/whatif/scenarioStudy.ts";
import { useAll, useMap, useMapFields } from "./useMap.ts";
import { useRiskEngine } from "./useRisk.ts";

/** What-if of the open map as it is now. A new object whenever any result may differ. */
export interface WhatIf {
  records: Records;
  sources: ChainSources;
  /** Solves a scenario; the same answer for the same record. */
  study: (scenario: Overlay) => ScenarioStudy | Refusal;
  /** What a scenario made now would remember of the map; undefined where the map cannot be solved. */
  base: (start: string | undefined) => string | undefined;
}

const known = new WeakMap<Records, { parts: readonly unknown[]; whatIf: WhatIf }>();

/** Wakes the component whenever a result may differ; undefined while the engine loads. */
export function useWhatIf(): WhatIf | undefined {
  const { mirror } = useMap();
  const { engine, revision } = useRiskEngine();
  const touchpoints = useAll("touchpoint");
  const connections = useAll("connection");
  const stages = useAll("stage");
  const map = useMapFields();
  return useMemo(() => {
    if (engine === undefined) return undefined;
    // The panel and the canvas ask at once, and are answered from one.
    const parts = [engine, revision, touchpoints, connections, stages, map];
    const before = known.get(mirror);
    if (before?.parts.every((part, i) => part === parts[i]) === true) return before.whatIf;
    const whatIf = openWhatIf(mirror, engine.sources());
    known.set(mirror, { parts, whatIf });
    return whatIf;
  }, [mirror, engine, revision, touchpoints, connections, stages, map]);
}

/** What-if of any map's records. */
export function openWhatIf(records: Records, sources: ChainSources): WhatIf {
  const studies = new WeakMap<Overlay, ScenarioStudy | Refusal>();
  const maps = new Map<string | undefined, ScenarioStudy | Refusal>();
  const mapFrom = (start: string | undefined) => {
    const before = maps.get(start);
    if (before !== undefined) return before;
    const now = studyScenario(records, start === undefined ? {} : { start }, sources);
    maps.set(start, now);
    return now;
  };
  return {
    records,
    sources,
    study(scenario) {
      const before = studies.get(scenario);
      if (before !== undefined) return before;
      const map = mapFrom(scenario.start);
      const now = studyScenario(records, scenario, sources, "refused" in map ? undefined : map.base);
      studies.set(scenario, now);
      return now;
    },
    base(start) {
      const map = mapFrom(start);
      if ("refused" in map) return undefined;
      return baseOf(records, sources, start, map.base.result.churn);
    },
  };
}
