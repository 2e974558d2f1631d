import { describe, expect, test } from "vitest";
import { must } from "../../../shared/assert.ts";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { explainWeakSpot } from "../../../shared/insights/explainWeakSpot.ts";
import { computeMapInsights } from "../../../shared/insights/mapInsights.ts";
import { openRiskEngine } from "../../../shared/insights/riskEngine.ts";
import { weakSpotSuggestions } from "../../../shared/insights/weakSpotSuggestions.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";
import { coordinationGrade, newnessGrade, regraded, turnoverGrade } from "../../../shared/risk/factorGrades.ts";
import { lossPareto } from "../../../shared/risk/lossPareto.ts";
import { cutOffWeakSpots, rankWeakSpots } from "../../../shared/risk/rankWeakSpots.ts";

const today = "2024-06-01";

const base = {
  format: "kept.journey",
  version: 1,
  title: "Trip",
  asOf: today,
  departments: ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase() })),
  channels: [
    { id: "site", name: "Booking site", online: true },
    { id: "phone", name: "Telephone" },
    { id: "mail", name: "E-mail" },
  ],
  stages: [
    { id: "s1", title: "Book" },
    { id: "s2", title: "Travel" },
  ],
  lanes: [
    { id: "front", title: "Front", kind: "touchpoints" },
    { id: "back", title: "Back", kind: "backstage" },
  ],
  touchpoints: [
    { id: "book", stage: "s1", lane: "front", title: "Book", channel: "site" },
    { id: "load", stage: "s2", lane: "back", title: "Load" },
    { id: "security", stage: "s2", lane: "front", title: "Security" },
    { id: "gate", stage: "s2", lane: "front", title: "Gate" },
  ],
} satisfies Journey;

function risks(parts: Partial<Journey>) {
  const records = recordsOfJourney({ ...base, ...parts });
  const engine = openRiskEngine(records, today);
  return { records, engine, ranked: rankWeakSpots(records, engine.weakSpot) };
}

const suggested = (parts: Partial<Journey>) => {
  const records = recordsOfJourney({ ...base, ...parts });
  return weakSpotSuggestions(records, computeInsights(records, today));
};

describe("prevention and plan B", () => {
  const spot = { id: "w", touchpoint: "gate", title: "Bag too large", passages: 100, failures: 20, lossPerCase: 50 };
  const allowance = { text: "Show the bag allowance at checkout", oddsRatio: 0.5 };
  const play = { id: "p", title: "Take it to the hold", owner: "Gate lead", effectiveness: 1 };
  const of = (parts: Partial<Journey>) => must(risks(parts).engine.weakSpot("w"), "it is there");

  test("RK8 RK4 (F03) a prevention that is done lowers the posterior likelihood, plan B the residual only", () => {
    const plain = of({ weakSpots: [spot] });
    const planned = of({ weakSpots: [{ ...spot, preventions: [allowance] }] });
    const prevented = of({ weakSpots: [{ ...spot, preventions: [{ ...allowance, done: true }] }] });
    const covered = of({ weakSpots: [{ ...spot, plays: ["p"] }], plays: [play] });
    expect(planned.probability).toBe(plain.probability);
    // Prior odds .05/.95 · .5 → .025641; posterior (20 · .025641 + 20) / 120.
    expect(prevented.probability).toBeCloseTo((20 * (0.025 / 0.975) + 20) / 120, 10);
    expect(prevented.probability).toBeLessThan(plain.probability);
    expect(covered.probability).toBe(plain.probability);
    expect(covered.residual).toBeLessThan(plain.residual);
    expect(covered.inherentLoss).toBe(plain.inherentLoss);
    expect(covered.expectedLoss).toBeLessThan(plain.expectedLoss!);
  });

  test("RK8 a prevention that is done and says nothing of its effect changes no figure", () => {
    const silent = of({ weakSpots: [{ ...spot, preventions: [{ text: "A sign", done: true }] }] });
    expect(silent).toEqual(of({ weakSpots: [spot] }));
  });

  test("RK8 effects of several preventions multiply, and many counted passages outweigh them", () => {
    const two = [allowance, { text: "Weigh at home", oddsRatio: 0.2 }].map((each) => ({ ...each, done: true }));
    const few = of({ weakSpots: [{ id: "w", touchpoint: "gate", title: "x", preventions: two }] });
    expect(few.probability).toBeCloseTo(0.05 / 0.95 / 10 / (1 + 0.05 / 0.95 / 10), 10);
    const many = { ...spot, passages: 100_000, failures: 20_000, preventions: two };
    expect(of({ weakSpots: [many] }).probability).toBeCloseTo(0.2, 3);
  });
});

