import { describe, expect, test } from "vitest";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { fullSettings } from "../../../shared/model/settings.ts";
import { actionPriority } from "../../../shared/risk/actionPriority.ts";
import { betaCdf, betaQuantile } from "../../../shared/risk/beta.ts";
import { expectedLoss, residualProbability } from "../../../shared/risk/expectedLoss.ts";
import { likelihood } from "../../../shared/risk/likelihood.ts";
import { likelihoodBin, matrixColour } from "../../../shared/risk/matrix.ts";

const settings = fullSettings(undefined);
const scores = Array.from({ length: 10 }, (_, i) => i + 1);
const rank = { L: 0, M: 1, H: 2 };

function spot(fields: Partial<WeakSpot>): WeakSpot {
  return { id: "w", order: "a0", touchpoint: "t", title: "fails", ...fields };
}

describe("likelihood", () => {
  const factors = { scheduling: 1, coordination: 1, newness: 0, turnover: 0.5 };

  test("RK1 factors raise the prior and data update it (oracle B2)", () => {
    expect(likelihood(spot({ factors }), settings).probability).toBeCloseTo(0.229423, 6);
    const observed = likelihood(spot({ factors, failures: 3, passages: 60 }), settings);
    expect(observed.probability).toBeCloseTo(0.094856, 6);
    expect(observed.credible[0]).toBeCloseTo(0.047626, 6);
    expect(observed.credible[1]).toBeCloseTo(0.153613, 6);
  });

  test("RK2 millions of passages leave a narrow interval around the rate", () => {
    const { probability, credible } = likelihood(spot({ factors, failures: 954_927, passages: 4_718_786 }), settings);
    expect(probability).toBeCloseTo(0.20237, 5);
    expect(credible[0]).toBeCloseTo(0.20206, 5);
    expect(credible[1]).toBeCloseTo(0.20267, 5);
  });

  test("RK2 quantiles invert the distribution", () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [2, 3],
      [40, 3],
      [1, 1],
    ] as const)
      for (const p of [0.001, 0.05, 0.5, 0.95]) expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
  });
});

describe("action priority", () => {
  test("RK3 the oracles (B1): one product of scores, three priorities", () => {
    expect(actionPriority(9, 10, 1)).toBe("H");
    expect(actionPriority(9, 2, 5)).toBe("M");
    expect(actionPriority(9, 1, 10)).toBe("L");
    expect(actionPriority(5, 2, 9)).toBe("L");
  });

  test("RK3 it never falls when a score rises", () => {
    for (const s of scores)
      for (const o of scores)
        for (const d of scores) {
          const here = rank[actionPriority(s, o, d)];
          if (s < 10) expect(rank[actionPriority(s + 1, o, d)]).toBeGreaterThanOrEqual(here);
          if (o < 10) expect(rank[actionPriority(s, o + 1, d)]).toBeGreaterThanOrEqual(here);
          if (d < 10) expect(rank[actionPriority(s, o, d + 1)]).toBeGreaterThanOrEqual(here);
        }
  });
});

test("RK4 RK5 plan B lowers the residual (oracle B3)", () => {
  const residual = residualProbability(0.0949, 0.6, 0.8, 0.7);
  expect(residual).toBeCloseTo(0.063014, 6);
  expect(expectedLoss(1_000, residual, 50)).toBeCloseTo(3150.68, 2);
});

test("RK7 the picture keeps Cox's rules", () => {
  for (let likelihood = 1; likelihood <= 5; likelihood += 1)
    for (let impact = 1; impact <= 5; impact += 1) {
      if (likelihood === 1 || impact === 1) expect(matrixColour(likelihood, impact)).toBe("green");
      if (matrixColour(likelihood, impact) !== "red") continue;
      for (const [l, i] of [
        [likelihood - 1, impact],
        [likelihood, impact - 1],
        [likelihood - 1, impact - 1],
      ] as const)
        expect(matrixColour(l, i)).not.toBe("green");
    }
  expect([0, 0.0099, 0.01, 0.05, 0.2, 0.5, 0.51].map(likelihoodBin)).toEqual([1, 1, 2, 3, 4, 4, 5]);
});
