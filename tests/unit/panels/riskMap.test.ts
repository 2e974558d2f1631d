// @vitest-environment happy-dom
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf } from "../../../client/panels/riskMap/csv.ts";
import { explainRisk } from "../../../client/panels/riskMap/explainRisk.ts";
import { cutOff, ranked } from "../../../client/panels/riskMap/ranking.ts";
import { riskCsv } from "../../../client/panels/riskMap/riskCsv.ts";
import { passes, type RiskView, readView, wholeView, writeView } from "../../../client/panels/riskMap/riskFilters.ts";
import { markRadius, type PlotSpot, riskPlot } from "../../../client/panels/riskMap/riskPlot.ts";
import { riskRows } from "../../../client/panels/riskMap/riskRows.ts";
import { readShown, showPath } from "../../../client/state/shown.ts";
import { openRiskEngine } from "../../../shared/insights/riskEngine.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";
import { impactBin, likelihoodBin } from "../../../shared/risk/matrix.ts";

const today = "2024-06-01";

const spot = (fields: Partial<PlotSpot> = {}): PlotSpot => ({
  id: "a",
  probability: 0.1,
  residual: 0.1,
  severity: 5,
  loss: null,
  ...fields,
});

const spots = fc
  .array(
    fc.record({
      probability: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.01, 0.05, 0.2, 0.5, 1)),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      severity: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
      loss: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null }),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map(({ share, ...rest }, at) => ({ ...rest, id: `w${at}`, residual: rest.probability * share })));
const widths = fc.constantFrom(260, 320, 479, 480, 560, 1200);

test("RM1 a weak spot stands in the column of its likelihood bin and the row of its impact, further right the likelier", () => {
  fc.assert(
    fc.property(spots, widths, (list, width) => {
      const plot = riskPlot(list, width);
      for (const mark of plot.marks)
        for (const id of mark.ids) {
          const { residual, severity } = list.find((each) => each.id === id)!;
          const column = Math.floor((mark.x - plot.left) / plot.cellWidth) + 1;
          const row = 5 - Math.floor((mark.y - plot.top) / plot.cellHeight);
          expect([column, row]).toEqual([likelihoodBin(residual), impactBin(severity!)]);
        }
    }),
  );
  const xs = [0.06, 0.1, 0.19].map((p) => riskPlot([spot({ probability: p, residual: p })], 560).marks[0]!.x);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  const [even, odd] = [6, 5].map((severity) => riskPlot([spot({ severity })], 560).marks[0]!.y);
  expect(even).toBeLessThan(odd!);
});

test("RM2 the left column and the bottom row are green, and no red cell stands beside a green one", () => {
  const { cells } = riskPlot([], 560);
  expect(cells).toHaveLength(25);
  const colourAt = (likelihood: number, impact: number) =>
    cells.find((cell) => cell.likelihood === likelihood && cell.impact === impact)?.colour;
  for (const { likelihood, impact, colour } of cells) {
    if (likelihood === 1 || impact === 1) expect(colour).toBe("green");
    if (colour !== "red") continue;
    const beside = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => colourAt(likelihood + dx, impact + dy)));
    expect(beside).not.toContain("green");
  }
});

test("RM3 an arrow leads from the risk without plan B to the mark at what is left, and there is none without plan B", () => {
  const { marks, moves } = riskPlot([spot({ probability: 0.3, residual: 0.04 }), spot({ id: "b", severity: 9 })], 560);
  const mark = marks.find(({ ids }) => ids.includes("a"))!;
  expect(moves).toEqual([{ id: "a", y: mark.y, from: expect.any(Number) as number, to: mark.x, r: mark.r }]);
  expect(moves[0]!.from).toBeGreaterThan(mark.x);
});

