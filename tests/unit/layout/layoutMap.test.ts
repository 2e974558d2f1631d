import fc from "fast-check";
import { expect, test } from "vitest";
import type { Journey } from "../../../shared/model/journey.ts";
import { type Records, recordsOfJourney } from "../../../shared/model/records.ts";
import { layoutMap } from "../../../shared/layout/layoutMap.ts";
import { columnPitch, metrics } from "../../../shared/layout/metrics.ts";
import { grown, intersects } from "../../../shared/layout/rect.ts";

/** A map whose cells hold `counts[stage][lane]` touchpoints, all lanes of one kind. */
function grid(counts: number[][], extra: Partial<Journey> = {}): Records {
  const lanes = Math.max(0, ...counts.map((row) => row.length));
  return recordsOfJourney({
    format: "kept.journey",
    version: 1,
    title: "Grid",
    stages: counts.map((_, s) => ({ id: `s${s}`, title: `Stage ${s}` })),
    lanes: Array.from({ length: lanes }, (_, l) => ({ id: `l${l}`, title: `Lane ${l}`, kind: "touchpoints" as const })),
    touchpoints: counts.flatMap((row, s) =>
      row.flatMap((count, l) =>
        Array.from({ length: count }, (_, i) => ({ id: `t${s}.${l}.${i}`, stage: `s${s}`, lane: `l${l}`, title: "T" })),
      ),
    ),
    ...extra,
  });
}

function lane(kind: "customerActions" | "curve" | "frontstage" | "backstage" | "support") {
  return { id: kind, title: kind, kind };
}

const counts = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }), { maxLength: 6 });

test("Y1 stages and lanes lie side by side without gaps", () => {
  const layout = layoutMap(
    grid([
      [1, 2],
      [0, 0],
      [5, 1],
    ]),
  );
  layout.stages.reduce((x, stage) => (expect(stage.x).toBe(x), x + stage.width), 0);
  layout.lanes.reduce((y, lane) => (expect(lane.y).toBe(y), y + lane.height), 0);
  expect(layout.width).toBe((2 + 1 + 4) * columnPitch);
});

test("Y2 every card lies inside its cell and overlaps no other", () => {
  fc.assert(
    fc.property(counts, fc.boolean(), (cells, compact) => {
      const layout = layoutMap(grid(cells), { compact });
      const cards = [...layout.cards.values()];
      expect(cards).toHaveLength(cells.flat().reduce((sum, count) => sum + count, 0));
      cards.forEach((card, index) => {
        const stage = layout.stages.find(({ id }) => id === card.stage);
        const lane = layout.lanes.find(({ id }) => id === card.lane);
        expect(card.x).toBeGreaterThan(stage?.x ?? NaN);
        expect(card.x + card.width).toBeLessThan((stage?.x ?? NaN) + (stage?.width ?? NaN));
        expect(card.y).toBeGreaterThan(lane?.y ?? NaN);
        expect(card.y + card.height).toBeLessThan((lane?.y ?? NaN) + (lane?.height ?? NaN));
        for (const other of cards.slice(index + 1)) expect(intersects(grown(card, 7), other)).toBe(false);
      });
    }),
    { numRuns: 50 },
  );
});

test("Y2 cards of a cell go down a column, then on to the next", () => {
  const layout = layoutMap(grid([[6]], { stages: [{ id: "s0", title: "S" }] }));
  const places = [...layout.cards.values()].map(({ x, y }) => [Math.floor(x / columnPitch), Math.floor(y / 104)]);
  expect(places).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ]);
});

test("Y3 a stage is as wide as its fullest cell, four cards at most, and a lane as high as its fullest", () => {
  const layout = layoutMap(
    grid([
      [3, 1],
      [9, 0],
    ]),
  );
  expect(layout.stages.map(({ columns }) => columns)).toEqual([3, 4]);
  expect(layout.lanes.map(({ rows }) => rows)).toEqual([3, 1]);
});

test("Y4 a collapsed stage and a collapsed lane show a strip and no cards", () => {
  const records = grid([
    [2, 2],
    [2, 2],
  ]);
  const layout = layoutMap(records, { collapsedStages: new Set(["s0"]), collapsedLanes: new Set(["l1"]) });
  expect(layout.stages[0]?.width).toBe(metrics.collapsedStage);
  expect(layout.lanes[1]?.height).toBe(metrics.collapsedLane);
  expect([...layout.cards.keys()]).toEqual(["t1.0.0", "t1.0.1"]);
  expect(layout.curveX.size).toBe(8);
});

test("Y5 what did not move keeps its identity", () => {
  const before = layoutMap(
    grid([
      [2, 1],
      [1, 1],
    ]),
  );
  const after = layoutMap(
    grid([
      [2, 1],
      [1, 2],
    ]),
    {},
    before,
  );
  expect(after.cards.get("t0.0.1")).toBe(before.cards.get("t0.0.1"));
  expect(after.stages[0]).toBe(before.stages[0]);
  expect(
    layoutMap(
      grid([
        [2, 1],
        [1, 1],
      ]),
      {},
      before,
    ).stages,
  ).toBe(before.stages);
});

test("Y6 blueprint lines lie between the lanes they divide", () => {
  const full = layoutMap(
    grid([[0]], {
      lanes: [lane("customerActions"), lane("curve"), lane("frontstage"), lane("backstage"), lane("support")],
    }),
  );
  const top = (id: string) => full.lanes.find((row) => row.id === id)?.y;
  expect(full.lines).toEqual([
    { y: top("frontstage"), names: ["interaction"] },
    { y: top("backstage"), names: ["visibility"] },
    { y: top("support"), names: ["internalInteraction"] },
  ]);
  const sparse = layoutMap(grid([[0]], { lanes: [lane("customerActions"), lane("backstage")] }));
  expect(sparse.lines.map(({ names }) => names)).toEqual([["interaction", "visibility"]]);
  expect(layoutMap(grid([[0]], { lanes: [lane("support"), lane("frontstage")] })).lines).toEqual([]);
});

test("Y7 a note lies in its cell after the cards, or where it was put", () => {
  const layout = layoutMap(
    grid([[1]], {
      notes: [
        { id: "cell", text: "In the cell", stage: "s0", lane: "l0" },
        { id: "free", text: "Free", x: -40, y: 900 },
        { id: "lost", text: "Never put anywhere" },
      ],
    }),
  );
  const card = layout.cards.get("t0.0.0");
  expect(layout.notes.get("cell")).toMatchObject({
    x: card?.x,
    y: (card?.y ?? 0) + metrics.cardHeight + metrics.gapY,
  });
  expect(layout.stages[0]?.columns).toBe(1);
  expect(layout.notes.get("free")).toMatchObject({ x: -40, y: 900 });
  expect(layout.notes.get("lost")?.y).toBeGreaterThan(layout.height);
});

test("Y12 points stand over their columns and never run backwards within one", () => {
  fc.assert(
    fc.property(counts, (cells) => {
      const records = grid(cells);
      const layout = layoutMap(records);
      const last = new Map<string, number>();
      for (const { id, stage } of records.all("touchpoint")) {
        const card = layout.cards.get(id);
        const x = layout.curveX.get(id) ?? NaN;
        expect(x).toBeGreaterThan(card?.x ?? NaN);
        expect(x).toBeLessThan((card?.x ?? NaN) + metrics.cardWidth);
        const column = `${stage} ${card?.x}`;
        expect(x).toBeGreaterThan(last.get(column) ?? -Infinity);
        last.set(column, x);
      }
    }),
    { numRuns: 50 },
  );
});
