import { useMemo } from "react";
import { type WeakSpotSuggestions, weakSpotSuggestions } from "../../../shared/insights/weakSpotSuggestions.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap } from "../../state/useMap.ts";

/** What the map itself points to, at one touchpoint or everywhere. */
export function useSuggestions(touchpoint?: string): WeakSpotSuggestions {
  const { mirror } = useMap();
  const insights = useInsights();
  const kinds = [
    useAll("stage"),
    useAll("touchpoint"),
    useAll("channel"),
    useAll("expectation"),
    useAll("promise"),
    useAll("weakSpot"),
    useAll("play"),
  ];
  return useMemo(
    () => weakSpotSuggestions(mirror, insights, touchpoint),
    // Read through the mirror, which is the same object while what it holds changes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [mirror, insights, touchpoint, ...kinds],
  );
}