describe("grades", () => {
  test("RK9 (F48) three departments and two sites grade 1, two departments ½, one 0; unanswered is not graded", () => {
    expect(coordinationGrade(3, 2)).toBe(1);
    expect(coordinationGrade(3, undefined)).toBe(1);
    expect(coordinationGrade(1, 2)).toBe(1);
    expect(coordinationGrade(2, 1)).toBe(0.5);
    expect(coordinationGrade(1, 1)).toBe(0);
    expect(coordinationGrade(undefined, 1)).toBeUndefined();
  });

  test("RK9 (F49) launched two months ago grades 1; three to twelve months ½; longer 0", () => {
    expect(newnessGrade("2024-04-01", today)).toBe(1);
    expect(newnessGrade("2024-09-01", today)).toBe(1);
    expect(newnessGrade("2024-03-01", today)).toBe(0.5);
    expect(newnessGrade("2023-06-01", today)).toBe(0.5);
    expect(newnessGrade("2023-05-31", today)).toBe(0);
    expect(newnessGrade("2023-11-30", "2024-02-28")).toBe(1);
    expect(newnessGrade("2023-11-30", "2024-02-29")).toBe(0.5);
  });

  test("RK9 (F50) turnover of 45% grades 1, 20–40% ½, less 0; so does a crew newer than half a year", () => {
    expect(turnoverGrade(0.45, undefined)).toBe(1);
    expect(turnoverGrade(0.4, undefined)).toBe(0.5);
    expect(turnoverGrade(0.2, 24)).toBe(0.5);
    expect(turnoverGrade(0.19, 24)).toBe(0);
    expect(turnoverGrade(0.1, 5)).toBe(1);
    expect(turnoverGrade(undefined, 24)).toBeUndefined();
  });

  test("RK6 (F48) a factor graded 1 needs a plan B, and says why", () => {
    const { engine } = risks({
      weakSpots: [
        { id: "w", touchpoint: "gate", title: "Handover", factors: { coordination: coordinationGrade(3, 2) } },
      ],
    });
    expect(engine.weakSpot("w")).toMatchObject({
      needsPlay: true,
      reasons: ["it is fragile by the number of departments or sites"],
    });
  });

  test("RK6 (F47) complex scheduling graded 1 doubles the odds and needs a plan B", () => {
    const { engine } = risks({
      weakSpots: [{ id: "w", touchpoint: "gate", title: "Late", factors: { scheduling: 1 } }],
    });
    const risk = must(engine.weakSpot("w"), "it is there");
    expect(risk.probability).toBeCloseTo((2 * 0.05) / (0.95 + 2 * 0.05), 10);
    expect(risk.reasons).toEqual(["it is fragile by complex scheduling"]);
  });
});

test("RK9 an answer that says nothing alone leaves a grade that came without answers, and clears one that they gave", () => {
  expect(regraded(1, undefined, coordinationGrade(undefined, 1))).toBe(1);
  expect(regraded(1, coordinationGrade(3, 1), coordinationGrade(undefined, 1))).toBeUndefined();
  expect(regraded(1, undefined, turnoverGrade(undefined, 24))).toBe(1);
  expect(regraded(1, undefined, turnoverGrade(0.1, 24))).toBe(0);
});

test("RK6 only a promise of 100% that holds today asks for a plan B, and a share that names no level promises nothing", () => {
  const reasons = (promise: object, kind: "share" | "boolean" = "share") =>
    risks({
      weakSpots: [{ id: "w", touchpoint: "gate", title: "Late" }],
      expectations: [{ id: "e", touchpoint: "gate", statement: "On time", measure: { kind } }],
      promises: [{ id: "p", expectation: "e", wording: "Always on time", ...promise }],
    }).engine.weakSpot("w")?.reasons.length;
  expect(reasons({ level: 1 })).toBe(1);
  expect(reasons({}, "boolean")).toBe(1);
  expect(reasons({})).toBe(0);
  expect(reasons({ level: 1, expiresOn: today })).toBe(1);
  expect(reasons({ level: 1, expiresOn: "2024-05-31" })).toBe(0);
  expect(reasons({ level: 1, publishedOn: "2024-06-02" })).toBe(0);
});

