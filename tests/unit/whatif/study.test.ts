import { expect, test } from "vitest";
import { must } from "../../../shared/assert.ts";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { openUndo } from "../../../shared/doc/undo.ts";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { defaultScores, momentScores } from "../../../shared/insights/momentScores.ts";
import { openRiskEngine } from "../../../shared/insights/riskEngine.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { Scenario } from "../../../shared/model/kinds.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";
import { assumptionsOf } from "../../../shared/whatif/assumptions.ts";
import { baseOf, readBase } from "../../../shared/whatif/baseOf.ts";
import { changeText, shareText } from "../../../shared/whatif/changeText.ts";
import { firstAt } from "../../../shared/whatif/firstAt.ts";
import { flowsOf, leavingOf } from "../../../shared/whatif/flow.ts";
import { improvements, onlyFailsMore } from "../../../shared/whatif/improvements.ts";
import { planBValue } from "../../../shared/whatif/planBValue.ts";
import { scenarioChain } from "../../../shared/whatif/scenarioChain.ts";
import { solveChain } from "../../../shared/whatif/solveChain.ts";
import { churnOf } from "../../../shared/whatif/scenarioResult.ts";
import { solve, type ScenarioStudy, studyScenario } from "../../../shared/whatif/scenarioStudy.ts";

const today = "2024-06-01";

/** Oracle D1 as a map: three touchpoints in a line whose weak spots fail so often, put right by nothing yet. */
const letters: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Letters",
  asOf: today,
  stages: [{ id: "s", title: "Way" }],
  lanes: [{ id: "l", title: "Contacts", kind: "touchpoints" }],
  touchpoints: ["A", "B", "C"].map((id) => ({ id, stage: "s", lane: "l", title: id })),
  weakSpots: [
    { id: "wa", touchpoint: "A", title: "A fails", prior: 0.1 },
    { id: "wb", touchpoint: "B", title: "B fails", prior: 0.2 },
    { id: "wc", touchpoint: "C", title: "C fails", prior: 0.05, detected: 1 },
  ],
  plays: [
    {
      id: "p",
      title: "Write again",
      effectiveness: 0.6,
      owner: "Desk",
      deputy: "Lead",
      trigger: { text: "a letter is late", automatic: true },
      authorityLimit: 50,
      pastRemedyCosts: [10],
      severities: [1, 2, 3, 4, 5],
      keepCost: 4,
      steps: [
        { phase: "acknowledge", text: "I am sorry", withinMinutes: 5 },
        { phase: "understand", text: "What do you need?" },
        { phase: "fix", text: "Send it", cost: 3 },
        { phase: "extra", text: "A stamp", cost: 1 },
        { phase: "followUp", text: "Did it come?", afterDays: 2 },
      ],
      rehearsals: [{ on: today }],
    },
  ],
  scenarios: [
    {
      id: "d1",
      title: "D1",
      customers: 10_000,
      valuePerCustomer: 400,
      touchpoints: { A: { recovery: 0.5 }, B: { recovery: 0.8 }, C: {} },
      plays: ["p"],
    },
  ],
};

function open(journey: Journey = letters) {
  const records = recordsOfJourney(journey);
  const sources = openRiskEngine(records, today).sources();
  const scenario = must(records.all("scenario")[0], "the journey has a scenario");
  const study = (of: Partial<Scenario> = {}): ScenarioStudy => {
    const answer = studyScenario(records, { ...scenario, ...of }, sources);
    if ("refused" in answer) throw new Error(answer.refused);
    return answer;
  };
  return { records, sources, scenario, study };
}

test("WI10 (F02) breaking a recovery raises churn, and a scenario without its changes leads to what the map leads to", () => {
  const { study } = open();
  const { base, plain } = study();
  expect(plain.result.churn).toBeCloseTo(0.041418, 6);
  expect(plain.result.churn).toBeLessThan(base.result.churn);
  expect(study({ touchpoints: {}, plays: [] }).plain.result).toEqual(base.result);
  const broken = study({ touchpoints: { A: { recovery: 0 }, B: { recovery: 0.8 }, C: {} } });
  expect(broken.plain.result.churn).toBeGreaterThan(plain.result.churn);
});

