import { useCallback, useSyncExternalStore } from "react";
import type { RiskEngine } from "../../shared/insights/riskEngine.ts";
import type { Readiness } from "../../shared/recovery/readiness.ts";
import type { ActionPriority } from "../../shared/risk/actionPriority.ts";
import type { WeakSpotRisk } from "../../shared/risk/weakSpotRisk.ts";
import { useAll, useMap } from "./useMap.ts";

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

const ranks: Record<ActionPriority, number> = { L: 1, M: 2, H: 3 };

/**
 * The most urgent priority among a touchpoint's weak spots: `none` when there is no weak spot, `open` when none is
 * scored. A touchpoint without weak spots does not load the engine.
 */
export function useTouchpointPriority(touchpoint: string): ActionPriority | "open" | "none" {
  const { risk } = useMap();
  const here = useAll("weakSpot").filter((spot) => spot.touchpoint === touchpoint);
  const isFragile = here.length > 0;
  const subscribe = useCallback(
    (wake: () => void) => (isFragile ? risk.subscribe(wake) : () => undefined),
    [risk, isFragile],
  );
  return useSyncExternalStore(subscribe, () => {
    if (!isFragile) return "none";
    const scored = here.flatMap(({ id }) => risk.read()?.weakSpot(id)?.actionPriority ?? []);
    return scored.sort((a, b) => ranks[b] - ranks[a])[0] ?? "open";
  });
}
