import { describe, expect, test } from "vitest";
import { type Case, judged } from "./judge.ts";

const reply: Case = {
  statement: "Reply within 2 h",
  measure: { kind: "share", threshold: 2, within: "atMost", unit: "h" },
  adequate: 0.8,
  desired: 0.97,
  promises: [{ level: 0.9 }],
};
const replied = (met: number, n: number, fields: Case = {}): Case => ({ ...reply, ...fields, evidence: [{ met, n }] });

interface Oracle {
  name: string;
  given: Case;
  interval: [number, number];
  digits: number;
  raw: number;
  gap: number;
  status: string;
}

const oracles: Oracle[] = [
  {
    name: "A1",
    given: replied(168, 200),
    interval: [0.782859, 0.884326],
    digits: 6,
    raw: -0.06,
    gap: -0.6,
    status: "atRisk",
  },
  {
    name: "A1z",
    given: replied(168, 200, { zeroTolerance: true }),
    interval: [0.782859, 0.884326],
    digits: 6,
    raw: -0.06,
    gap: -0.6,
    status: "broken",
  },
  { name: "A2", given: replied(9, 10), interval: [0.59585, 0.982124], digits: 6, raw: 0, gap: 0, status: "atRisk" },
  {
    name: "AB",
    given: replied(485, 500),
    interval: [0.951096, 0.981737],
    digits: 6,
    raw: 0.07,
    gap: 1,
    status: "exceeded",
  },
  {
    name: "A3",
    given: {
      measure: { kind: "mean", direction: "lower", unit: "min" },
      adequate: 25,
      desired: 10,
      promises: [{ level: 15 }],
      evidence: [{ value: 12, sd: 6, n: 50 }],
    },
    interval: [10.336915, 13.663085],
    digits: 6,
    raw: 3,
    gap: 0.6,
    status: "kept",
  },
  {
    name: "A4",
    given: {
      measure: { kind: "rating", min: 1, max: 7 },
      adequate: 5,
      desired: 7,
      promises: [{ level: 6 }],
      evidence: [{ value: 4.6, sd: 1.1, n: 40 }],
    },
    interval: [4.259113, 4.940887],
    digits: 6,
    raw: -1.4,
    gap: -1,
    status: "broken",
  },
  {
    name: "NHS",
    given: {
      adequate: 0.75,
      desired: 0.99,
      zeroTolerance: true,
      promises: [{ level: 0.95 }],
      evidence: [{ met: 38_218_582, n: 46_315_223 }],
    },
    interval: [0.82507, 0.82529],
    digits: 5,
    raw: -0.12482,
    gap: -0.6241,
    status: "broken",
  },
  {
    name: "BTS",
    given: {
      adequate: 0.7,
      desired: 0.9,
      promises: [{ level: 0.8 }],
      evidence: [{ met: 3_687_866, n: 4_718_786 }],
    },
    interval: [0.78116, 0.7819],
    digits: 5,
    raw: -0.01847,
    gap: -0.1847,
    status: "atRisk",
  },
];

describe("the oracles of the model", () => {
  test.each(oracles)("L9 $name is $status", ({ given, interval, digits, raw, gap, status }) => {
    const insight = judged(given);
    expect(insight.interval[0]).toBeCloseTo(interval[0], digits);
    expect(insight.interval[1]).toBeCloseTo(interval[1], digits);
    expect(insight.raw).toBeCloseTo(raw, 5);
    expect(insight.gap).toBeCloseTo(gap, 4);
    expect(insight.status).toBe(status);
  });

  test("L9 A1z2 a promise without exceptions is not proven by a value above it", () => {
    const insight = judged(replied(184, 200, { zeroTolerance: true }));
    expect(insight.raw).toBeCloseTo(0.02, 6);
    expect(insight.interval[0]).toBeLessThan(0.9);
    expect(insight.status).toBe("atRisk");
  });

  test("L12 A6 the seven gaps of one expectation", () => {
    const insight = judged({
      measure: { kind: "rating", min: 1, max: 7 },
      expected: 6.2,
      belief: 5.5,
      standard: 5.8,
      perceived: 4.8,
      promises: [{ level: 6.5 }],
      evidence: [{ value: 5 }],
    });
    const { gaps } = insight;
    expect(gaps.listening).toBeCloseTo(-0.7);
    expect(gaps.standard).toBeCloseTo(0.3);
    expect(gaps.delivery).toBeCloseTo(-0.8);
    expect(gaps.communication).toBeCloseTo(-1.5);
    expect(gaps.perceived).toBeCloseTo(-1.4);
    expect(gaps.perception).toBeCloseTo(-0.2);
    expect(gaps.overPromise).toBeCloseTo(0.3);
    expect(insight.cause).toBe("communication");
    expect(insight.overPromised).toBe(true);
  });

  test("L12 A5 the same delivery disappoints where reputation raised expectations", () => {
    const at = (adequate: number, desired: number) =>
      judged({ measure: { kind: "rating", min: 1, max: 7 }, adequate, desired, perceived: 3 });
    expect(at(2.5, 4)).toMatchObject({ adequacy: 0.5, superiority: -1 });
    expect(at(5, 6.5)).toMatchObject({ adequacy: -2, superiority: -3.5 });
  });

  test("L3 evidence strength", () => {
    const kappa = (item: object) => judged({ promises: [{ level: 0.9 }], evidence: [{ value: 0.9, ...item }] }).kappa;
    expect(kappa({ grade: "survey", n: 120, observedOn: "2024-03-03" })).toBeCloseTo(0.452548, 6);
    expect(kappa({ grade: "system", n: 200, observedOn: "2024-05-02" })).toBeCloseTo(0.774695, 6);
    expect(kappa({ grade: "system", observedOn: "2024-06-01" })).toBeCloseTo(0.2, 12);
    expect(kappa({ grade: "system", n: 30 })).toBeCloseTo(0.125, 12);
    expect(kappa({ grade: "system", n: 30, observedOn: "2025-01-01" })).toBeCloseTo(0.5, 12);
  });
});
