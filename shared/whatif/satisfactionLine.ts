import { type Outcome, outcomeShares } from "./chain.ts";
import type { SolvedDay } from "./days.ts";
import type { MomentScores } from "./moments.ts";

/** Probable satisfaction (1–7) of those who pass each touchpoint, in the chain's order; undefined where nobody comes. */
export function satisfactionLine(days: readonly SolvedDay[], scores: MomentScores): (number | undefined)[] {
  const ids = days[0]?.chain.ids ?? [];
  return ids.map((_, i) => {
    let [weight, total] = [0, 0];
    for (const { chain, share, result } of days) {
      const visits = share * result.visits[i]!;
      weight += visits;
      for (const [outcome, part] of Object.entries(outcomeShares(chain.nodes[i]!)) as [Outcome, number][])
        total += visits * part * scores[i]![outcome];
    }
    return weight > 0 ? total / weight : undefined;
  });
}
