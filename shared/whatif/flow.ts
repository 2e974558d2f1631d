import { type Chain, type Outcome, outcomeShares, rowOf, type Step } from "./chain.ts";
import { overDays, type SolvedDay } from "./days.ts";

/** What one touchpoint gives to churn, per customer who starts the journey; all of them add up to churn. */
export interface Leaving {
  touchpoint: string;
  /** visits × unrecovered × quit, and who takes a connection to churn. */
  churn: number;
  afterFailure: number;
  byConnection: number;
}

/** Customers who go from a touchpoint to the next, or to an end, per customer who starts. */
export interface Flow {
  from: string;
  /** A touchpoint, `done` or `churn`. */
  to: string;
  customers: number;
  /** Those of them for whom something failed at `from`, put right or not. */
  failed: number;
}

/** Which touchpoint gives how much of the churn; exact, in the order of the chain. */
export function leavingOf(days: readonly SolvedDay[]): Leaving[] {
  const ids = days[0]?.chain.ids ?? [];
  const rows = days.map(({ chain }) => chain.nodes.map((node) => rowOf(node).churn));
  return ids.map((touchpoint, i) => {
    const churn = days.reduce((sum, { share, result }, day) => sum + share * result.visits[i]! * rows[day]![i]!, 0);
    const afterFailure = overDays(days, ({ chain, result }) => {
      const node = chain.nodes[i]!;
      return result.visits[i]! * outcomeShares(node).unrecovered * node.quit;
    });
    return { touchpoint, churn, afterFailure, byConnection: Math.max(0, churn - afterFailure) };
  });
}

/** Everything that flows along a journey; ways that nobody takes are left out. */
export function flowsOf(days: readonly SolvedDay[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const { chain, share, result } of days) {
    chain.ids.forEach((from, i) => {
      const visits = share * (result.visits[i] ?? 0);
      if (visits > 0) addFlows(flows, chain, from, i, visits);
    });
  }
  return [...flows.values()];
}

function addFlows(flows: Map<string, Flow>, { ids, nodes }: Chain, from: string, i: number, visits: number): void {
  const node = nodes[i]!;
  const add = (to: Step["to"], customers: number, outcome: Outcome) => {
    if (customers <= 0) return;
    const end = typeof to === "number" ? ids[to]! : to;
    const flow = flows.get(`${from} ${end}`) ?? { from, to: end, customers: 0, failed: 0 };
    flow.customers += customers;
    if (outcome !== "ok") flow.failed += customers;
    flows.set(`${from} ${end}`, flow);
  };
  for (const [outcome, part] of Object.entries(outcomeShares(node)) as [Outcome, number][]) {
    const quits = outcome === "unrecovered" ? node.quit : 0;
    add("churn", visits * part * quits, outcome);
    const staying = visits * part * (1 - quits);
    let rest = 1;
    for (const step of node.next[outcome]) {
      add(step.to, staying * step.share, outcome);
      rest -= step.share;
    }
    if (rest > 1e-12) add("done", staying * rest, outcome);
  }
}