test("RM4 a mark's area grows with its expected loss; an unknown loss is a hollow ring and not the smallest mark", () => {
  const plot = riskPlot([spot({ loss: 0 }), spot({ id: "b", severity: 9, loss: 100 })], 560);
  const areas = [0, 25, 50, 100].map((loss) => markRadius(plot, loss, 100) ** 2);
  expect(areas[2]! - areas[1]!).toBeCloseTo(areas[1]! - areas[0]!, 9);
  expect(areas[3]).toBe(plot.most ** 2);
  expect(plot.marks.map(({ isHollow }) => isHollow)).toEqual([false, false]);
  const [ring] = riskPlot([spot()], 560).marks;
  expect(ring).toMatchObject({ isHollow: true });
  expect(ring!.r).toBeGreaterThan(plot.least);
});

test("RM5 no two marks overlap, each stays inside its cell, and every weak spot is in exactly one, in whatever order they come", () => {
  fc.assert(
    fc.property(spots, widths, (list, width) => {
      const plot = riskPlot(list, width);
      const placed = list.filter(({ severity }) => severity !== undefined).map(({ id }) => id);
      expect(plot.marks.flatMap(({ ids }) => ids).toSorted()).toEqual(placed.toSorted());
      for (const [at, a] of plot.marks.entries()) {
        const inCell = (value: number, size: number) => [value % size, size - (value % size)];
        for (const room of [...inCell(a.x - plot.left, plot.cellWidth), ...inCell(a.y - plot.top, plot.cellHeight)])
          expect(room).toBeGreaterThanOrEqual(a.r);
        for (const b of plot.marks.slice(at + 1))
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(a.r + b.r - 1e-9);
      }
      expect(riskPlot(list.toReversed(), width).marks).toEqual(plot.marks);
    }),
  );
  const together = riskPlot([spot(), spot({ id: "b", residual: 0.101, probability: 0.101 })], 560).marks;
  expect(together.map(({ ids }) => ids)).toEqual([["a", "b"]]);
});

test("RM6 a weak spot without severity is named as not placed", () => {
  expect(riskPlot([spot({ severity: undefined })], 560)).toMatchObject({ marks: [], unplaced: ["a"] });
});

/** 100 touchpoints with a weak spot each; every tenth scores high. */
const large: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Long",
  asOf: today,
  stages: [{ id: "s", title: "All of it" }],
  lanes: [{ id: "l", title: "Contacts", kind: "touchpoints" }],
  touchpoints: Array.from({ length: 100 }, (_, at) => ({ id: `t${at}`, stage: "s", lane: "l", title: `T ${at}` })),
  weakSpots: Array.from({ length: 100 }, (_, at) => ({
    id: `w${at}`,
    touchpoint: `t${at}`,
    title: `W ${at}`,
    severity: at % 10 === 3 ? 9 : 4,
    occurrence: 6,
    detection: 7,
    failures: at,
    passages: 200,
    ...(at % 2 === 0 ? { lossPerCase: 100 - at } : {}),
  })),
};

const small: Journey = {
  ...large,
  departments: [{ id: "d", name: "Desk" }],
  touchpoints: [
    { id: "t1", stage: "s", lane: "l", title: "Call", department: "d" },
    { id: "t2", stage: "s", lane: "l", title: "Visit" },
  ],
  weakSpots: [
    {
      id: "covered",
      touchpoint: "t1",
      title: "Nobody answers",
      severity: 6,
      occurrence: 5,
      detection: 5,
      prior: 0.1,
      passages: 1000,
      failures: 100,
      detected: 0.5,
      lossPerCase: 40,
      plays: ["p", "gone"],
    },
    {
      id: "bare",
      touchpoint: "t2",
      title: "=Closed",
      effect: "-3 visits",
      preventions: [{ text: "A sign", owner: "Ada" }],
    },
  ],
  plays: [
    {
      id: "p",
      title: "Call back",
      owner: "Ben",
      effectiveness: 0.8,
      currency: "EUR",
      trigger: { text: "no answer" },
      steps: [
        { phase: "acknowledge", text: "We are sorry" },
        { phase: "fix", text: "Call", cost: 3 },
      ],
      rehearsals: [{ on: "2024-07-01" }],
    },
  ],
};

