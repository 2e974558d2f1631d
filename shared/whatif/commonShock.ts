import type { Chain } from "./chain.ts";

/** A share `omega` of customers has a bad day, on which the odds of every failure are `theta` times as high. */
export interface CommonShock {
  omega: number;
  theta: number;
}

/** The failure probability on a bad day, from that on a good one. */
export function badDay(good: number, theta: number): number {
  return (theta * good) / (1 - good + theta * good);
}

/** The failure probability on a good day that keeps the overall one: solves `(1−ω)·g + ω·θg/(1−g+θg) = f` for g. */
export function goodDay(failure: number, { omega, theta }: CommonShock): number {
  if (failure <= 0 || failure >= 1) return failure;
  // (1−ω)(θ−1)·g² + (1−ω+ωθ − f(θ−1))·g − f = 0
  const a = (1 - omega) * (theta - 1);
  const b = 1 - omega + omega * theta - failure * (theta - 1);
  if (Math.abs(a) < 1e-12) return failure / b;
  // The form that does not cancel: the product of the roots is −f/a.
  const root = Math.sqrt(b * b + 4 * a * failure);
  return b >= 0 ? (2 * failure) / (b + root) : (root - b) / (2 * a);
}

/** The chain on good days and on bad days. */
export function splitDays(chain: Chain, shock: CommonShock): { good: Chain; bad: Chain } {
  const withFailure = (of: (good: number) => number): Chain => ({
    ...chain,
    nodes: chain.nodes.map((node) => ({ ...node, failure: of(goodDay(node.failure, shock)) })),
  });
  return { good: withFailure((g) => g), bad: withFailure((g) => badDay(g, shock.theta)) };
}