describe("ranking", () => {
  const scored = (id: string, severity: number, occurrence: number, detection: number, failures = 0) => ({
    id,
    touchpoint: "gate",
    title: id,
    severity,
    occurrence,
    detection,
    failures,
    passages: 100,
  });

  test("RK10 (F46) of a hundred weak spots the high ones come first, and a cut-off leaves the high or the first so many", () => {
    const weakSpots = Array.from({ length: 100 }, (_, i) =>
      i % 10 === 3
        ? scored(`h${i}`, 9, 8, 5, i)
        : i % 2 === 0
          ? scored(`l${i}`, 2, 3, 2, i)
          : scored(`m${i}`, 5, 6, 5, i),
    );
    const { ranked } = risks({ weakSpots });
    expect(ranked.slice(0, 10).map(({ risk }) => risk.actionPriority)).toEqual(Array(10).fill("H"));
    expect(ranked.slice(0, 3).map(({ spot }) => spot.id)).toEqual(["h93", "h83", "h73"]);
    expect(cutOffWeakSpots(ranked, "high")).toHaveLength(10);
    expect(cutOffWeakSpots(ranked, 3).map(({ spot }) => spot.id)).toEqual(["h93", "h83", "h73"]);
    expect(cutOffWeakSpots(ranked, "all")).toHaveLength(100);
  });

  test("RK10 a product of scores ranks nothing: 9·10·1 is high, 5·2·9 with the same product is low", () => {
    const { ranked } = risks({ weakSpots: [scored("low", 5, 2, 9, 90), scored("high", 9, 10, 1)] });
    expect(ranked.map(({ spot }) => spot.id)).toEqual(["high", "low"]);
  });

  test("RK10 the unscored come last", () => {
    const open = { id: "open", touchpoint: "gate", title: "?", failures: 99, passages: 100 };
    const { ranked } = risks({ weakSpots: [open, scored("low", 1, 1, 1)] });
    expect(ranked.map(({ spot }) => spot.id)).toEqual(["low", "open"]);
  });

  test("RK10 (F50) security is the first employee met; with 45% turnover it is marked and on top of the list", () => {
    const turnover = turnoverGrade(0.45, undefined);
    const queue = { id: "queue", touchpoint: "security", title: "Rude at security", factors: { turnover } };
    const { ranked } = risks({ weakSpots: [scored("high", 9, 9, 9, 50), queue] });
    expect(ranked.map(({ spot, isWeakFirstContact }) => [spot.id, isWeakFirstContact])).toEqual([
      ["queue", true],
      ["high", false],
    ]);
    const { ranked: settled } = risks({
      weakSpots: [scored("high", 9, 9, 9, 50), { ...queue, factors: { turnover: 0.5 } }],
    });
    expect(settled.map(({ spot }) => spot.id)).toEqual(["high", "queue"]);
  });

  test("RK11 losses add up from the dearest down, and an unknown loss is named, not counted", () => {
    const { ranked } = risks({
      weakSpots: [
        { ...scored("small", 5, 5, 5), lossPerCase: 10 },
        { ...scored("large", 5, 5, 5), lossPerCase: 30 },
        scored("unknown", 5, 5, 5),
      ],
    });
    const { bars, total, unknown } = lossPareto(ranked);
    expect(bars.map(({ spot, cumulative }) => [spot.id, Number(cumulative.toFixed(6))])).toEqual([
      ["large", 0.75],
      ["small", 1],
    ]);
    expect(total).toBeCloseTo(bars[0]!.loss + bars[1]!.loss, 10);
    expect(unknown.map(({ id }) => id)).toEqual(["unknown"]);
    expect(lossPareto([]).total).toBe(0);
  });
});

