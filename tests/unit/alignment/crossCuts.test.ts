import { describe, expect, test } from "vitest";
import { cliffsDelta } from "../../../shared/alignment/disconnect.ts";
import { humanFallback } from "../../../shared/alignment/humanFallback.ts";
import { derivedImportance, importancePerformance } from "../../../shared/alignment/importancePerformance.ts";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { personaViews } from "../../../shared/alignment/personas.ts";
import { promiseReport } from "../../../shared/alignment/promiseReport.ts";
import { spearman } from "../../../shared/alignment/ranks.ts";
import { onCommonScale, ratingDistribution } from "../../../shared/alignment/ratings.ts";
import { type RollupItem, rollUp } from "../../../shared/alignment/rollup.ts";
import { channelPairs, messageDifferences } from "../../../shared/alignment/samePromise.ts";
import { staleness } from "../../../shared/alignment/staleness.ts";
import { tension } from "../../../shared/alignment/tension.ts";
import { unpromised } from "../../../shared/alignment/unpromised.ts";
import { type Case, insightsOf, recordsOf, today } from "./judge.ts";

const channels = [
  { id: "web", name: "Web", online: true },
  { id: "store", name: "Store", online: false },
  { id: "post", name: "Post" },
];
const departments = [
  { id: "ads", name: "Marketing" },
  { id: "it", name: "Digital" },
  { id: "law", name: "Legal" },
];

describe("roll-ups", () => {
  const items = (first: number, third: boolean): RollupItem[] => [
    { weight: 0.5, gap: first, kappa: 0.7, status: first < 0 ? "atRisk" : "kept", mustBe: false },
    { weight: 0.3, gap: 0.6, kappa: 0.45, status: "kept", mustBe: false },
    { weight: 0.1, gap: -1, kappa: 0.8, status: "broken", mustBe: third },
    { weight: 0.1, gap: null, kappa: null, status: "unmeasured", mustBe: false },
  ];

  test("L16 A8 the index with its interval, coverage, confidence and delight", () => {
    const rollup = rollUp(items(-0.6, false), 49);
    expect(rollup.index).toBeCloseTo(55.5556, 4);
    expect(rollup.low).toBeCloseTo(27.5, 9);
    expect(rollup.high).toBeCloseTo(71, 9);
    expect(rollup.coverage).toBeCloseTo(0.9, 12);
    expect(rollup.confidence).toBeCloseTo(0.565, 12);
    expect(rollup.delight).toBeCloseTo(0.2, 12);
    expect(rollup).toMatchObject({ veto: false, worst: "broken" });
  });

  test("L17 A8 a broken must-be caps what is shown", () => {
    const rollup = rollUp(items(0, true), 49);
    expect(rollup.uncapped).toBeCloseTo(88.8889, 4);
    expect(rollup).toMatchObject({ index: 49, veto: true });
    expect(rollup.low).toBeCloseTo(48.5, 9);
    expect(rollup.high).toBeCloseTo(92, 9);
    expect(rollUp(items(-0.6, true), 90).index).toBeCloseTo(55.5556, 4);
  });

  test("L18 nothing measured, no weight, nothing at all", () => {
    const open: RollupItem = { weight: 1, gap: null, kappa: null, status: "unpromised", mustBe: true };
    const unknown = { index: null, uncapped: null, delight: null, veto: false };
    expect(rollUp([open], 49)).toEqual({
      ...unknown,
      low: 0,
      high: 100,
      coverage: 0,
      confidence: 0,
      worst: "unpromised",
    });
    const none = { low: null, high: null, coverage: null, confidence: null };
    expect(rollUp([{ ...open, weight: 0 }], 49)).toEqual({ ...unknown, ...none, worst: "unpromised" });
    expect(rollUp([], 49)).toEqual({ ...unknown, ...none, worst: null });
  });

  test("L19 an expectation counts for its own channel and department, else for its touchpoint's", () => {
    const { rollups } = insightsOf([{}, { channel: "store", department: "it" }], {
      channels,
      departments,
      touchpoints: [{ id: "tp", stage: "st", lane: "la", title: "T", channel: "web", department: "law" }],
    });
    const worst = Object.entries({ ...rollups.channels, ...rollups.departments }).map(([id, each]) => [id, each.worst]);
    expect(Object.fromEntries(worst)).toEqual({
      web: "unpromised",
      store: "unpromised",
      post: null,
      ads: null,
      it: "unpromised",
      law: "unpromised",
    });
  });
});

