import { useSyncExternalStore } from "react";
import type { RiskEngine } from "../../shared/insights/riskEngine.ts";
import type { Readiness } from "../../shared/recovery/readiness.ts";
import type { WeakSpotRisk } from "../../shared/risk/weakSpotRisk.ts";
import { useMap } from "./useMap.ts";

/** Everything computed of a weak spot; wakes the component when it comes out differently. Undefined while the engine loads. */
export function useWeakSpotRisk(id: string): WeakSpotRisk | undefined {
  const { risk } = useMap();
  return useSyncExternalStore(risk.subscribe, () => risk.read()?.weakSpot(id));
}

/** How ready a play is, and what it lacks. Undefined while the engine loads. */
export function usePlayReadiness(id: string): Readiness | undefined {
  const { risk } = useMap();
  return useSyncExternalStore(risk.subscribe, () => risk.read()?.play(id));
}

/**
 * The engine, for what computes over many records; wakes the component whenever any figure may differ.
 * `revision` belongs into the dependencies of what is memoized from it.
 */
export function useRiskEngine(): { engine: RiskEngine | undefined; revision: number } {
  const { risk } = useMap();
  const revision = useSyncExternalStore(risk.subscribe, risk.revision);
  return { engine: risk.read(), revision };
}
