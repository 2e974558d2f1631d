import type { Records } from "../model/records.ts";
import type { Insights } from "./insights.ts";
import { spearman } from "./ranks.ts";

export type Quadrant = "concentrateHere" | "keepUp" | "lowPriority" | "possibleOverkill";

/** Where the picture is divided: at the means, the medians, or the middle of given scales. */
export type Crosshair = "means" | "medians" | { importance: number; performance: number };

export interface RatedItem {
  id: string;
  /** Null or 0 is "not applicable": the item is left out. */
  importance: number | null;
  performance: number | null;
}

export interface ImportancePerformance {
  /** Null when no item is applicable. */
  crosshair: { importance: number; performance: number } | null;
  items: readonly { id: string; importance: number; performance: number; quadrant: Quadrant }[];
}

/** Sorts items into four quadrants; on the line counts as high. Source: Martilla & James 1977. */
export function importancePerformance(
  items: readonly RatedItem[],
  crosshair: Crosshair = "means",
): ImportancePerformance {
  const applicable = items.flatMap(({ id, importance, performance }) =>
    isRating(importance) && isRating(performance) ? [{ id, importance, performance }] : [],
  );
  if (applicable.length === 0) return { crosshair: null, items: [] };
  const centre = (values: number[]) => (crosshair === "medians" ? median(values) : mean(values));
  const cross =
    typeof crosshair === "object"
      ? crosshair
      : {
          importance: centre(applicable.map(({ importance }) => importance)),
          performance: centre(applicable.map(({ performance }) => performance)),
        };
  return {
    crosshair: cross,
    items: applicable.map((item) => ({ ...item, quadrant: quadrantOf(item, cross) })),
  };
}

/** A map's expectations: stated importance against satisfaction with the moment (1–7), which all measures share. */
export function importancePerformanceOf(
  records: Records,
  insights: Insights,
  crosshair: Crosshair = "means",
): ImportancePerformance {
  const items = records.all("expectation").map(({ id, importance = 1 }) => ({
    id,
    importance,
    performance: insights.expectations[id]?.satisfaction ?? null,
  }));
  return importancePerformance(items, crosshair);
}

/**
 * Importance derived from data: how closely the ratings of one item follow the overall outcome, −1…+1 (Spearman).
 * Pairs with a rating that is null or 0 ("not applicable") are left out; null when too few are left.
 */
export function derivedImportance(
  ratings: readonly (number | null)[],
  outcome: readonly (number | null)[],
): number | null {
  const pairs = ratings.flatMap((rating, index) => {
    const overall = outcome[index] ?? null;
    return isRating(rating) && isRating(overall) ? [{ rating, overall }] : [];
  });
  return spearman(
    pairs.map(({ rating }) => rating),
    pairs.map(({ overall }) => overall),
  );
}

function quadrantOf(
  item: { importance: number; performance: number },
  cross: { importance: number; performance: number },
): Quadrant {
  const performsWell = item.performance >= cross.performance;
  if (item.importance >= cross.importance) return performsWell ? "keepUp" : "concentrateHere";
  return performsWell ? "possibleOverkill" : "lowPriority";
}

function isRating(value: number | null): value is number {
  return value !== null && value !== 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