describe("one promise in several places", () => {
  const inChannel = (channel: string, met: number, fields: Case = {}): Case => ({
    statement: "Reply within 2 h.",
    channel,
    adequate: 0.8,
    promises: [{ level: 0.9, wording: `We reply in 2 h (${channel})` }],
    evidence: [{ met, n: 200 }],
    ...fields,
  });

  test("L23 H2 online keeps it more often than offline", () => {
    const cases = [inChannel("store", 120), inChannel("web", 168, { statement: "reply within 2 h" })];
    const insights = insightsOf(cases, { channels });
    expect(insights.channelConsistency).toHaveLength(1);
    const [row] = insights.channelConsistency;
    expect(row).toMatchObject({ expectations: ["x2", "x1"], channels: ["web", "store"] });
    expect(row?.difference).toBeCloseTo(0.24, 12);
    expect(row?.z).toBeCloseTo(5.3452, 4);
    expect(row?.p).toBeCloseTo(9.0e-8, 9);
    expect(insights.expectations.x2?.gap).toBeCloseTo(-0.6);
    expect(insights.expectations.x1?.gap).toBe(-1);
    const [pair] = channelPairs(recordsOf(cases, { channels }), insights, today);
    expect(pair).toMatchObject({ online: ["x2"], offline: ["x1"] });
    expect(pair?.difference).toBeCloseTo(0.4);
  });

  test("L23 evidence of one expectation may come from two channels", () => {
    const evidence = [
      { met: 168, n: 200, channel: "web" },
      { met: 60, n: 100, channel: "store", grade: "survey" as const },
      { met: 120, n: 200, channel: "store" },
    ];
    const { channelConsistency } = insightsOf([inChannel("web", 0, { evidence })], { channels });
    expect(channelConsistency).toMatchObject([{ expectations: ["x1"], channels: ["web", "store"] }]);
    expect(channelConsistency[0]?.z).toBeCloseTo(5.3452, 4);
  });

  test("L22 other words, another persona or another measure is another promise; the same wording is the same", () => {
    const compared = (second: Case) =>
      insightsOf([inChannel("web", 168), inChannel("store", 120, second)], {
        channels,
        personas: [{ id: "pe", name: "Courier" }],
      }).channelConsistency.length;
    const wording = "We reply in 2 h (web)";
    expect(compared({})).toBe(1);
    expect(compared({ statement: "Reply by tomorrow" })).toBe(0);
    expect(compared({ statement: "Reply by tomorrow", promises: [{ level: 0.9, wording }] })).toBe(1);
    expect(compared({ persona: "pe" })).toBe(0);
    expect(compared({ measure: { kind: "share", threshold: 4 } })).toBe(0);
    expect(compared({ measure: { kind: "mean" }, evidence: [{ value: 0.4, n: 9 }] })).toBe(0);
  });

  test("L25 promises that differ in level contradict each other, and messages differ from place to place", () => {
    const measure = { kind: "mean", direction: "lower", unit: "h" } as const;
    const promises = [
      { level: 24, wording: "We answer within 24 h", channel: "web" },
      { level: 48, wording: "We answer within 48 h", channel: "post" },
      { level: 72, wording: "We answered within 72 h", expiresOn: "2020-01-01" },
    ];
    const same = [
      { level: 24, wording: "An answer in 24 h" },
      { level: 24, wording: "24 h, promised" },
    ];
    const cases = [
      { measure, promises },
      { measure, promises: same },
      { measure, promises: [{ level: 1, wording: "One word" }] },
    ];
    const { contradictions } = insightsOf(cases, { channels });
    expect(contradictions).toEqual([{ expectation: "x1", promises: ["x1-p1", "x1-p2"] }]);
    const differences = messageDifferences(recordsOf(cases, { channels }), today);
    expect(differences.map(({ expectations, differs }) => [expectations, differs])).toEqual([
      [["x1"], ["level", "number", "wording"]],
      [["x2"], ["wording"]],
    ]);
    expect(differences[0]?.sayings.map(({ channel, level }) => [channel, level])).toEqual([
      ["web", 24],
      ["post", 48],
    ]);
  });
});

