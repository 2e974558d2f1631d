import { describe, expect, test } from "vitest";
import { closerOf } from "../../../shared/alignment/closer.ts";
import { percentile, percentileInterval, percentileRanks } from "../../../shared/alignment/interval.ts";
import { kanoAnswers, kanoCoefficients, kanoOfAnswers, kanoOfSurvey } from "../../../shared/alignment/kano.ts";
import { satisfaction, satisfactionOfClass } from "../../../shared/alignment/satisfaction.ts";
import { t95 } from "../../../shared/alignment/studentT.ts";
import { insightsOf, judged, recordsOf } from "./judge.ts";

const wait = { kind: "mean", direction: "lower", unit: "min" } as const;

describe("promises", () => {
  test("L1 the most demanding promise counts, of those that hold on the day", () => {
    const promises = [
      { id: "ended", level: 0.99, expiresOn: "2024-05-31" },
      { id: "later", level: 0.98, publishedOn: "2024-06-02" },
      { id: "low", level: 0.8 },
      { id: "high", level: 0.9, publishedOn: "2024-06-01", expiresOn: "2024-06-01" },
      { id: "same", level: 0.9 },
    ];
    expect(judged({ promises })).toMatchObject({ promised: 0.9, promise: "high" });
    const lower = judged({ measure: wait, promises: [{ level: 15 }, { level: 10 }, { level: 20 }] });
    expect(lower).toMatchObject({ promised: 10, status: "unmeasured" });
  });

  test("L1 a yes-or-no promise needs no level; without a promise that holds nothing is promised", () => {
    const yes = judged({ measure: { kind: "boolean" }, promises: [{}], evidence: [{ values: [1, 1, 0, 1] }] });
    expect(yes).toMatchObject({ promised: 1, delivered: 0.75 });
    const ended = judged({ promises: [{ level: 1, expiresOn: "2024-01-31" }], evidence: [{ met: 0, n: 3 }] });
    expect(ended).toMatchObject({ status: "unpromised", promised: null, gap: null, delivered: 0 });
    expect(ended.reason).toBe("Unpromised: the last promise ended on 2024-01-31; delivered: 0 of 3 (0%)");
  });

  test("L11 a legal promise allows no exception unless its expectation says so", () => {
    const legal = { promises: [{ level: 0.9, kind: "legal" as const }], evidence: [{ met: 168, n: 200 }] };
    expect(judged(legal)).toMatchObject({ zeroTolerance: true, status: "broken" });
    expect(judged({ ...legal, zeroTolerance: false })).toMatchObject({ zeroTolerance: false, status: "atRisk" });
    const ended = [{ level: 0.9 }, { level: 0.9, kind: "legal" as const, expiresOn: "2020-01-01" }];
    expect(judged({ ...legal, promises: ended }).zeroTolerance).toBe(false);
  });
});

