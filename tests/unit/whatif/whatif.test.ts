import { describe, expect, test } from "vitest";
import { AppError } from "../../../shared/errors.ts";
import type { Chain, Step } from "../../../shared/whatif/chain.ts";
import { badDay, goodDay, splitDays } from "../../../shared/whatif/commonShock.ts";
import { daysOf, resultOverDays, solveDays } from "../../../shared/whatif/days.ts";
import { experience } from "../../../shared/whatif/moments.ts";
import { openDaysSimulation, openSimulation } from "../../../shared/whatif/monteCarlo.ts";
import { mulberry32 } from "../../../shared/whatif/mulberry32.ts";
import { tornado } from "../../../shared/whatif/sensitivity.ts";
import { solveChain } from "../../../shared/whatif/solveChain.ts";

function line(failure: number[], recovery: number[], quit: number): Chain {
  return {
    ids: failure.map((_, i) => "ABCDEFGH"[i]!),
    start: 0,
    nodes: failure.map((f, i) => {
      const steps: Step[] = [{ to: i + 1 < failure.length ? i + 1 : "done", share: 1 }];
      return { failure: f, recovery: recovery[i]!, quit, next: { ok: steps, recovered: steps, unrecovered: steps } };
    }),
  };
}

/** One touchpoint tried again until it resolves or the customer gives up, one in five each time. */
function contact(resolved: number): Chain {
  const steps = { ok: [{ to: "done", share: 1 }], recovered: [], unrecovered: [{ to: 0, share: 1 }] } as const;
  return { ids: ["contact"], start: 0, nodes: [{ failure: 1 - resolved, recovery: 0, quit: 0.2, next: steps }] };
}

const d1 = line([0.1, 0.2, 0.05], [0.5, 0.8, 0], 0.3);
const d6 = line([0.1, 0.2, 0.05], [0.5, 0.8, 0], 0);
const scores = [
  { ok: 5, recovered: 5.5, unrecovered: 2 },
  { ok: 5.5, recovered: 6, unrecovered: 1.5 },
  { ok: 6, recovered: 6, unrecovered: 2.5 },
];