describe("explanations", () => {
  const explained = (spot: object, parts: Partial<Journey> = {}) => {
    const { records, engine } = risks({
      ...parts,
      weakSpots: [{ id: "w", touchpoint: "gate", title: "x", ...spot }],
    });
    const steps = must(
      explainWeakSpot(records, "w", (id) => (engine.play(id)?.score ?? 0) / 100, today),
      "it is there",
    );
    return { risk: must(engine.weakSpot("w"), "it is there"), steps };
  };

  test("RK12 defaults that stand in for what nobody recorded are named as assumed, and what is recorded is not", () => {
    const assumed = ({ steps }: ReturnType<typeof explained>) =>
      steps.filter((step) => step.assumed).map(({ figure }) => figure);
    expect(assumed(explained({}))).toEqual(["prior", "factors", "detected"]);
    const full = { prior: 0.02, detected: 0.6, factors: { scheduling: 0, coordination: 0, newness: 0, turnover: 1 } };
    expect(assumed(explained(full))).toEqual([]);
    const silent = { ...full, preventions: [{ text: "A sign", done: true }] };
    expect(assumed(explained(silent))).toEqual(["preventions"]);
  });

  test("RK12 the steps give the figures, in their formulas too, and unknown ones are null", () => {
    const factors = { scheduling: 1, coordination: 1, newness: 0, turnover: 0.5 };
    const { steps, risk } = explained(
      { factors, failures: 3, passages: 60, plays: ["p"] },
      { plays: [{ id: "p", title: "Rebook", owner: "Lead", effectiveness: 0.7 }] },
    );
    const step = (figure: string) =>
      must(
        steps.find((each) => each.figure === figure),
        figure,
      );
    expect(step("probability").value).toBeCloseTo(0.094856, 6);
    expect(step("probability").formula).toContain("(20 · 0.2294 + 3) / (20 + 60)");
    expect(step("credible").value).toBe("4.76% to 15.4%");
    expect(step("residual").value).toBe(risk.residual);
    expect(step("expectedLoss")).toMatchObject({ value: null });
    expect(step("expectedLoss").formula).toContain("unknown");
    expect(step("actionPriority")).toMatchObject({ value: null });
    expect(steps.some(({ value }) => typeof value === "number" && !Number.isFinite(value))).toBe(false);
  });
});