test("WI13 (F80) plan B’s saving stands beside its cost: oracle D2", () => {
  const { records, sources, scenario, study } = open();
  const { plain, withPlays } = study();
  expect(withPlays.result.churn).toBeCloseTo(0.032659, 6);
  expect(10_000 * plain.result.churn * 400).toBeCloseTo(165_670.8, 1);
  const value = planBValue(records, scenario, sources, study());
  expect(value.saving).toBeCloseTo(35_034.48, 2);
  expect(value.costPerRun).toBe(4);
  // Three of its five steps do not say what they cost, so 4 is a least.
  expect(value.uncosted).toBe(3);
  // The plan may start at A, B and C: every failure there that is noticed; half of them at A and B, all at C.
  const [a, b, c] = withPlays.result.visits;
  expect(value.runs).toBeCloseTo(10_000 * (a! * 0.1 * 0.5 + b! * 0.2 * 0.5 + c! * 0.05), 6);
  expect(value.net).toBeCloseTo(value.saving! - value.cost!, 9);
  expect(value.breakEven).toBeCloseTo(0.01, 12);
  const [low, high] = value.replacing!;
  expect(low).toBeCloseTo(5 * 4 * 10_000 * withPlays.result.churn, 6);
  expect(high).toBeCloseTo(25 * 4 * 10_000 * withPlays.result.churn, 6);
  const { customers: _, ...unknown } = scenario;
  expect(planBValue(records, unknown, sources, study())).toMatchObject({ saving: null, runs: null, net: null });
});

test("WI8 (F93) giving up after a failed contact: oracle D4 on a map, and where it comes from", () => {
  const contact: Journey = {
    format: "kept.journey",
    version: 1,
    title: "Calls",
    stages: [{ id: "s", title: "Help" }],
    lanes: [{ id: "l", title: "Contacts", kind: "touchpoints" }],
    touchpoints: [
      { id: "call", stage: "s", lane: "l", title: "Calls" },
      { id: "home", stage: "s", lane: "l", title: "Goes on" },
    ],
    connections: [
      { id: "again", from: "call", to: "call", when: "unrecovered" },
      { id: "solved", from: "call", to: "done", when: "ok" },
      { id: "end", from: "home", to: "done" },
    ],
    weakSpots: [{ id: "w", touchpoint: "call", title: "Not solved", prior: 0.3 }],
    settings: { quitAfterFailure: 0.2 },
    scenarios: [{ id: "low", title: "Low cost", touchpoints: { call: { failure: 0.5 } } }],
  };
  const { base, plain } = open(contact).study();
  expect(base.result.churn).toBeCloseTo(0.0789, 4);
  expect(plain.result.churn).toBeCloseTo(0.1667, 4);
  expect(base.result.visits[0]).toBeCloseTo(1.3158, 4);
  expect(leavingOf(plain.days)[0]).toMatchObject({ touchpoint: "call", churn: expect.closeTo(0.1667, 4) });
  expect(leavingOf(plain.days)[1]!.churn).toBe(0);
});

test("WI19 who meets a failure, or is let down, does so somewhere first; the parts add up, also under a shock", () => {
  const { plain } = open().study();
  // Nobody has met a failure on the way to A; B is reached unhurt by 90%, C by 72%.
  const met = firstAt("anyFailure", plain.days);
  [0.1, 0.9 * 0.2, 0.72 * 0.05].forEach((share, i) => expect(met[i]).toBeCloseTo(share, 12));
  const looping = {
    ...letters,
    connections: [
      { id: "again", from: "B", to: "A", when: "recovered" as const },
      { id: "on", from: "A", to: "B" },
      { id: "next", from: "B", to: "C", when: "ok" as const },
    ],
    settings: { commonShock: { omega: 0.2, theta: 3 } },
  };
  for (const { days, result } of [plain, open(looping).study().plain])
    for (const figure of ["anyFailure", "anyUnrecovered"] as const) {
      const sum = firstAt(figure, days).reduce((total, part) => total + part, 0);
      expect(sum).toBeCloseTo(result[figure], 12);
      expect(sum).toBeGreaterThan(0);
    }
});

test("WI20 a share reads the same wherever a scenario is shown", () => {
  expect([0, 0.0032, 0.041, 0.2, 0.9996, 1].map(shareText)).toEqual(["0%", "0.32%", "4.1%", "20%", "100%", "100%"]);
  const { study } = open();
  expect(changeText("A", study())).toMatch(/^put right 0% → \d+(\.\d)?%$/);
  expect(changeText("A", study({ plays: [], touchpoints: { A: { failure: 0.125 } } }))).toBe("fails 10% → 12.5%");
  expect(changeText("A", study({ touchpoints: {} }))).toBe("as the map");
});

