import { spearman } from "./ranks.ts";

/** Fewer periods than this say nothing of how two series move together. */
const minPeriods = 8;

/** A promise of quality against a productivity target on the same work. */
export interface Tension {
  /** Minutes needed ÷ minutes allowed; above 1 the target forbids keeping the promise. Null without a limit > 0. */
  ratio: number | null;
  feasible: boolean | null;
  /** Spearman correlation of quality and productivity, −1…+1; null below 8 common periods. */
  correlation: number | null;
}

/**
 * Looks for a conflict: first whether the work fits the time at all, then how the two series move together.
 * @param neededMinutes what the work takes.
 * @param limitMinutes what the productivity target allows.
 * @param quality one figure a period, null where unknown; `productivity` likewise, for the same periods.
 */
export function tension(
  neededMinutes: number | null,
  limitMinutes: number | null,
  quality: readonly (number | null)[] = [],
  productivity: readonly (number | null)[] = [],
): Tension {
  const known = neededMinutes !== null && limitMinutes !== null;
  const pairs = quality.flatMap((value, index) => {
    const other = productivity[index] ?? null;
    return value !== null && other !== null ? [[value, other] as const] : [];
  });
  return {
    ratio: known && limitMinutes > 0 ? neededMinutes / limitMinutes : null,
    feasible: known ? neededMinutes <= limitMinutes : null,
    correlation:
      pairs.length < minPeriods
        ? null
        : spearman(
            pairs.map(([value]) => value),
            pairs.map(([, other]) => other),
          ),
  };
}
