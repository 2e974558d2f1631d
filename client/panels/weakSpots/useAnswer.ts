import type { WeakSpot } from "../../../shared/model/kinds.ts";
import type { fragilityFactors } from "../../../shared/risk/likelihood.ts";
import { usePatch } from "../usePatch.ts";

type Factor = (typeof fragilityFactors)[number];

/**
 * Writes the grade of a factor together with the answer behind it, as one step; without a grade it is not graded.
 * @returns how: `false` when it was refused.
 */
export function useAnswer(
  spot: WeakSpot,
): (factor: Factor, grade: number | undefined, answers?: WeakSpot["answers"]) => boolean {
  const patch = usePatch("weakSpot", spot.id);
  return (factor, grade, answers = spot.answers) =>
    patch({ factors: known({ ...spot.factors, [factor]: grade }), answers: known(answers ?? {}) });
}

/** The fields that have a value; `null`, which removes the whole, when none has. */
function known<T extends object>(fields: T): T | null {
  const left = Object.entries(fields).filter(([, value]) => value !== undefined);
  return left.length === 0 ? null : (Object.fromEntries(left) as T);
}
