import { useCallback, useSyncExternalStore } from "react";
import type { CurvePoint } from "../../shared/alignment/curve.ts";
import type { ExpectationInsight, Insights, Rollup } from "../../shared/alignment/insights.ts";
import { useMap } from "./useMap.ts";

/** Everything computed for the map; wakes the component on every change of it. */
export function useInsights(): Insights {
  return useInsightsPart((insights) => insights);
}

/** One expectation's insight; wakes the component only when it is recomputed. */
export function useExpectationInsight(id: string): ExpectationInsight | undefined {
  const { insights } = useMap();
  return useSyncExternalStore(
    useCallback((wake) => insights.subscribeExpectation(id, wake), [insights, id]),
    () => insights.read().expectations[id],
  );
}

/** A touchpoint's roll-up; `undefined` while nothing is expected there. */
export function useTouchpointRollup(id: string): Rollup | undefined {
  return useInsightsPart((insights) => insights.rollups.touchpoints[id]);
}

export function useMapRollup(): Rollup {
  return useInsightsPart((insights) => insights.rollups.map);
}

/** The points of the promised and the delivered line, all touchpoints in reading order. */
export function useCurve(): CurvePoint[] {
  const { insights } = useMap();
  return useSyncExternalStore(insights.subscribe, insights.readCurve);
}

/** A part of the insights; parts that did not change keep their identity, so that only their readers wake. */
function useInsightsPart<T>(select: (insights: Insights) => T): T {
  const { insights } = useMap();
  return useSyncExternalStore(insights.subscribe, () => select(insights.read()));
}
