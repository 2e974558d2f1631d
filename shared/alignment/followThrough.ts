import type { Status } from "./status.ts";

/** One cell of the follow-through matrix: how the expectations stand that one department promises and another keeps. */
export interface FollowThrough {
  /** Department ids; null when the map does not say. */
  promisedBy: string | null;
  keptBy: string | null;
  counts: Partial<Record<Status, number>>;
}

/** An expectation as the matrix sees it; `promisedBy` has the department of each active promise, or null. */
export interface PromisedExpectation {
  promisedBy: readonly (string | null)[];
  keptBy: string | null;
  status: Status;
}

/** Counts each expectation once for every department that promises it, in the order in which pairs first appear. */
export function followThrough(expectations: Iterable<PromisedExpectation>): FollowThrough[] {
  const rows = new Map<string | null, Map<string | null, FollowThrough>>();
  const cells: FollowThrough[] = [];
  for (const { promisedBy, keptBy, status } of expectations) {
    for (let index = 0; index < promisedBy.length; index++) {
      const department = promisedBy[index] ?? null;
      if (promisedBy.indexOf(department) < index) continue;
      const row = rows.get(department) ?? new Map<string | null, FollowThrough>();
      rows.set(department, row);
      let cell = row.get(keptBy);
      if (cell === undefined) {
        cell = { promisedBy: department, keptBy, counts: {} };
        row.set(keptBy, cell);
        cells.push(cell);
      }
      cell.counts[status] = (cell.counts[status] ?? 0) + 1;
    }
  }
  return cells;
}

/** Whether the matrix is the same with one expectation as with the other in its place. */
export function countsTheSame(a: PromisedExpectation | undefined, b: PromisedExpectation): boolean {
  return (
    a !== undefined &&
    a.status === b.status &&
    a.keptBy === b.keptBy &&
    a.promisedBy.length === b.promisedBy.length &&
    a.promisedBy.every((department, index) => department === b.promisedBy[index])
  );
}