test("WI9 what flows along a journey adds up", () => {
  const { plain } = open().study();
  const flows = flowsOf(plain.days);
  const into = (to: string) => flows.filter((flow) => flow.to === to).reduce((sum, flow) => sum + flow.customers, 0);
  expect(into("B")).toBeCloseTo(plain.result.visits[1]!, 12);
  expect(into("churn")).toBeCloseTo(plain.result.churn, 12);
  expect(into("done")).toBeCloseTo(plain.result.done, 12);
  expect(flows.find(({ from, to }) => from === "A" && to === "B")!.failed).toBeCloseTo(0.1 * (0.5 + 0.5 * 0.7), 12);
});

test("WI11 a base is known again after words changed, and not after a figure or a connection did", () => {
  const markOf = (journey: Journey) => {
    const { study, sources, records } = open(journey);
    return must(readBase(baseOf(records, sources, undefined, study().base.result.churn)), "a base reads back");
  };
  const before = markOf(letters);
  expect(before.churn).toBeCloseTo(open().study().base.result.churn, 5);
  const renamed = {
    ...letters,
    title: "Post",
    touchpoints: letters.touchpoints!.map((each) => ({ ...each, title: "X" })),
  };
  expect(markOf(renamed)).toEqual(before);
  expect(markOf({ ...letters, asOf: "2024-06-02" })).toEqual(before);
  // A plan B that somebody rehearsed: a year later it is less ready, and still nobody changed the map.
  const met = (plays = letters.plays!, asOf = today): Journey => ({
    ...letters,
    asOf,
    plays,
    weakSpots: letters.weakSpots!.map((spot) => (spot.id === "wb" ? { ...spot, plays: ["p"] } : spot)),
  });
  const old = markOf(met(undefined, "2025-06-01"));
  expect(old.churn).toBeGreaterThan(markOf(met()).churn);
  expect(old.print).toBe(markOf(met()).print);
  const again = letters.plays!.map((play) => ({ ...play, rehearsals: [{ on: today }, { on: "2025-05-01" }] }));
  expect(markOf(met(again, "2025-06-01")).print).not.toBe(old.print);
  const weaker = letters.plays!.map((play) => ({ ...play, effectiveness: 0.5 }));
  expect(markOf(met(weaker)).print).not.toBe(old.print);
  const worse = letters.weakSpots!.map((spot) => (spot.id === "wa" ? { ...spot, prior: 0.11 } : spot));
  expect(markOf({ ...letters, weakSpots: worse }).print).not.toBe(before.print);
  const connections = [{ id: "c", from: "A", to: "C" }];
  expect(markOf({ ...letters, connections }).print).not.toBe(before.print);
  expect(markOf({ ...letters, settings: { commonShock: { omega: 0.2, theta: 3 } } }).print).not.toBe(before.print);
  expect(readBase(undefined)).toBeUndefined();
  expect(readBase("of another kind")).toBeUndefined();
});

test("WI12 (F11) what helps most never makes anything fail more, even where failing more would please", () => {
  const { sources, study } = open();
  // Whoever is recovered at A is led straight to the end, past everything that fails: failing more would lose fewer.
  const paradoxical: Journey = {
    ...letters,
    connections: [
      { id: "skip", from: "A", to: "done", when: "recovered" },
      { id: "on", from: "A", to: "B", when: "ok" },
      { id: "next", from: "B", to: "C" },
    ],
    scenarios: [{ id: "d1", title: "D1", touchpoints: { A: { recovery: 1 }, B: { failure: 0.9, quit: 1 } } }],
  };
  const odd = open(paradoxical);
  const { plain } = odd.study();
  const churn = (chain: typeof plain.chain) => churnOf(chain, odd.sources);
  const worseAtA = {
    ...plain.chain,
    nodes: plain.chain.nodes.map((node, i) => (i === 0 ? { ...node, failure: node.failure + 0.1 } : node)),
  };
  expect(churn(worseAtA)).toBeLessThan(churn(plain.chain));
  const offered = improvements(plain.chain, 0.1, churn);
  expect(offered.length).toBeGreaterThan(0);
  for (const { kind, from, to } of offered) {
    expect(["failLess", "recoverMore", "loseFewer"]).toContain(kind);
    if (kind === "failLess") expect(to).toBeLessThan(from);
  }
  expect(offered.some(({ touchpoint, kind }) => touchpoint === "A" && kind === "failLess")).toBe(false);
  const raised = odd.study({ touchpoints: { A: { failure: 0.4 } } });
  expect(onlyFailsMore({ touchpoints: { A: { failure: 0.4 } } }, raised.base.chain)).toBe(true);
  expect(onlyFailsMore({ touchpoints: { A: { failure: 0.4, recovery: 0.5 } } }, raised.base.chain)).toBe(false);
  expect(onlyFailsMore({ touchpoints: { A: { failure: 0.01 } } }, raised.base.chain)).toBe(false);
  expect(onlyFailsMore({ touchpoints: {} }, raised.base.chain)).toBe(false);
  // On an ordinary journey the best is to lose fewer, or to fail less at B.
  const usual = study();
  expect(improvements(usual.plain.chain, 0.1, (chain) => churnOf(chain, sources))[0]!.saved).toBeGreaterThan(0.004);
});