describe("evidence", () => {
  const promises = [{ level: 0.9 }];

  test("L2 the strongest valid evidence is chosen, then the newest, then the last", () => {
    const chosen = (...evidence: object[]) => judged({ promises, evidence }).evidence;
    const counted = { met: 9, n: 10 };
    expect(chosen({ grade: "survey", ...counted }, { grade: "audit", ...counted })).toBe("x-e2");
    expect(chosen({ ...counted, n: 0, met: 0 }, { grade: "assumption", ...counted })).toBe("x-e2");
    expect(chosen({ ...counted }, { ...counted })).toBe("x-e2");
    expect(chosen({ observedOn: "2024-06-02", ...counted }, { observedOn: "2024-06-01", ...counted })).toBe("x-e1");
    expect(chosen({ grade: "system", note: "no figure", n: 500 }, { grade: "assumption", value: 0.5 })).toBe("x-e2");
  });

  test("L2 evidence older than its validity leaves an expectation unmeasured", () => {
    const old = (observedOn: string) => judged({ promises, evidence: [{ met: 9, n: 10, observedOn }] });
    expect(old("2022-06-02").status).toBe("atRisk");
    expect(old("2022-06-01")).toMatchObject({ status: "unmeasured", delivered: null, kappa: null });
    expect(old("2022-06-01").reason).toBe(
      "Unmeasured: promised 90%, and its newest evidence, of 2022-06-01, is older than 730 days",
    );
    const patient = { settings: { evidenceValidDays: 1_000 } };
    expect(judged({ promises, evidence: [{ met: 9, n: 10, observedOn: "2022-06-01" }] }, patient).status).toBe(
      "atRisk",
    );
  });

  test("L4 raw values are counted against the threshold, either way", () => {
    const share = (within: "atMost" | "atLeast" | undefined) =>
      judged({
        measure: { kind: "share", threshold: 2, ...(within && { within }) },
        promises,
        evidence: [{ values: [1, 2, 3, 4, 5], met: 5, n: 5 }],
      }).delivered;
    expect(share(undefined)).toBe(0.4);
    expect(share("atMost")).toBe(0.4);
    expect(share("atLeast")).toBe(0.8);
  });

  test("L4 a share that is only a figure has an interval when its size is known", () => {
    const counted = judged({ promises, evidence: [{ met: 168, n: 200 }] });
    const stated = judged({ promises, evidence: [{ value: 0.84, n: 200 }] });
    expect(stated.interval[0]).toBeCloseTo(counted.interval[0] ?? 0, 12);
    expect(judged({ promises, evidence: [{ value: 0.95 }] })).toMatchObject({
      interval: [null, null],
      status: "atRisk",
    });
  });

  test("L5 few observations widen a mean by Student's t", () => {
    const table = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.2281, 2.0452];
    expect([1, 2, 3, 4, 5, 10, 29].map((df) => Number(t95(df).toFixed(4)))).toEqual(table);
    expect(t95(1_000)).toBeCloseTo(1.96234, 5);
    expect(t95(1_001)).toBeCloseTo(1.96233, 4);
    const mean = (fields: object) => judged({ measure: wait, promises: [{ level: 15 }], evidence: [fields] }).interval;
    const few = mean({ value: 12, sd: 6, n: 9 });
    expect(few[0]).toBeCloseTo(12 - 2.306004 * 2, 5);
    expect(few[1]).toBeCloseTo(12 + 2.306004 * 2, 5);
    expect(mean({ values: [10, 12, 14] })[0]).toBeCloseTo(12 - (4.302653 * 2) / Math.sqrt(3), 5);
    expect(mean({ value: 12, sd: 6, n: 1 })).toEqual([null, null]);
    expect(mean({ value: 12, n: 50 })).toEqual([null, null]);
  });

  test("L5 a rating of 0 on a scale from 1 is not applicable", () => {
    const measure = { kind: "rating", min: 1, max: 5 } as const;
    const evidence = [{ values: [0, 4, 5, 0, 3], grade: "survey" as const }];
    expect(judged({ measure, promises: [{ level: 4 }], evidence }).delivered).toBe(4);
  });

  test("L6 percentiles are order statistics", () => {
    expect(percentileRanks(200, 0.9)).toEqual([171, 189]);
    const values = Array.from({ length: 200 }, (_, i) => ((i * 37) % 200) + 1);
    const measure = { kind: "percentile", percentile: 0.9, direction: "lower", unit: "h" } as const;
    const insight = judged({ measure, promises: [{ level: 190 }], evidence: [{ values }] });
    expect(insight).toMatchObject({ delivered: 180, interval: [171, 189], status: "kept" });
    expect(percentileInterval([1, 2, 3], 0.5)).toEqual({ low: null, high: null });
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, i) => i + 1),
        0.07,
      ),
    ).toBe(7);
  });
});

