import type { Measure } from "../model/expectation.ts";
import type { PromiseRecord } from "../model/kinds.ts";
import { advantage } from "./advantage.ts";

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

/** The promise that asks most of the organisation, the first of equals; those without a level cannot be compared. */
export function mostDemanding(promises: readonly PromiseRecord[], measure: Measure): PromiseRecord | undefined {
  let best: PromiseRecord | undefined;
  let bestLevel: number | null = null;
  for (const promise of promises) {
    const level = promisedLevel(promise, measure);
    if (level === null) continue;
    if (bestLevel !== null && (advantage(measure, level, bestLevel) ?? 0) <= 0) continue;
    best = promise;
    bestLevel = level;
  }
  return best;
}