const open = (journey: Journey) => {
  const records = recordsOfJourney(journey);
  const engine = openRiskEngine(records, today);
  return { records, engine, rows: riskRows(records, engine, today) };
};

test("RM8 (F46) of 100 touchpoints those of high priority come first, the likelier before the less likely", () => {
  const { rows } = open(large);
  const first = ranked(rows, "priority");
  const high = cutOff(first, "high");
  expect(high).toHaveLength(10);
  expect(first.slice(0, 10)).toEqual(high);
  const probabilities = high.map(({ risk }) => risk.probability);
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  expect(high.map(({ spot: { id } }) => id).slice(0, 2)).toEqual(["w93", "w83"]);
});

test("RM8 by expected loss the dearest come first and unknown losses last, never taken for 0", () => {
  const { rows } = open(large);
  const losses = ranked(rows, "loss").map(({ risk }) => risk.expectedLoss);
  expect(losses.slice(0, 50)).toEqual(losses.slice(0, 50).toSorted((a, b) => b! - a!));
  expect(losses.slice(50).every((loss) => loss === null)).toBe(true);
});

test("RM9 the ranking is cut after so many", () => {
  const { rows } = open(large);
  expect(cutOff(ranked(rows, "loss"), "5")).toHaveLength(5);
  expect(cutOff(rows, "all")).toHaveLength(100);
});

test("RM9 stage, department, owner, words, a missing and a never rehearsed plan B each thin the list", () => {
  const { rows } = open(small);
  const shown = (fields: Partial<RiskView>) =>
    rows.filter((row) => passes(row, { ...wholeView, ...fields })).map((row) => row.spot.id);
  expect(shown({})).toEqual(["covered", "bare"]);
  expect(shown({ stage: "other" })).toEqual([]);
  expect(shown({ department: "d" })).toEqual(["covered"]);
  expect(shown({ owner: "Ben" })).toEqual(["covered"]);
  expect(shown({ owner: "Ada" })).toEqual(["bare"]);
  expect(shown({ lacks: ["none"] })).toEqual(["bare"]);
  // The rehearsal is still to come.
  expect(shown({ lacks: ["unrehearsed"] })).toEqual(["covered"]);
  expect(shown({ lacks: ["none", "unrehearsed"] })).toEqual(["covered", "bare"]);
  expect(shown({ text: "call BEN" })).toEqual(["covered"]);
});

test("RM10 an address gives back the view that wrote it, and what it does not know is left open", () => {
  const words = fc.string({ unit: "grapheme", maxLength: 12 });
  const some = fc.option(words, { nil: undefined });
  fc.assert(
    fc.property(
      fc.record<RiskView>({
        by: fc.constantFrom("priority", "loss"),
        cut: fc.constantFrom("all", "high", "5", "10", "20"),
        stage: some,
        department: some,
        owner: some,
        lacks: fc.constantFrom([], ["none"], ["unrehearsed"], ["none", "unrehearsed"]),
        text: words,
      }),
      (view) => {
        expect(readView(writeView(view))).toEqual(view);
      },
    ),
  );
  expect(writeView(wholeView)).toBe("");
  expect(readView("?by=product&show=99&plan=magic&x=1")).toEqual(wholeView);
});

test("RM11 (F80) what plan B saves stands beside what its steps cost; unknown stays unknown", () => {
  const { rows } = open(small);
  const [covered, bare] = rows;
  const { risk, best, saving, planCost } = covered!;
  expect(risk.probability).toBeCloseTo(0.1, 12);
  // No extra, no follow-up, never rehearsed, no authority, no deputy: the engine says how ready that is.
  expect(best).toMatchObject({ id: "p", costPerCase: 3, uncosted: 1, isRehearsed: false });
  expect(risk.inherentLoss).toBeCloseTo(4000, 6);
  expect(saving).toBeCloseTo(4000 * 0.5 * (best!.score / 100) * 0.8, 6);
  expect(planCost).toBeCloseTo(1000 * 0.1 * 0.5 * 3, 6);
  expect(bare).toMatchObject({ best: undefined, saving: null, planCost: null });
});

