import type { Play } from "../model/kinds.ts";

/** What one run of a play costs when all of its steps are done. */
export interface RunCost {
  /** The sum of what its steps say; null while none of them says. */
  known: number | null;
  /** Steps that do not say what they cost: the sum is then a least. */
  uncosted: number;
}

export function runCost({ steps = [] }: Pick<Play, "steps">): RunCost {
  const costs = steps.flatMap(({ cost }) => cost ?? []);
  return {
    known: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    uncosted: steps.length - costs.length,
  };
}
