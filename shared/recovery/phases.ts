import type { Play } from "../model/kinds.ts";

export type Step = NonNullable<Play["steps"]>[number];
export type Phase = Step["phase"];

/**
 * The graded sequence. Written again, and checked against the one list by its types, because that list comes with the
 * schemas of every kind, which what is loaded late should not pull apart.
 */
export const phasesInOrder = [
  "acknowledge",
  "understand",
  "fix",
  "extra",
  "followUp",
] as const satisfies readonly Phase[];
