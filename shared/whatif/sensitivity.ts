import type { Chain, ChainNode } from "./chain.ts";
import { solveChurn } from "./solveChain.ts";

/** What churn becomes when one parameter alone is lower, and when it is higher. */
export interface Sensitivity {
  /** `failure:<touchpoint>`, `recovery:<touchpoint>`, or `quit` for all of them together. */
  parameter: string;
  low: number;
  high: number;
  /** |high − low|: the width of the bar. */
  swing: number;
}

/** Relative steps multiply a parameter by 1 ± step, so that a zero never moves; absolute ones add ± step. */
export type StepKind = "relative" | "absolute";

/** The tornado: churn when each parameter moves alone by a step, widest first. Parameters stay within 0–1. */
export function tornado(
  chain: Chain,
  step: number,
  kind: StepKind = "relative",
  churnOf: (chain: Chain) => number = solveChurn,
): Sensitivity[] {
  const moved = (value: number, by: number) =>
    Math.min(1, Math.max(0, kind === "relative" ? value * (1 + by) : value + by));
  const bars: Sensitivity[] = [];
  const measure = (parameter: string, change: (node: ChainNode, index: number, by: number) => ChainNode) => {
    const churn = (by: number) => churnOf({ ...chain, nodes: chain.nodes.map((node, i) => change(node, i, by)) });
    const low = churn(-step);
    const high = churn(step);
    bars.push({ parameter, low, high, swing: Math.abs(high - low) });
  };
  chain.ids.forEach((id, at) => {
    measure(`failure:${id}`, (node, i, by) => (i === at ? { ...node, failure: moved(node.failure, by) } : node));
    measure(`recovery:${id}`, (node, i, by) => (i === at ? { ...node, recovery: moved(node.recovery, by) } : node));
  });
  measure("quit", (node, _i, by) => ({ ...node, quit: moved(node.quit, by) }));
  return bars.sort((a, b) => b.swing - a.swing);
}