describe("suggestions", () => {
  const share = { kind: "share" } as const;
  const kinds = (parts: Partial<Journey>) =>
    suggested(parts).open.map(({ touchpoint, kind }) => `${touchpoint} ${kind}`);
  const noAutomatic = { touchpoints: base.touchpoints.map((each) => ({ ...each, humanFallback: true })) };

  test("RK13 (F30) a promise of 100% without a plan B is pointed to, until somebody writes down how it fails", () => {
    const parts: Partial<Journey> = {
      ...noAutomatic,
      expectations: [{ id: "e", touchpoint: "gate", statement: "Boards on time", measure: share }],
      promises: [{ id: "p", expectation: "e", wording: "Always on time", level: 1 }],
    };
    expect(kinds(parts)).toEqual(["gate absolutePromise"]);
    const spot = { id: "w", touchpoint: "gate", title: "Late" };
    expect(kinds({ ...parts, weakSpots: [spot] })).toEqual([]);
    expect(risks({ ...parts, weakSpots: [spot] }).engine.weakSpot("w")).toMatchObject({
      needsPlay: true,
      reasons: ["100% is promised here, and no service is without failure"],
    });
    const covered = noAutomatic.touchpoints.map((each) => (each.id === "gate" ? { ...each, plays: ["b"] } : each));
    expect(kinds({ ...parts, touchpoints: covered, plays: [{ id: "b", title: "B" }] })).toEqual([]);
    expect(kinds({ ...parts, promises: [{ id: "p", expectation: "e", wording: "Mostly", level: 0.95 }] })).toEqual([]);
    const ended = { id: "p", expectation: "e", wording: "Always", level: 1, expiresOn: "2023-01-01" };
    expect(kinds({ ...parts, promises: [ended] })).toEqual([]);
  });

  test("RK13 (F74) a role that is not filled is pointed to as risk evidence; one nobody spoke of is unknown", () => {
    const desk = (fields: object) => ({
      touchpoints: noAutomatic.touchpoints.map((each) => (each.id === "gate" ? { ...each, ...fields } : each)),
    });
    const needed = { roleNeeded: "Somebody who likes people" };
    const [only, ...rest] = suggested(desk({ ...needed, roleFilled: false })).open;
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ kind: "roleUnfilled", touchpoint: "gate", weakSpot: { factors: { turnover: 1 } } });
    expect(only?.because).toContain("Somebody who likes people");
    expect(suggested(desk({ ...needed, roleFilled: true })).open).toEqual([]);
    expect(suggested(desk(needed)).open).toEqual([]);
  });

  test("RK13 (F94) phone answered 0 of 3, e-mail 0 of 1: unpromised contact, with the harm", () => {
    const { open } = suggested({
      ...noAutomatic,
      expectations: [
        { id: "tel", touchpoint: "gate", statement: "I get through", channel: "phone", measure: { kind: "boolean" } },
        { id: "post", touchpoint: "gate", statement: "I hear back", channel: "mail", measure: { kind: "boolean" } },
        { id: "kind", touchpoint: "gate", statement: "They are kind", measure: { kind: "boolean" } },
      ],
      evidence: [
        { id: "1", expectation: "tel", grade: "audit", met: 0, n: 3 },
        { id: "2", expectation: "post", grade: "audit", met: 0, n: 1 },
        { id: "3", expectation: "kind", grade: "audit", met: 0, n: 4 },
      ],
    });
    expect(open.map(({ kind }) => kind)).toEqual(["unpromisedContact", "unpromisedContact"]);
    expect(open[0]?.because).toContain("It harms: 0 of 3 (0%)");
    expect(open[1]?.because).toContain("It harms: 0 of 1 (0%)");
  });

  test("RK13 a stage where nobody is on hand is pointed to once, at its first online touchpoint", () => {
    const { open } = suggested({});
    expect(open).toMatchObject([{ touchpoint: "book", kind: "noHumanFallback" }]);
    expect(open[0]?.because).toContain("“Book”");
    expect(kinds(noAutomatic)).toEqual([]);
  });

  test("RK13 (F48) three departments at one touchpoint are pointed to, until coordination is graded there", () => {
    const parts: Partial<Journey> = {
      ...noAutomatic,
      expectations: [
        { id: "e", touchpoint: "gate", statement: "On time", measure: share, department: "a" },
        { id: "f", touchpoint: "gate", statement: "Seated", measure: share, department: "b" },
      ],
      promises: [{ id: "p", expectation: "e", wording: "On time", level: 0.8, department: "c" }],
    };
    expect(kinds(parts)).toEqual(["gate manyDepartments"]);
    const graded = { id: "w", touchpoint: "gate", title: "Handover", factors: { coordination: 0.5 } };
    expect(kinds({ ...parts, weakSpots: [graded] })).toEqual([]);
  });

  const broken = {
    ...noAutomatic,
    expectations: [{ id: "e", touchpoint: "gate", statement: "Safe", measure: share, kano: "M" as const }],
    promises: [{ id: "p", expectation: "e", wording: "Safe", level: 0.9 }],
    evidence: [{ id: "v", expectation: "e", grade: "system" as const, met: 100, n: 1_000 }],
  } satisfies Partial<Journey>;

  test("RK14 what was accepted stays away under any later name; what was turned down is set apart with its reason", () => {
    const { open } = suggested(broken);
    expect(open.map(({ key }) => key)).toEqual(["brokenMustBe e"]);
    const records = recordsOfJourney({ ...base, ...broken });
    const accepted = {
      ...records,
      all: ((kind) =>
        kind === "weakSpot"
          ? [{ id: "w", order: "a", touchpoint: "gate", title: "Renamed", suggestedBy: "brokenMustBe e" }]
          : records.all(kind)) as typeof records.all,
    };
    expect(weakSpotSuggestions(accepted, computeInsights(records, today)).open).toEqual([]);
    const turnedDown = {
      ...records,
      read: ((kind, id) => {
        const record = records.read(kind, id);
        return kind === "touchpoint" && id === "gate"
          ? { ...record, dismissed: { "brokenMustBe e": "Mended last week" } }
          : record;
      }) as typeof records.read,
    };
    const after = weakSpotSuggestions(turnedDown, computeInsights(records, today));
    expect(after.open).toEqual([]);
    expect(after.dismissed).toMatchObject([{ key: "brokenMustBe e", reason: "Mended last week" }]);
  });

  test("RK13 suggesting adds nothing: the map's figures hold only what somebody wrote", () => {
    expect(computeMapInsights(recordsOfJourney({ ...base, ...broken }), today).weakSpots).toEqual({});
  });
});
