import type { Expectation, PromiseRecord, Touchpoint } from "../model/kinds.ts";

/** Every department that keeps, or made a promise, at a touchpoint. */
export function departmentsAt(
  touchpoint: Touchpoint,
  expectations: readonly Expectation[],
  promises: readonly PromiseRecord[],
): ReadonlySet<string> {
  const all = [touchpoint, ...expectations, ...promises].map((record) => record.department);
  return new Set(all.filter((department): department is string => department !== undefined));
}
