import { useMemo } from "react";
import type { Insights } from "../../shared/alignment/insights.ts";
import type { Touchpoint } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import { type Filters, type Layer, useLocal } from "./local.ts";
import { useInsights } from "./useInsights.ts";
import { useAll, useMap } from "./useMap.ts";

/** The touchpoints that fit every filter that is set; their title, description and what is expected there are searched. */
export function findTouchpoints(records: Records, insights: Insights, filters: Filters): readonly Touchpoint[] {
  const words = filters.text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const statements = words.length > 0 ? statementsByTouchpoint(records) : new Map<string, string>();
  return records.all("touchpoint").filter((touchpoint) => {
    const text = `${touchpoint.title} ${touchpoint.description ?? ""} ${statements.get(touchpoint.id) ?? ""}`;
    const searched = text.toLocaleLowerCase();
    const status = insights.rollups.touchpoints[touchpoint.id]?.worst;
    return (
      words.every((word) => searched.includes(word)) &&
      admits(filters.channels, touchpoint.channel) &&
      admits(filters.departments, touchpoint.department) &&
      admits(filters.statuses, status ?? undefined)
    );
  });
}

export function isFiltering(filters: Filters): boolean {
  return (
    filters.text.trim() !== "" || filters.statuses.length + filters.channels.length + filters.departments.length > 0
  );
}

/** The touchpoints that stay bright; the others are dimmed. `undefined` while nothing is filtered. */
export function useMatches(): ReadonlySet<string> | undefined {
  const { mirror } = useMap();
  const filters = useLocal((local) => local.filters);
  const layer = useLocal((local) => local.layer);
  const filtering = isFiltering(filters) || layer !== "all";
  const touchpoints = useAll("touchpoint");
  const promises = useAll("promise");
  const weakSpots = useAll("weakSpot");
  const insights = useInsights();
  return useMemo(() => {
    if (!filtering) return undefined;
    const found = findTouchpoints(mirror, insights, filters);
    const shown = layer === "all" ? undefined : layerTouchpoints(mirror, layer);
    return new Set(found.map(({ id }) => id).filter((id) => shown?.has(id) ?? true));
    // The lists stand for what the mirror reads.
  }, [mirror, insights, filters, layer, filtering, touchpoints, promises, weakSpots]);
}

/** The touchpoints that a layer is about. */
function layerTouchpoints(records: Records, layer: Exclude<Layer, "all">): ReadonlySet<string> {
  if (layer === "promises")
    return new Set(
      records.all("promise").flatMap(({ expectation }) => records.read("expectation", expectation)?.touchpoint ?? []),
    );
  const weakSpots = records.all("weakSpot");
  const shown = layer === "plays" ? weakSpots.filter(({ plays }) => (plays?.length ?? 0) > 0) : weakSpots;
  return new Set(shown.map(({ touchpoint }) => touchpoint));
}

function statementsByTouchpoint(records: Records): Map<string, string> {
  const statements = new Map<string, string>();
  for (const { touchpoint, statement } of records.all("expectation"))
    statements.set(touchpoint, `${statements.get(touchpoint) ?? ""} ${statement}`);
  return statements;
}

function admits<T>(chosen: readonly T[], value: T | undefined): boolean {
  return chosen.length === 0 || (value !== undefined && chosen.includes(value));
}
