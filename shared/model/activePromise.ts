import type { Measure } from "./expectation.ts";
import type { PromiseRecord } from "./kinds.ts";

export type PromiseState = "active" | "expired" | "future";

/** Whether a promise holds on a day: from `publishedOn` to `expiresOn`, both inclusive. */
export function promiseState(promise: PromiseRecord, asOf: string): PromiseState {
  if (promise.expiresOn !== undefined && promise.expiresOn < asOf) return "expired";
  if (promise.publishedOn !== undefined && promise.publishedOn > asOf) return "future";
  return "active";
}

/** The level promised, in the measure's units; a yes-or-no promise that names none promises yes. */
export function promisedLevel(promise: PromiseRecord, measure: Measure): number | null {
  return promise.level ?? (measure.kind === "boolean" ? 1 : null);
}

/** Whether a promised level leaves no room for failure: a share of 1, or 0 of what must not happen. */
export function leavesNoRoom(measure: Measure, promised: number | null | undefined): boolean {
  if (measure.kind !== "share" && measure.kind !== "boolean") return false;
  return promised === (measure.direction === "lower" ? 0 : 1);
}
