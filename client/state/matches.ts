import type { Insights } from "../../shared/alignment/insights.ts";
import type { Touchpoint } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import type { Filters, Layer } from "./local.ts";

/** Whether anything is asked: otherwise every touchpoint matches. */
export function isAsking(filters: Filters, layer: Layer = "all"): boolean {
  const chosen = filters.statuses.length + filters.channels.length + filters.departments.length;
  return layer !== "all" || chosen > 0 || filters.text.trim() !== "";
}

/**
 * The touchpoints that fit every filter that is set and belong to the layer. Every word is looked for in what is
 * written at a touchpoint: title, description, what is expected there and what was promised.
 */
export function findTouchpoints(
  records: Records,
  insights: Insights,
  filters: Filters,
  layer: Layer = "all",
): readonly Touchpoint[] {
  const words = filters.text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const texts = words.length > 0 ? textsByTouchpoint(records) : undefined;
  const inLayer = layer === "all" ? undefined : layerTouchpoints(records, layer);
  return records.all("touchpoint").filter(({ id, channel, department }) => {
    const text = texts?.get(id) ?? "";
    return (
      words.every((word) => text.includes(word)) &&
      admits(filters.channels, channel) &&
      admits(filters.departments, department) &&
      admits(filters.statuses, insights.rollups.touchpoints[id]?.worst ?? undefined) &&
      (inLayer?.has(id) ?? true)
    );
  });
}

function layerTouchpoints(records: Records, layer: Exclude<Layer, "all">): ReadonlySet<string> {
  if (layer === "promises")
    return new Set(
      records.all("promise").flatMap(({ expectation }) => records.read("expectation", expectation)?.touchpoint ?? []),
    );
  if (layer === "scenarios")
    return new Set(records.all("scenario").flatMap(({ touchpoints = {} }) => Object.keys(touchpoints)));
  const fragile = records.all("weakSpot");
  if (layer === "weakSpots") return new Set(fragile.map(({ touchpoint }) => touchpoint));
  const prepared = records.all("touchpoint").filter(({ plays }) => (plays?.length ?? 0) > 0);
  const covered = fragile.filter(({ plays }) => (plays?.length ?? 0) > 0);
  return new Set([...prepared.map(({ id }) => id), ...covered.map(({ touchpoint }) => touchpoint)]);
}

function textsByTouchpoint(records: Records): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (id: string | undefined, text = "") => {
    if (id !== undefined) texts.set(id, `${texts.get(id) ?? ""}\n${text.toLocaleLowerCase()}`);
  };
  for (const { id, title, description } of records.all("touchpoint")) add(id, `${title}\n${description ?? ""}`);
  for (const { touchpoint, statement } of records.all("expectation")) add(touchpoint, statement);
  for (const { expectation, wording } of records.all("promise"))
    add(records.read("expectation", expectation)?.touchpoint, wording);
  return texts;
}

function admits<T>(chosen: readonly T[], value: T | undefined): boolean {
  return chosen.length === 0 || (value !== undefined && chosen.includes(value));
}