describe("people and departments", () => {
  test("L21 the matrix counts an expectation once for every department that promises it", () => {
    const by = (...promisers: (string | undefined)[]) =>
      promisers.map((department) => ({ level: 0.9, ...(department && { department }) }));
    const cases: Case[] = [
      { department: "it", promises: by("ads", "ads", "law"), evidence: [{ met: 500, n: 500 }] },
      { department: "it", promises: by("ads") },
      { promises: by(undefined) },
      { department: "it" },
    ];
    expect(insightsOf(cases, { departments }).followThrough).toEqual([
      { promisedBy: "ads", keptBy: "it", counts: { exceeded: 1, unmeasured: 1 } },
      { promisedBy: "law", keptBy: "it", counts: { exceeded: 1 } },
      { promisedBy: null, keptBy: null, counts: { unmeasured: 1 } },
    ]);
  });

  test("L24 H1 management rates higher than the front line does", () => {
    const measure = { kind: "rating", min: 1, max: 7 } as const;
    const management = [6, 6, 5, 7, 6];
    const frontline = [4, 3, 4, 5, 3, 4, 2];
    const evidence = [
      { grade: "management" as const, values: management },
      { grade: "survey" as const, rater: "Frontline", values: frontline },
    ];
    const [row] = insightsOf([{ measure, evidence }]).disconnect;
    expect(row).toMatchObject({ expectation: "x1", management: 6 });
    expect(row?.frontline).toBeCloseTo(3.571429, 6);
    expect(row?.difference).toBeCloseTo(2.428571, 6);
    expect(row?.delta).toBeCloseTo(0.971429, 6);
    expect(cliffsDelta([1, 2], [1, 2])).toBe(0);
    const stated = [
      { grade: "management" as const, value: 6 },
      { grade: "frontline" as const, value: 4, n: 7 },
    ];
    expect(insightsOf([{ measure, evidence: stated }]).disconnect[0]).toMatchObject({ difference: 2, delta: null });
    expect(insightsOf([{ measure, evidence: evidence.slice(0, 1) }]).disconnect).toEqual([]);
  });

  test("L29 the same gate is another gate for the courier", () => {
    const more = {
      personas: [
        { id: "tourist", name: "Tourist" },
        { id: "courier", name: "Courier" },
      ],
    };
    const at = (persona: string, adequate: number): Case => ({
      persona,
      adequate,
      promises: [{ level: 0.9 }],
      evidence: [{ met: 85, n: 100 }],
    });
    const records = recordsOf([at("tourist", 0.5), at("courier", 0.89)], more);
    const views = personaViews(records, computeInsights(records, today), 49);
    expect(views.map(({ persona, rollup }) => [persona, rollup.index])).toEqual([
      [null, null],
      ["tourist", expect.closeTo(87.5)],
      ["courier", 0],
    ]);
    expect(views[2]?.touchpoints).toMatchObject([{ touchpoint: "tp", rollup: { index: 0 } }]);
  });

  test("L28 a stage of apps only has nobody to turn to", () => {
    const touchpoint = (stage: string, fields: object = {}) => ({
      id: `tp-${stage}`,
      stage,
      lane: "la",
      title: "T",
      ...fields,
    });
    const stages = ["app", "marked", "store", "open", "empty"].map((id) => ({ id, title: id }));
    const records = recordsOf([], {
      channels,
      stages,
      touchpoints: [
        touchpoint("app", { channel: "web" }),
        touchpoint("marked", { channel: "web", humanFallback: true }),
        touchpoint("store", { channel: "store" }),
        touchpoint("open", { channel: "post" }),
      ],
    });
    expect(humanFallback(records).map(({ stage, fallback }) => [stage, fallback])).toEqual([
      ["app", "none"],
      ["marked", "person"],
      ["store", "person"],
      ["open", "unknown"],
      ["empty", "unknown"],
    ]);
  });
});

