import { AppError } from "../errors.ts";
import type { Chain, ChainResult, Outcome, Row } from "./chain.ts";
import { rowOf } from "./chain.ts";
import { components } from "./components.ts";
import { solveInPlace } from "./lu.ts";

/**
 * Exact results of a chain. Visits are the start's row of `N = (I − Q)⁻¹`; the share with an unrecovered failure is
 * one minus what the taboo chain without that outcome absorbs. Only loops need a matrix: the journey is solved
 * component by component in the order customers pass, each by LU.
 * @throws AppError INVALID when customers can reach a touchpoint from which the journey never ends; `problems` names them.
 */
export function solveChain(chain: Chain): ChainResult {
  if (chain.ids.length === 0)
    return { churn: 0, done: 1, anyFailure: 0, anyUnrecovered: 0, expectedFailures: 0, visits: [] };
  const { order, visits, churn } = solveVisits(chain);
  return {
    churn,
    done: 1 - churn,
    anyFailure: clamp01(1 - absorbed(chain, order, ["ok"])),
    anyUnrecovered: clamp01(1 - absorbed(chain, order, ["ok", "recovered"])),
    expectedFailures: sum(visits, (i) => chain.nodes[i]!.failure),
    visits,
  };
}

/**
 * Churn alone, for who asks for it many times over: a third of the work of {@link solveChain}.
 * @throws AppError INVALID like it.
 */
export function solveChurn(chain: Chain): number {
  return chain.ids.length === 0 ? 0 : solveVisits(chain).churn;
}

/** Expected visits of each node by customers to whom nothing but the counted outcomes has happened. */
export function visitsCounting(chain: Chain, counted: readonly Outcome[]): number[] {
  if (chain.ids.length === 0) return [];
  const order = components(chain.nodes.map((node) => [...rowOf(node).to.keys()]));
  return visitsOf(
    chain,
    chain.nodes.map((node) => rowOf(node, counted)),
    order,
  );
}

function solveVisits(chain: Chain): { order: number[][]; visits: number[]; churn: number } {
  const rows = chain.nodes.map((node) => rowOf(node));
  refuseEndless(chain, rows);
  const order = components(rows.map((row) => [...row.to.keys()]));
  const visits = visitsOf(chain, rows, order);
  return { order, visits, churn: clamp01(sum(visits, (i) => rows[i]!.churn)) };
}

/** Expected visits of each node from the start: `v = e_start + Qᵀ·v`. */
function visitsOf(chain: Chain, rows: readonly Row[], order: readonly (readonly number[])[]): number[] {
  const visits = Array.from<number>({ length: rows.length }).fill(0);
  visits[chain.start] = 1;
  for (const component of order) {
    if (component.every((node) => visits[node] === 0)) continue;
    const only = component[0]!;
    if (component.length > 1) solveLoop(component, rows, visits);
    else {
      const again = rows[only]!.to.get(only) ?? 0;
      visits[only] = visits[only]! / (1 - again);
    }
    const inside = new Set(component);
    for (const from of component)
      for (const [to, share] of rows[from]!.to) if (!inside.has(to)) visits[to] = visits[to]! + visits[from]! * share;
  }
  return visits;
}

/** Turns the inflow of a component's nodes, in `visits`, into their visits. */
function solveLoop(component: readonly number[], rows: readonly Row[], visits: number[]): void {
  const n = component.length;
  const place = new Map(component.map((node, i) => [node, i]));
  const matrix = new Float64Array(n * n);
  component.forEach((from, column) => {
    matrix[column * n + column] = 1;
    for (const [to, share] of rows[from]!.to) {
      const row = place.get(to);
      if (row !== undefined) matrix[row * n + column] = matrix[row * n + column]! - share;
    }
  });
  const solved = solveInPlace(
    matrix,
    Float64Array.from(component, (node) => visits[node]!),
  );
  if (solved === undefined) throw endless([]);
  component.forEach((node, i) => (visits[node] = solved[i]!));
}

/** Share of customers who reach an end meeting only the counted outcomes. */
function absorbed(chain: Chain, order: readonly (readonly number[])[], counted: readonly Outcome[]): number {
  const rows = chain.nodes.map((node) => rowOf(node, counted));
  const visits = visitsOf(chain, rows, order);
  return sum(visits, (i) => {
    const node = chain.nodes[i]!;
    const counts = { ok: 1 - node.failure, recovered: node.failure * node.recovery, unrecovered: 0 };
    const arriving = counted.reduce((total, outcome) => total + counts[outcome], 0);
    const staying = [...rows[i]!.to.values()].reduce((total, share) => total + share, 0);
    return arriving - staying;
  });
}

/** Every touchpoint that customers reach must lead to an end with some probability. */
function refuseEndless(chain: Chain, rows: readonly Row[]): void {
  const from: number[][] = rows.map(() => []);
  const ends: number[] = [];
  rows.forEach((row, i) => {
    let kept = 0;
    for (const [to, share] of row.to) {
      kept += share;
      if (share > 0) from[to]!.push(i);
    }
    if (kept < 1 - 1e-12) ends.push(i);
  });
  const reaches = walk(ends, (node) => from[node]!);
  const reached = walk([chain.start], (node) => [...rows[node]!.to].filter(([, share]) => share > 0).map(([to]) => to));
  const stuck = [...reached].filter((node) => !reaches.has(node));
  if (stuck.length > 0) throw endless(stuck.map((node) => chain.ids[node]!));
}

function endless(ids: readonly string[]): AppError {
  return new AppError(
    "INVALID",
    "This journey never ends: from these touchpoints no customer gets to the end or leaves.",
    ids.map((id) => ({ path: `touchpoints.${id}`, message: "leads only round and round" })),
  );
}

function walk(starts: readonly number[], next: (node: number) => readonly number[]): Set<number> {
  const seen = new Set(starts);
  // A Set visits what is added while it is walked.
  for (const node of seen) for (const to of next(node)) seen.add(to);
  return seen;
}

function sum(visits: readonly number[], each: (index: number) => number): number {
  let total = 0;
  for (let i = 0; i < visits.length; i += 1) total += visits[i]! * each(i);
  return total;
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
