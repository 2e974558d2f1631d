import type { Scenario } from "../model/kinds.ts";
import type { Chain, ChainNode } from "./chain.ts";

/** A change for the better, and how much churn it saves. */
export interface Improvement {
  /** Undefined where it is for all touchpoints together. */
  touchpoint: string | undefined;
  kind: "failLess" | "recoverMore" | "loseFewer";
  from: number;
  to: number;
  /** Churn before minus churn after; above 0. */
  saved: number;
}

/**
 * What helps most: each failure a step lower, each recovery a step higher, and quitting a step lower, by the churn it
 * saves. A change that makes something fail more is never tried, whatever it would do to a figure.
 * @param step added or taken away, 0–1.
 */
export function improvements(chain: Chain, step: number, churnOf: (chain: Chain) => number): Improvement[] {
  const before = churnOf(chain);
  const found: Improvement[] = [];
  const changed = (change: (node: ChainNode, index: number) => ChainNode) =>
    before - churnOf({ ...chain, nodes: chain.nodes.map(change) });
  chain.nodes.forEach((node, at) => {
    const touchpoint = chain.ids[at];
    if (node.failure === 0) return;
    const less = Math.max(0, node.failure - step);
    const more = Math.min(1, node.recovery + step);
    const failLess = changed((each, i) => (i === at ? { ...each, failure: less } : each));
    const recoverMore = changed((each, i) => (i === at ? { ...each, recovery: more } : each));
    found.push({ touchpoint, kind: "failLess", from: node.failure, to: less, saved: failLess });
    found.push({ touchpoint, kind: "recoverMore", from: node.recovery, to: more, saved: recoverMore });
  });
  const quits = new Set(chain.nodes.map((node) => node.quit));
  const [quit] = quits;
  if (quits.size === 1 && quit !== undefined) {
    const to = Math.max(0, quit - step);
    const saved = changed((node) => ({ ...node, quit: to }));
    found.push({ touchpoint: undefined, kind: "loseFewer", from: quit, to, saved });
  }
  return found.filter(({ saved }) => saved > 1e-9).sort((a, b) => b.saved - a.saved);
}

/**
 * Whether all that a scenario changes is that something fails more often: a test of how much the journey bears, never
 * an improvement, even where fewer moments or a recovery make some figure look better.
 * @param base the chain of the map as it is.
 */
export function onlyFailsMore({ touchpoints = {} }: Pick<Scenario, "touchpoints">, base: Chain): boolean {
  const place = new Map(base.ids.map((id, i) => [id, i]));
  const changes = Object.entries(touchpoints).flatMap(([id, change]) => {
    const node = base.nodes[place.get(id) ?? -1];
    if (node === undefined) return [];
    return (["failure", "recovery", "quit"] as const).flatMap((rate) => {
      const by = (change[rate] ?? node[rate]) - node[rate];
      return by === 0 ? [] : [{ rate, by }];
    });
  });
  return changes.length > 0 && changes.every(({ rate, by }) => rate === "failure" && by > 0);
}