describe("the register of promises", () => {
  test("L27 what is missing between saying and keeping", () => {
    const said = { level: 0.9, department: "ads", where: "Home page" };
    const cases: Case[] = [
      { department: "it", standard: 0.92, promises: [said], evidence: [{ met: 95, n: 100 }] },
      { promises: [{ level: 0.9, where: " " }], expected: 0.8 },
      { department: "it", promises: [{ ...said, publishedOn: "2030-01-01" }] },
    ];
    const records = recordsOf(cases, { departments });
    const rows = promiseReport(records, computeInsights(records, today), today);
    expect(rows.map(({ state, missing, orphan, overPromised }) => ({ state, missing, orphan, overPromised }))).toEqual([
      { state: "active", missing: [], orphan: false, overPromised: false },
      {
        state: "active",
        missing: ["owner", "keeper", "place", "standard", "evidence"],
        orphan: true,
        overPromised: true,
      },
      { state: "future", missing: ["standard", "evidence"], orphan: false, overPromised: false },
    ]);
  });

  test("L26 what was last asked more than a year ago is stale", () => {
    const cases: Case[] = [
      { promises: [{ level: 1, publishedOn: "2020-01-01" }], evidence: [{ value: 1, observedOn: "2023-06-02" }] },
      { evidence: [{ value: 1, observedOn: "2023-06-01" }, { value: 1 }] },
      { evidence: [{ value: 1 }] },
      { recordedOn: "2022-01-01", evidence: [{ value: 1, observedOn: "2024-05-01" }] },
    ];
    expect(staleness(recordsOf(cases), today).map(({ ageDays, stale }) => [ageDays, stale])).toEqual([
      [365, false],
      [366, true],
      [null, null],
      [882, true],
    ]);
  });

  test("L32 nobody answered, though nobody had promised to", () => {
    const cases: Case[] = [
      { importance: 5 },
      { statement: "Phone is answered", evidence: [{ met: 0, n: 3 }] },
      { adequate: 0.5, evidence: [{ met: 9, n: 10 }] },
    ];
    const records = recordsOf(cases);
    const insights = computeInsights(records, today);
    expect(unpromised(records, insights).map(({ expectation, harmful }) => [expectation, harmful])).toEqual([
      ["x2", true],
      ["x1", null],
      ["x3", false],
    ]);
    expect(insights.expectations.x2?.reason).toBe(
      "Unpromised: customers expect this, but no promise says it; delivered: 0 of 3 (0%)",
    );
  });
});

describe("importance, performance and productivity", () => {
  const items = [
    { id: "a", importance: 7, performance: 2 },
    { id: "b", importance: 6, performance: 6 },
    { id: "c", importance: 2, performance: 2 },
    { id: "d", importance: 1, performance: 6 },
    { id: "e", importance: 0, performance: 1 },
    { id: "f", importance: 7, performance: 0 },
    { id: "g", importance: 7, performance: null },
  ];
  const quadrants = ["concentrateHere", "keepUp", "lowPriority", "possibleOverkill"];

  test("L30 the crosshair at means, medians or the middle of a scale", () => {
    const at = (crosshair?: Parameters<typeof importancePerformance>[1]) => importancePerformance(items, crosshair);
    expect(at().crosshair).toEqual({ importance: 4, performance: 4 });
    expect(at().items.map(({ quadrant }) => quadrant)).toEqual(quadrants);
    expect(at("medians").items.map(({ quadrant }) => quadrant)).toEqual(quadrants);
    const middle = at({ importance: 6.5, performance: 1 });
    expect(middle.items.map(({ quadrant }) => quadrant)).toEqual([
      "keepUp",
      ...Array<string>(3).fill("possibleOverkill"),
    ]);
    expect(importancePerformance([])).toEqual({ crosshair: null, items: [] });
  });

  test("L30 derived importance is a rank correlation without what does not apply", () => {
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.820783, 6);
    expect(derivedImportance([1, 0, 2, 3, null], [2, 9, 4, 8, 1])).toBeCloseTo(1);
    expect(derivedImportance([1, 2], [1, 2])).toBeNull();
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
  });

  test("L35 a mean of ratings hides how they are spread", () => {
    const measure = { kind: "rating", min: 1, max: 7 } as const;
    const [item] = recordsOf([{ measure, evidence: [{ values: [1, 7, 7, 0, 1, 4] }] }]).all("evidence");
    expect(item && ratingDistribution(item, measure, 4)).toEqual({
      counts: [
        { rating: 1, count: 2 },
        { rating: 4, count: 1 },
        { rating: 7, count: 2 },
      ],
      n: 5,
      atLeastAdequate: 0.6,
    });
    expect(item && ratingDistribution(item, measure, null)?.atLeastAdequate).toBeNull();
    expect([onCommonScale(4, measure), onCommonScale(4, { kind: "rating" })]).toEqual([0.5, null]);
  });

  test("L31 H3 eleven minutes of work do not fit into four", () => {
    expect(tension(11, 4)).toEqual({ ratio: 2.75, feasible: false, correlation: null });
    expect(tension(4, 4).feasible).toBe(true);
    expect(tension(null, 4)).toEqual({ ratio: null, feasible: null, correlation: null });
    const periods = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(tension(1, 1, periods, periods.toReversed()).correlation).toBeCloseTo(-1);
    expect(tension(1, 1, periods.slice(1), periods).correlation).toBeNull();
  });
});
