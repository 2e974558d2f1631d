import { describe, expect, test } from "vitest";
import { curvePoints } from "../../../shared/alignment/curve.ts";
import { explainExpectation } from "../../../shared/alignment/explainExpectation.ts";
import { explainRollup } from "../../../shared/alignment/explainRollup.ts";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { type Case, insightsOf, judged, recordsOf, today } from "./judge.ts";

const share = { kind: "share", threshold: 2, unit: "h" } as const;
const wait = { kind: "mean", direction: "lower", unit: "min" } as const;
const zone = { adequate: 0.8, desired: 0.97 };

const sentences: [string, Case][] = [
  [
    "At risk: 168 of 200 (84%) within 2 h, promised 90%; the 95% interval 78–88% lies below the promise, but 84% is not below the 80% customers tolerate",
    { measure: share, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 168, n: 200 }] },
  ],
  [
    "At risk: 1,680 of 2,000 (84%) within 2 h, promised 90%; the 95% interval 82–86% lies below the promise but above the 80% customers tolerate",
    { measure: share, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 1_680, n: 2_000 }] },
  ],
  [
    "At risk: 9 of 10 (90%) within 2 h, promised 90%; the 95% interval 60–98% reaches below the 80% customers tolerate: too few to say",
    { measure: share, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 9, n: 10 }] },
  ],
  [
    "At risk: 8 of 10 (80%) within 2 h, promised 90%; 80% is below the promise, which the 95% interval 49–94% does not rule out",
    { measure: share, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 8, n: 10 }] },
  ],
  [
    "At risk: 184 of 200 (92%) within 2 h, promised 90%; the 95% interval 87–95% reaches below a promise that allows no exception: not proven",
    { measure: share, ...zone, zeroTolerance: true, promises: [{ level: 0.9 }], evidence: [{ met: 184, n: 200 }] },
  ],
  [
    "Broken: 168 of 200 (84%) within 2 h, promised 90%; the 95% interval 78–88% lies below a promise that allows no exception",
    { measure: share, ...zone, zeroTolerance: true, promises: [{ level: 0.9 }], evidence: [{ met: 168, n: 200 }] },
  ],
  [
    "Exceeded: 485 of 500 (97%) within 2 h, promised 90%; the 95% interval 95–98% is not below the promise and 97% is as good as customers wish for",
    { measure: share, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 485, n: 500 }] },
  ],
  [
    "Kept: 12 min on average in 50 cases, promised at most 15 min; the 95% interval 10–14 min is not above the promise",
    { measure: wait, adequate: 25, desired: 10, promises: [{ level: 15 }], evidence: [{ value: 12, sd: 6, n: 50 }] },
  ],
  [
    "Kept: 14 min on average in 50 cases, promised at most 15 min; the 95% interval 12–16 min stays within what customers tolerate (25 min)",
    { measure: wait, adequate: 25, desired: 10, promises: [{ level: 15 }], evidence: [{ value: 14, sd: 6, n: 50 }] },
  ],
  [
    "Broken: rated 4.6 of 7 by 40, promised at least 6; the 95% interval 4.3–4.9 lies below the promise, and 4.6 is below the 5 customers tolerate",
    {
      measure: { kind: "rating", min: 1, max: 7 },
      adequate: 5,
      desired: 7,
      promises: [{ level: 6 }],
      evidence: [{ value: 4.6, sd: 1.1, n: 40 }],
    },
  ],
  [
    "At risk: the median is 20 min, promised at most 15 min; without raw figures the interval is unknown, so it cannot be shown that the promise is kept",
    { measure: { ...wait, kind: "median" }, promises: [{ level: 15 }], evidence: [{ value: 20 }] },
  ],
  ["Unmeasured: promised at most 15 min, and there is no evidence yet", { measure: wait, promises: [{ level: 15 }] }],
  [
    "Unpromised: the promise only holds from 2030-01-01",
    { measure: wait, promises: [{ level: 15, publishedOn: "2030-01-01" }] },
  ],
];

