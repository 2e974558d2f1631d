import { expect, test } from "vitest";
import { distributionOf } from "../../../client/panels/evidence/distribution.ts";

const rating = { kind: "rating", min: 1, max: 7 } as const;

test("P18 raw ratings show how often each answer was given, and the share at or above adequate", () => {
  const { bars, atLeast } = distributionOf([7, 7, 1, 5, 4], rating, 5);
  expect(bars.map(({ count }) => count)).toEqual([1, 0, 0, 1, 1, 0, 2]);
  expect(atLeast).toBe(0.6);
  expect(distributionOf([7, 1], { ...rating, direction: "lower" }, 3).atLeast).toBe(0.5);
});

test("P18 without answers or without a level there is no share, and a long scale stays readable", () => {
  expect(distributionOf([], rating, 5).atLeast).toBeUndefined();
  expect(distributionOf([3], rating, null).atLeast).toBeUndefined();
  const long = distributionOf([0, 50, 100], { kind: "rating", min: 0, max: 100 }, null);
  expect(long.bars.length).toBeLessThanOrEqual(14);
  expect(long.bars.reduce((sum, { count }) => sum + count, 0)).toBe(3);
});