test("WI14 every default that a result rests on is listed", () => {
  const { records, sources, scenario } = open();
  const found = (of: Partial<Scenario> = {}) =>
    Object.fromEntries(
      assumptionsOf(records, { ...scenario, ...of }, sources).map(({ kind, places }) => [kind, places]),
    );
  // C’s weak spot says how much is detected, and the play how well it works.
  expect(found()).toEqual({ quit: 3, readiness: 1 });
  expect(found({ touchpoints: { A: { quit: 0.1 } } })).toEqual({ quit: 2, detected: 1, readiness: 1 });
  // Only the likeliest weak spot's detection counts in the chain: one that is said of another stands in for nothing.
  const more = open({
    ...letters,
    weakSpots: [...letters.weakSpots!, { id: "wc2", touchpoint: "C", title: "C fails more", prior: 0.5 }],
  });
  const kinds = assumptionsOf(more.records, more.scenario, more.sources).map(({ kind }) => kind);
  expect(kinds).toContain("detected");
  const { weakSpots: _, ...bare } = letters;
  const empty = open(bare);
  expect(assumptionsOf(empty.records, {}, empty.sources)).toEqual([
    { kind: "quit", value: 0.3, places: 3 },
    { kind: "noFailure", value: 0, places: 3 },
  ]);
});

test("WI16 what nobody measured feels as the defaults say, and a failure put right never better than none", () => {
  const measured: Journey = {
    ...letters,
    expectations: [
      {
        id: "x",
        touchpoint: "A",
        statement: "Quick",
        measure: { kind: "share" },
        adequate: 0.8,
        desired: 0.97,
      },
    ],
    promises: [{ id: "pr", expectation: "x", wording: "Quick", level: 0.9 }],
    evidence: [{ id: "e", expectation: "x", grade: "system", met: 168, n: 200, observedOn: "2024-05-02" }],
  };
  const records = recordsOfJourney(measured);
  const { scores, assumed } = momentScores(records, computeInsights(records, today), ["A", "B"]);
  // Oracle: G −.6 is 2.6.
  expect(scores[0]).toEqual({ ok: 2.6, recovered: 2.6, unrecovered: 1 });
  expect(scores[1]).toEqual(defaultScores);
  expect(assumed).toEqual([false, true]);
});

