import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { fragilityFactors } from "../../../shared/risk/likelihood.ts";

/** The grades of a weak spot's factors in a word: what is graded 1 counts double. */
export function gradeWords({ factors }: WeakSpot): string {
  const graded = fragilityFactors.filter((factor) => factors?.[factor] !== undefined);
  if (graded.length === 0) return "not asked yet";
  const full = graded.filter((factor) => factors?.[factor] === 1).length;
  return full === 0 ? `${graded.length} of 4 answered` : `${full} at 1 · ${graded.length} of 4 answered`;
}

/** A grade as it is written: 0, ½ or 1. */
export function gradeText(grade: number): string {
  return grade === 0.5 ? "½" : String(grade);
}
