import type { Measure } from "../model/expectation.ts";

/**
 * How much better for the customer `a` is than `b`, in the measure's units: the one place that knows that a shorter
 * wait is a better one. Null when either is unknown.
 */
export function advantage(measure: Measure, a: number | null | undefined, b: number | null | undefined): number | null {
  if (a === null || a === undefined || b === null || b === undefined) return null;
  const difference = measure.direction === "lower" ? b - a : a - b;
  return Number.isFinite(difference) ? difference : null;
}

/** Whether the expectation is measured as a share, 0–1. A yes-or-no expectation is. */
export function isShare(measure: Measure): boolean {
  return measure.kind === "share" || measure.kind === "boolean";
}