test("RM11 (F06) a plan B with satisfaction alone measured shows 1 of 4 outcomes", () => {
  const [play] = small.plays!;
  const { rows } = open({ ...small, plays: [{ ...play!, outcomes: { satisfaction: 0.8 } }] });
  expect(rows[0]!.best?.outcomes).toBe(1);
  expect(open(small).rows[0]!.best?.outcomes).toBe(0);
});

test("RM12 every figure opens into its formula, and a weak spot that is gone into nothing", () => {
  const { records, engine, rows } = open(small);
  const readiness = (id: string) => (engine.play(id)?.score ?? 0) / 100;
  for (const figure of ["actionPriority", "probability", "residual", "expectedLoss", "saving", "planCost"] as const) {
    const explained = explainRisk(records, rows[0]!, figure, readiness)!;
    expect(explained.steps[0]).toMatchObject({ figure });
    expect(explained.steps.every((step) => explained.format(step) !== "" && step.formula !== "")).toBe(true);
  }
  const cost = explainRisk(records, rows[0]!, "planCost", readiness)!;
  expect(cost.steps[0]!.formula).toContain("1,000 × 10% × 50% × 3 EUR");
  expect(cost.format(cost.steps[0]!)).toBe("150");
  const unknown = explainRisk(records, rows[1]!, "expectedLoss", readiness)!;
  expect(unknown.format(unknown.steps[0]!)).toBe("unknown");
  expect(explainRisk(recordsOfJourney(large), rows[0]!, "residual", readiness)).toBeUndefined();
});

test("RM14 a cell that a spreadsheet would run is made text, negative numbers stay numbers, unknown is empty", () => {
  expect(csvOf([["=1+1", "+cmd", "-3 visits", "@x", "\tx", "\rx", -3, "-3", null, 'a "b", c']])).toBe(
    '\ufeff\'=1+1,\'+cmd,\'-3 visits,\'@x,"\'\tx","\'\rx",-3,-3,,"a ""b"", c"\r\n',
  );
  const { rows, records } = open(small);
  const lines = riskCsv(rows, records).split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffRank,Weak spot,Touchpoint/u);
  expect(lines[2]).toMatch(/^2,'=Closed,Visit,All of it,,,,0\.0/u);
  expect(lines).toHaveLength(4);
});

test("RM16 an address names a record to show, and nothing else counts as one", () => {
  const ref = { kind: "touchpoint", id: "a b:c/ü" } as const;
  expect(showPath("m", ref)).toMatch(/^\/maps\/m\?show=/u);
  expect(readShown(showPath("m", ref).replace("/maps/m", ""))).toEqual(ref);
  for (const search of ["", "?show=", "?show=touchpoint", "?show=touchpoint:", "?show=__proto__:x", "?x=touchpoint:a"])
    expect(readShown(search)).toBeUndefined();
});

test("HX12 a formula behind blanks, unseen signs or in wide letters is text in a spreadsheet, too", () => {
  const cells = [" =1+1", "\u200b=1+1", "\ufeff@x", "＝1+1", "＋1", "－1 x", "\n=1", "=cmd|' /C calc'!A0"];
  const written = csvOf(cells.map((cell) => [cell]));
  for (const cell of cells) expect(written).toContain(`'${cell}`);
  expect(csvOf([[-1.5, "-1.5", " 7 ", "a = b", "−3"]])).toBe("\ufeff-1.5,-1.5, 7 ,a = b,−3\r\n");
});
