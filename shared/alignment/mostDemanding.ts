import { promisedLevel } from "../model/activePromise.ts";
import type { Measure } from "../model/expectation.ts";
import type { PromiseRecord } from "../model/kinds.ts";
import { advantage } from "./advantage.ts";

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
