import type { Measure } from "../model/expectation.ts";
import type { PromiseRecord } from "../model/kinds.ts";
import { promisedLevel } from "../model/activePromise.ts";

/** An expectation that is promised at different levels at once. */
export interface Contradiction {
  expectation: string;
  /** Ids of the active promises with a level, in document order. */
  promises: readonly string[];
}

/** Reports differing levels among active promises; they are never averaged. */
export function contradictionOf(
  expectation: string,
  measure: Measure,
  active: readonly PromiseRecord[],
): Contradiction | undefined {
  if (active.length < 2) return undefined;
  const levelled = active.filter((promise) => promisedLevel(promise, measure) !== null);
  const levels = new Set(levelled.map((promise) => promisedLevel(promise, measure)));
  return levels.size > 1 ? { expectation, promises: levelled.map(({ id }) => id) } : undefined;
}
