import { expect, test } from "vitest";
import { formatCosts, parseCosts } from "../../../client/panels/plays/parseCosts.ts";

test.each([
  ["250\n400", [250, 400]],
  ["250; 400\t6,90", [250, 400, 6.9]],
  ["3 × 2\n1 200", [3, 3, 1200]],
  ["", []],
])("PB12 %j is read as %j", (text, costs) => {
  expect(parseCosts(text)).toEqual({ value: costs });
});

test.each([
  ["250\ntwelve", "“twelve” is not a cost"],
  ["-5", "“-5”: a cost is 0 or more"],
  ["5 × 1.5", "“5 × 1.5”: how often must be 1 or more"],
  ["5 × 2 × 3", "“5 × 2 × 3” is not a cost"],
  ["250 × 1001", "At most 1000 costs are kept: take a sample"],
])("PB12 %j is refused with its reason", (text, problem) => {
  expect(parseCosts(text)).toEqual({ problem });
});

test("PB12 costs are shown as they are read", () => {
  const costs = [400, 250, 250, 6.9];
  expect(formatCosts(costs)).toBe("6.9\n250 × 2\n400");
  expect(parseCosts(formatCosts(costs))).toEqual({ value: [6.9, 250, 250, 400] });
});