describe("words", () => {
  test.each(sentences)("L14 %s", (sentence, given) => {
    expect(judged(given).reason).toBe(sentence);
  });

  test("L15 every number of an expectation opens to what it was computed from", () => {
    const cases: Case[] = [
      {
        measure: share,
        adequate: 0.8,
        perceived: 0.7,
        promises: [{ level: 0.9, wording: "Within 2 h" }],
        evidence: [{ grade: "survey", met: 168, n: 200, observedOn: "2024-03-03" }],
      },
    ];
    const records = recordsOf(cases);
    const insight = computeInsights(records, today).expectations.x1;
    const steps = explainExpectation(records, "x1", today) ?? [];
    const opened = Object.fromEntries(steps.map((step) => [step.figure, step]));
    for (const figure of [
      "promised",
      "adequate",
      "desired",
      "delivered",
      "raw",
      "gap",
      "kappa",
      "satisfaction",
    ] as const)
      expect([figure, opened[figure]?.value]).toEqual([figure, insight?.[figure]]);
    expect([opened.low?.value, opened.high?.value]).toEqual(insight?.interval);
    for (const [gap, value] of Object.entries(insight?.gaps ?? {})) expect(opened[gap]?.value).toBe(value);
    expect(opened.promised?.source).toBe("promise “Within 2 h”");
    expect(opened.kappa?.formula).toBe("grade 0.8 × 200/(200 + 30) × 0.5^(90 days / 180 days)");
    expect(opened.delivered).toMatchObject({ formula: "met / n = 168 / 200", source: "survey evidence of 2024-03-03" });
    expect(steps.filter(({ assumed }) => assumed).map(({ figure }) => figure)).toEqual([
      "desired",
      "gap",
      "status",
      "satisfaction",
      "superiority",
    ]);
    expect(explainExpectation(records, "nobody", today)).toBeUndefined();
  });

  test("L15 a roll-up opens to what each expectation brings", () => {
    const records = recordsOf([
      { importance: 3, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 168, n: 200 }] },
      { importance: 1 },
    ]);
    const insights = computeInsights(records, today);
    const { steps, contributions } = explainRollup(records, insights, "stages", "st");
    expect(contributions).toMatchObject([
      { expectation: "x1", weight: 3, aligned: expect.closeTo(40) },
      { expectation: "x2", weight: 1, gap: null, aligned: null },
    ]);
    const opened = Object.fromEntries(steps.map(({ figure, value }) => [figure, value]));
    const { veto, ...rollup } = insights.rollups.stages.st!;
    expect(veto).toBe(false);
    expect(opened).toEqual(rollup);
    expect(explainRollup(records, insights, "stages", "gone")).toEqual({ steps: [], contributions: [] });
    expect(explainRollup(records, insights, "map", "").contributions).toHaveLength(2);
  });
});

test("L20 the curve passes every touchpoint, and stays open where nothing is known", () => {
  const touchpoint = (id: string, stage: string) => ({ id, stage, lane: "la", title: id });
  const cases: Case[] = [
    { touchpoint: "second", importance: 3, ...zone, promises: [{ level: 0.9 }], evidence: [{ met: 168, n: 200 }] },
    { touchpoint: "second", importance: 1, promises: [{ level: 0.9 }] },
    { touchpoint: "third", promises: [{ level: 0.9 }] },
    {
      touchpoint: "first",
      measure: wait,
      adequate: 25,
      desired: 10,
      promises: [{ level: 15 }],
      evidence: [{ value: 12, sd: 6, n: 50 }],
    },
  ];
  const more = {
    stages: [
      { id: "early", title: "Early" },
      { id: "late", title: "Late" },
    ],
    touchpoints: [
      touchpoint("second", "late"),
      touchpoint("third", "late"),
      touchpoint("first", "early"),
      touchpoint("empty", "late"),
    ],
  };
  const points = curvePoints(recordsOf(cases, more), insightsOf(cases, more));
  const unknown = { gap: null, low: null, high: null, kappa: null };
  expect(points).toMatchObject([
    { touchpoint: "first", stage: "early", status: "kept", gap: 0.6 },
    { touchpoint: "second", stage: "late", status: "atRisk", gap: expect.closeTo(-0.6) },
    { touchpoint: "third", status: "unmeasured", ...unknown },
    { touchpoint: "empty", status: "unmeasured", ...unknown },
  ]);
  // The shorter wait is the better end of its interval.
  expect(points[0]?.low).toBeCloseTo((15 - 13.663085) / 5, 5);
  expect(points[0]?.high).toBeCloseTo((15 - 10.336915) / 5, 5);
  // Three quarters at the interval's lower end, and the unmeasured quarter anywhere.
  expect(points[1]?.low).toBeCloseTo((3 * -1 + -1) / 4, 9);
  expect(points[1]?.high).toBeCloseTo((3 * (-(0.9 - 0.884326) / 0.1) + 1) / 4, 5);
});
