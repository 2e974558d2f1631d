import { type Chain, type Outcome, outcomeShares } from "./chain.ts";
import { overDays, type SolvedDay } from "./days.ts";
import { visitsCounting } from "./solveChain.ts";

/** What a customer may meet for the first time: any failure, or one that is not put right. */
export type FirstOf = "anyFailure" | "anyUnrecovered";

/** What happens to a customer who has not met it yet. */
const before: Record<FirstOf, readonly Outcome[]> = { anyFailure: ["ok"], anyUnrecovered: ["ok", "recovered"] };

/**
 * The share of customers who meet it for the first time at each touchpoint, in the order of the chain; exact. Everybody
 * who meets it meets it somewhere first, so the parts add up to the figure.
 */
export function firstAt(figure: FirstOf, days: readonly SolvedDay[]): number[] {
  const comeUnhurt = days.map(({ chain }) => visitsCounting(chain, before[figure]));
  const shares = days.map(({ chain }) => sharesOf(figure, chain));
  const at = new Map(days.map((day, i) => [day, i]));
  return (days[0]?.chain.ids ?? []).map((_, i) =>
    overDays(days, (day) => comeUnhurt[at.get(day)!]![i]! * shares[at.get(day)!]![i]!),
  );
}

function sharesOf(figure: FirstOf, { nodes }: Chain): number[] {
  return nodes.map((node) => (figure === "anyFailure" ? node.failure : outcomeShares(node).unrecovered));
}