test("WI17 promoting is one undo step: plans B attached, a weak spot made, the prior set so that it fails as often", () => {
  const doc = createDoc({
    ...letters,
    touchpoints: [...letters.touchpoints!, { id: "D", stage: "s", lane: "l", title: "D" }],
    weakSpots: [
      { id: "wa", touchpoint: "A", title: "A fails", prior: 0.1, factors: { scheduling: 1, turnover: 0.5 } },
      { id: "wa2", touchpoint: "A", title: "A fails too", prior: 0.02 },
      { id: "wb", touchpoint: "B", title: "B fails", prior: 0.2, failures: 3, passages: 60 },
    ],
    scenarios: [
      {
        id: "sc",
        title: "Strike",
        plays: ["p"],
        touchpoints: { A: { failure: 0.4, quit: 0.5 }, B: { failure: 0.01 }, C: {}, D: { failure: 0.25 } },
      },
    ],
  });
  const mirror = openMirror(doc);
  const origin = {};
  const undo = openUndo(doc, origin);
  const before = JSON.stringify(mirror.all("weakSpot"));
  runCommand({ doc, mirror }, "promoteScenario", { id: "sc" }, origin);

  const spots = mirror.all("weakSpot");
  expect(spots.find(({ touchpoint }) => touchpoint === "D")).toMatchObject({
    title: "Strike",
    prior: 0.25,
    plays: ["p"],
  });
  expect(spots.filter(({ touchpoint }) => touchpoint === "C")).toEqual([]);
  // Nothing fails there and nothing is said to: its plan B is the touchpoint's own.
  expect(mirror.read("touchpoint", "C")?.plays).toEqual(["p"]);
  expect(spots.find(({ id }) => id === "wa2")).toMatchObject({ prior: 0.02, plays: ["p"] });
  // Observed failures are not overruled; the plan B is still attached.
  expect(spots.find(({ id }) => id === "wb")).toMatchObject({ prior: 0.2, plays: ["p"] });
  const { chain } = solve(
    (() => {
      const answer = studyScenario(mirror, {}, openRiskEngine(mirror, today).sources());
      if ("refused" in answer) throw new Error(answer.refused);
      return answer.base.chain;
    })(),
    { settings: openRiskEngine(mirror, today).sources().settings },
  );
  expect(chain.nodes[0]!.failure).toBeCloseTo(0.4, 12);
  expect(chain.nodes[0]!.quit).toBe(0.3);
  expect(chain.nodes[3]!.failure).toBeCloseTo(0.25, 12);
  expect(mirror.read("scenario", "sc")).toBeDefined();

  expect(undo.undoLabel).toBe("promote Strike");
  undo.undo();
  expect(JSON.stringify(mirror.all("weakSpot"))).toBe(before);
  expect(mirror.read("touchpoint", "C")).not.toHaveProperty("plays");
});

test("WI18 a scenario of which the map can take over nothing is refused, and writes nothing", () => {
  const doc = createDoc({
    ...letters,
    weakSpots: [{ id: "wb", touchpoint: "B", title: "B fails", failures: 3, passages: 60 }],
    scenarios: [{ id: "sc", title: "Wish", touchpoints: { B: { failure: 0.01 }, C: { recovery: 1, quit: 0 } } }],
  });
  const mirror = openMirror(doc);
  expect(() => runCommand({ doc, mirror }, "promoteScenario", { id: "sc" }, {})).toThrow(/nothing over/);
  expect(() => runCommand({ doc, mirror }, "promoteScenario", { id: "gone" }, {})).toThrow(/gone/);
});

test("WI21 (F02) an expectation that customers leave over raises churn at risk when it breaks; without the break the baseline is exact", () => {
  const churn = (records: ReturnType<typeof recordsOfJourney>, failure?: number) => {
    const sources = openRiskEngine(records, today).sources();
    const touchpoints: Scenario["touchpoints"] = failure === undefined ? {} : { B: { failure } };
    return solveChain(scenarioChain(records, sources, { touchpoints })).churn;
  };
  const expectations = [0.5, 0.9].map((churnLink, i) => ({
    id: `e${i}`,
    touchpoint: "B",
    statement: "It comes",
    measure: { kind: "boolean" as const },
    churnLink,
  }));
  const silent = recordsOfJourney(letters);
  const linked = recordsOfJourney({ ...letters, expectations });
  const baseline = churn(linked);
  expect(baseline).toBeGreaterThan(churn(silent));
  expect(churn(linked, 0.8)).toBeGreaterThan(baseline);
  expect(churn(linked, 0.8)).toBeGreaterThan(churn(silent, 0.8));
  expect(churn(linked)).toBe(baseline);

  const sources = openRiskEngine(linked, today).sources();
  const quits = (touchpoints: Scenario["touchpoints"]) =>
    scenarioChain(linked, sources, { touchpoints }).nodes.map(({ quit }) => quit);
  expect(quits({})).toEqual([0.3, 0.9, 0.3]);
  expect(quits({ B: { quit: 0.1 } })).toEqual([0.3, 0.1, 0.3]);
  const assumed = assumptionsOf(linked, { touchpoints: {} }, sources).find(({ kind }) => kind === "quit");
  expect(assumed?.places).toBe(2);
});