describe("the zone of tolerance and the gap", () => {
  test("L7 levels that nobody stated are assumed, and say so", () => {
    const zone = (measure: Parameters<typeof judged>[0]["measure"], level: number, fields: object = {}) => {
      const { adequate, desired, assumed } = judged({ measure: measure!, promises: [{ level }], ...fields });
      return [adequate, desired, assumed.filter((name) => name === "adequate" || name === "desired").length];
    };
    expect(zone({ kind: "share" }, 0.5)).toEqual([0.4, 0.75, 2]);
    expect(zone({ kind: "boolean" }, 0.05)).toEqual([0, 0.525, 2]);
    expect(zone({ kind: "share", direction: "lower" }, 0.25)).toEqual([0.35, 0.125, 2]);
    expect(zone({ kind: "rating", min: 1, max: 5 }, 4.5)).toEqual([3.5, 5, 2]);
    expect(zone({ kind: "rating", direction: "lower", min: 1, max: 5 }, 1.5)).toEqual([2.5, 1, 2]);
    expect(zone(wait, 10)).toEqual([11, 8, 2]);
    expect(zone({ kind: "median" }, -10)).toEqual([-11, -8, 2]);
    expect(zone(wait, 10, { adequate: 12, desired: 5 })).toEqual([12, 5, 0]);
    expect(zone(wait, 10, { desired: 5 })).toEqual([11, 5, 1]);
  });

  test("L8 without room above or below, the gap still has a sign", () => {
    const gap = (delivered: number, adequate: number, desired: number) =>
      judged({ adequate, desired, promises: [{ level: 0.9 }], evidence: [{ value: delivered }] }).gap;
    expect(gap(0.95, 0.9, 0.9)).toBe(0);
    expect(gap(0.85, 0.9, 0.9)).toBe(-1);
    expect(gap(0.85, 0.8, 1)).toBeCloseTo(-0.5);
    expect(gap(0.1, 0.8, 1)).toBe(-1);
    expect(gap(0.95, 0.8, 1)).toBeCloseTo(0.5);
  });

  test("L10 a promise of always is kept when nothing failed", () => {
    const always = (met: number, n: number, fields: object = {}) =>
      judged({ zeroTolerance: true, promises: [{ level: 1 }], evidence: [{ met, n }], ...fields }).status;
    expect(always(200, 200)).toBe("kept");
    expect(always(20, 20)).toBe("atRisk");
    expect(always(199, 200)).toBe("broken");
    expect(always(199, 200, { zeroTolerance: false })).toBe("atRisk");
    const never = { measure: { kind: "share", direction: "lower" } as const, promises: [{ level: 0 }] };
    expect(always(0, 200, never)).toBe("kept");
    expect(always(1, 200, never)).toBe("broken");
  });
});

describe("the customer", () => {
  test("L13 satisfaction follows the gap, bent by the Kano class", () => {
    const row = (kano: "O" | "M" | "A", ...gaps: number[]) => gaps.map((gap) => satisfactionOfClass(gap, kano, 2));
    expect(row("O", -1, -0.6, -0.25, 0, 0.5, 1).map((value) => Number(value?.toFixed(9)))).toEqual([
      1, 2.6, 4, 5, 6, 7,
    ]);
    expect(row("M", -1, 0, 1)).toEqual([1, 5, 5]);
    expect(row("A", -1, 0, 1)).toEqual([5, 5, 7]);
    expect(satisfactionOfClass(0.5, "R", 2)).toBe(3);
    expect(satisfactionOfClass(0.5, "I", 2)).toBe(5);
    expect(satisfactionOfClass(0.5, "Q", 2)).toBeNull();
    expect(satisfaction(-1, { positive: 1, negative: 1 }, 7)).toBe(1);
  });

  test("L13 A9 the Kano survey", () => {
    const rows = kanoAnswers.map((present) => kanoAnswers.map((absent) => kanoOfAnswers(present, absent)).join(""));
    expect(rows).toEqual(["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]);
    const counts = { A: 30, O: 40, M: 20, I: 10 };
    expect(kanoCoefficients(counts)).toEqual({ positive: 0.7, negative: 0.6 });
    expect(0.7 * 0.6).toBeCloseTo(0.42);
    expect(kanoOfSurvey(counts)).toBe("O");
    expect(kanoOfSurvey({ A: 5, M: 5 })).toBe("M");
    expect(kanoCoefficients({ R: 3, Q: 1 })).toBeUndefined();
    expect(kanoOfSurvey({})).toBeUndefined();
  });

  test("L12 whoever can close the gap is named", () => {
    const more = {
      departments: [
        { id: "ops", name: "Operations" },
        { id: "ads", name: "Marketing" },
      ],
    };
    const closer = (standard: number) => {
      const cases = [
        {
          department: "ops",
          standard,
          promises: [{ level: 0.9, department: "ads" }],
          evidence: [{ met: 80, n: 100 }],
        },
      ];
      const insight = insightsOf(cases, more).expectations.x1;
      return insight && closerOf(recordsOf(cases, more), "x1", insight);
    };
    expect(closer(0.99)).toMatchObject({ cause: "delivery", department: "ops" });
    expect(closer(0.8)).toMatchObject({ cause: "communication", department: "ads" });
  });
});