describe("exact", () => {
  test("WI1 oracle D1", () => {
    const result = solveChain(d1);
    expect(result.anyFailure).toBeCloseTo(0.316, 9);
    expect(result.anyUnrecovered).toBeCloseTo(0.1336, 9);
    expect(result.churn).toBeCloseTo(0.041418, 6);
    expect(result.done).toBeCloseTo(0.958582, 6);
    expect(result.expectedFailures).toBeCloseTo(0.345659, 9);
    expect(result.visits.map((visits) => Number(visits.toFixed(6)))).toEqual([1, 0.985, 0.97318]);
  });

  test("WI3 oracle D2: plan B at C, or a better one at B", () => {
    const atC = solveChain(line([0.1, 0.2, 0.05], [0.5, 0.8, 0.6], 0.3)).churn;
    expect(atC).toBeCloseTo(0.032659, 6);
    expect(solveChain(line([0.1, 0.2, 0.05], [0.5, 0.95, 0], 0.3)).churn).toBeCloseTo(0.032686, 6);
    expect(10_000 * solveChain(d1).churn * 400).toBeCloseTo(165_670.8, 1);
    expect(10_000 * (solveChain(d1).churn - atC) * 400).toBeCloseTo(35_034.48, 2);
  });

  test("WI1 oracle D4: a loop of contacts, 20% give up after each failed one", () => {
    expect(solveChain(contact(0.7)).churn).toBeCloseTo(0.0789, 4);
    expect(solveChain(contact(0.7)).visits[0]).toBeCloseTo(1.3158, 4);
    expect(solveChain(contact(0.5)).churn).toBeCloseTo(0.1667, 4);
  });

  test("WI1 a journey that never ends is refused with its touchpoints", () => {
    const round: Step[] = [{ to: 1, share: 1 }];
    const back: Step[] = [{ to: 0, share: 1 }];
    const endless: Chain = {
      ids: ["one", "two"],
      start: 0,
      nodes: [round, back].map((steps) => ({
        failure: 0,
        recovery: 0,
        quit: 0.3,
        next: { ok: steps, recovered: steps, unrecovered: steps },
      })),
    };
    const refused = (() => {
      try {
        return solveChain(endless);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(AppError);
    expect((refused as AppError).problems.map((problem) => problem.path).sort()).toEqual([
      "touchpoints.one",
      "touchpoints.two",
    ]);
  });
});

describe("simulation", () => {
  test("WI2 the generator is the portable one", () => {
    const draw = mulberry32(42);
    expect([draw(), draw(), draw(), draw(), draw()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693, 0.17481389874592423,
    ]);
  });

  test("WI2 oracle D7: 20,000 customers from seed 42", () => {
    const { tally, walk } = openSimulation(d6, scores, 4, 42);
    walk(20_000);
    expect(tally.anyFailure / 20_000).toBeCloseTo(0.31185, 9);
    expect(tally.anyUnrecovered / 20_000).toBeCloseTo(0.12895, 9);
    expect(tally.peakEnd / 20_000).toBeCloseTo(5.671337, 5);
  });

  test("WI7 oracle D6: peak–end, mean and worst", () => {
    const result = experience(d6, scores, 4);
    expect(result.peakEnd).toBeCloseTo(5.66, 9);
    expect(result.mean).toBeCloseTo(5.373333, 6);
    expect(result.worst).toBeCloseTo(4.6248, 9);
  });
});

test("WI5 oracle D3: the order of the tornado", () => {
  const bars = tornado(d1, 0.2);
  expect(bars.map((bar) => bar.parameter)).toEqual([
    "recovery:B",
    "quit",
    "failure:A",
    "recovery:A",
    "failure:C",
    "failure:B",
    "recovery:C",
  ]);
  expect(bars[0]!.swing).toBeCloseTo(0.018628, 6);
  expect(bars[6]!.swing).toBe(0);
  const absolute = tornado(d1, 0.2, "absolute");
  expect(absolute.find((bar) => bar.parameter === "recovery:C")!.swing).toBeGreaterThan(0);
});

test("WI6 a common shock keeps each failure probability, and hurts fewer customers", () => {
  const shock = { omega: 0.4748, theta: 7.9469 };
  const survey = line([0.2474, 0.2535, 0.21847, 0.1783], [0, 0, 0, 0], 0);
  const good = goodDay(0.2474, shock);
  expect(good).toBeCloseTo(0.0856, 4);
  expect(badDay(good, shock.theta)).toBeCloseTo(0.4264, 4);
  expect((1 - shock.omega) * good + shock.omega * badDay(good, shock.theta)).toBeCloseTo(0.2474, 12);
  const { good: goodChain } = splitDays(survey, shock);
  expect(goodChain.nodes[0]!.failure).toBeCloseTo(0.0856, 4);
  const mixed = resultOverDays(solveDays(daysOf(survey, { commonShock: shock })));
  expect(solveChain(survey).anyFailure).toBeCloseTo(0.6392, 4);
  expect(mixed.anyFailure).toBeCloseTo(0.5508, 4);
});

test("WI6 the airline sample’s simulation: bad days, and plan B on the arrival or on every moment", () => {
  const shock = { commonShock: { omega: 0.4748, theta: 7.9469 } };
  const survey = (recovery: number[]) => line([0.2474, 0.2535, 0.21847, 0.1783], recovery, 0);
  const broken = (recovery: number[]) => resultOverDays(solveDays(daysOf(survey(recovery), shock))).anyUnrecovered;
  expect(broken([0, 0, 0, 0])).toBeCloseTo(0.5508, 4);
  expect(broken([0, 0, 0.5, 0])).toBeCloseTo(0.5159, 4);
  expect(broken([0.5, 0.5, 0.5, 0.5])).toBeCloseTo(0.3502, 4);
  const n = 50_000;
  const moments = [1, 2, 3, 4].map(() => ({ ok: 5, recovered: 4, unrecovered: 1 }));
  const simulation = openDaysSimulation(daysOf(survey([0, 0, 0, 0]), shock), moments, 4, 42);
  simulation.walk(n);
  [0.4492, 0.294, 0.1772, 0.069, 0.0106].forEach((share, failures) => {
    const off = Math.abs(simulation.tally().byFailures[failures]! / n - share);
    expect(off).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n) + 1e-4);
  });
});
