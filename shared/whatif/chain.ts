/**
 * A journey as an absorbing Markov chain (Kemeny & Snell, Finite Markov Chains, 1976): touchpoints are transient
 * states, `done` and `churn` absorb. Everything is a probability.
 */
export interface Chain {
  /** Touchpoint ids; all arrays below follow this order. */
  ids: readonly string[];
  start: number;
  nodes: readonly ChainNode[];
}

export interface ChainNode {
  /** Failure on a visit. */
  failure: number;
  /** Recovery, given a failure. */
  recovery: number;
  /** Leaving at once after an unrecovered failure. */
  quit: number;
  /** Where those who stay go, by what happened here. Each sums to at most 1; the rest goes to `done`. */
  next: Record<Outcome, readonly Step[]>;
}

export type Outcome = "ok" | "recovered" | "unrecovered";

/** `to` is the index of a touchpoint, or an end. */
export interface Step {
  to: number | "done" | "churn";
  share: number;
}

/** What comes out of a chain from its start, per customer. */
export interface ChainResult {
  churn: number;
  done: number;
  /** Share of customers with at least one failure, and with at least one that was not recovered. */
  anyFailure: number;
  anyUnrecovered: number;
  expectedFailures: number;
  /** Expected visits of each touchpoint. */
  visits: readonly number[];
}

/** How often each outcome occurs on a visit. */
export function outcomeShares({ failure, recovery }: ChainNode): Record<Outcome, number> {
  return { ok: 1 - failure, recovered: failure * recovery, unrecovered: failure * (1 - recovery) };
}

/** Flow out of one node: to other nodes, and to churn. What is left goes to done. */
export interface Row {
  to: ReadonlyMap<number, number>;
  churn: number;
}

/** The row of a node, counting only some outcomes; leaving them out gives a taboo chain. */
export function rowOf(node: ChainNode, counted: readonly Outcome[] = ["ok", "recovered", "unrecovered"]): Row {
  const shares = outcomeShares(node);
  const to = new Map<number, number>();
  let churn = 0;
  for (const outcome of counted) {
    const quit = outcome === "unrecovered" ? node.quit : 0;
    const staying = shares[outcome] * (1 - quit);
    churn += shares[outcome] * quit;
    for (const step of node.next[outcome]) {
      if (step.to === "churn") churn += staying * step.share;
      else if (step.to !== "done") to.set(step.to, (to.get(step.to) ?? 0) + staying * step.share);
    }
  }
  return { to, churn };
}
