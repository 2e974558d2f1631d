import { useSyncExternalStore } from "react";
import type { Readiness } from "../../shared/recovery/readiness.ts";
import type { ActionPriority } from "../../shared/risk/actionPriority.ts";
import type { WeakSpotRisk } from "../../shared/risk/weakSpotRisk.ts";
import type { ChainSources } from "../../shared/whatif/scenarioChain.ts";
import { useAll, useMap } from "./useMap.ts";

/** Everything computed of a weak spot; wakes the component when it comes out differently. */
export function useWeakSpotRisk(id: string): WeakSpotRisk | undefined {
  const { risk } = useMap();
  return useSyncExternalStore(risk.subscribe, () => risk.weakSpot(id));
}

/** How ready a play is, and what it lacks. */
export function usePlayReadiness(id: string): Readiness | undefined {
  const { risk } = useMap();
  return useSyncExternalStore(risk.subscribe, () => risk.play(id));
}

/** What chains of this map are built from; another object when any figure may differ. */
export function useChainSources(): ChainSources {
  const { risk } = useMap();
  return useSyncExternalStore(risk.subscribe, risk.sources);
}

const ranks: Record<ActionPriority, number> = { L: 1, M: 2, H: 3 };

/** The most urgent priority among a touchpoint's weak spots: `none` when there is no weak spot, `open` when none is scored. */
export function useTouchpointPriority(touchpoint: string): ActionPriority | "open" | "none" {
  const { risk } = useMap();
  const spots = useAll("weakSpot");
  return useSyncExternalStore(risk.subscribe, () => {
    const here = spots.filter((spot) => spot.touchpoint === touchpoint);
    if (here.length === 0) return "none";
    const scored = here.flatMap(({ id }) => risk.weakSpot(id)?.actionPriority ?? []);
    return scored.sort((a, b) => ranks[b] - ranks[a])[0] ?? "open";
  });
}
