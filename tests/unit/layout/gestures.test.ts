import fc from "fast-check";
import { expect, test } from "vitest";
import { connectionPath } from "../../../shared/layout/connectionPath.ts";
import { dropTarget } from "../../../shared/layout/dropTarget.ts";
import { type CardBox, layoutMap } from "../../../shared/layout/layoutMap.ts";
import { neighbour } from "../../../shared/layout/neighbour.ts";
import { centre, contains, intersects } from "../../../shared/layout/rect.ts";
import { spatialIndex } from "../../../shared/layout/spatialIndex.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";

/** Two stages; "a" holds three cards side by side, "b" one; the second lane is empty, the third a curve. */
const layout = layoutMap(
  recordsOfJourney({
    format: "kept.journey",
    version: 1,
    title: "Drop",
    stages: [
      { id: "a", title: "A" },
      { id: "b", title: "B" },
    ],
    lanes: [
      { id: "front", title: "Front", kind: "frontstage" },
      { id: "back", title: "Back", kind: "backstage" },
      { id: "curve", title: "Curve", kind: "curve" },
    ],
    touchpoints: [
      { id: "a1", stage: "a", lane: "front", title: "A1" },
      { id: "a2", stage: "a", lane: "front", title: "A2" },
      { id: "a3", stage: "a", lane: "front", title: "A3" },
      { id: "b1", stage: "b", lane: "front", title: "B1" },
    ],
  }),
);

function card(id: string): CardBox {
  const box = layout.cards.get(id);
  if (box === undefined) throw new Error(`no card ${id}`);
  return box;
}

const drop = (x: number, y: number, ...moving: string[]) => {
  const target = dropTarget(layout, { x, y }, new Set(moving));
  return target && [target.stage, target.lane, target.before];
};

test("Y8 a card dropped on the upper half of another goes before it, on the lower half after it", () => {
  const { x, y } = centre(card("a2"));
  expect(drop(x, y - 10, "b1")).toEqual(["a", "front", "a2"]);
  expect(drop(x, y + 10, "b1")).toEqual(["a", "front", "a3"]);
  expect(drop(x + 240, y + 10, "b1")).toEqual(["a", "front", null]);
});

test("Y8 the dragged cards themselves do not count", () => {
  const { x, y } = centre(card("a2"));
  expect(drop(x, y - 10, "a2")).toEqual(["a", "front", "a3"]);
  expect(drop(x, y - 10, "a2", "a3")).toEqual(["a", "front", null]);
});

test("Y8 a card dropped outside the grid or on the curve goes to the nearest cell for touchpoints", () => {
  const curve = layout.lanes[2];
  expect(drop(-500, -500, "b1")).toEqual(["a", "front", "a1"]);
  expect(drop(layout.width + 300, (curve?.y ?? 0) + 40, "a1")).toEqual(["b", "back", null]);
  expect(
    dropTarget(
      layoutMap(recordsOfJourney({ format: "kept.journey", version: 1, title: "" })),
      { x: 0, y: 0 },
      new Set(),
    ),
  ).toBe(undefined);
});

const go = (id: string, direction: "left" | "right" | "up" | "down") =>
  neighbour(layout.cards.values(), card(id), direction)?.id;

test("Y9 arrows lead to the nearest card that way and nowhere at the edge", () => {
  expect(go("a1", "right")).toBe("a2");
  expect(go("a3", "right")).toBe("b1");
  expect(go("b1", "left")).toBe("a3");
  expect(go("a1", "left")).toBe(undefined);
  expect(go("a1", "down")).toBe(undefined);
});

const box = fc.record({
  x: fc.integer({ min: -3_000, max: 3_000 }),
  y: fc.integer({ min: -3_000, max: 3_000 }),
  width: fc.integer({ min: 1, max: 1_500 }),
  height: fc.integer({ min: 1, max: 1_500 }),
});

test("Y10 the index finds exactly what meets a rectangle and what lies under a point", () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 80 }), box, (boxes, window) => {
      const index = spatialIndex(boxes);
      const expected = boxes.filter((item) => intersects(item, window));
      expect(index.within(window)).toEqual(expected);
      expect(index.count(window, 5)).toBe(Math.min(5, expected.length));
      expect(index.at(window)).toBe(boxes.findLast((item) => contains(item, window)));
    }),
    { numRuns: 200 },
  );
});

const at = (x: number, y: number) => ({ x, y, width: 100, height: 50 });

test("Y11 a connection uses the sides that face each other", () => {
  expect(connectionPath(at(0, 0), at(200, 0)).path).toMatch(/^M100 25C.* 200 25$/);
  expect(connectionPath(at(0, 0), at(0, 200)).path).toMatch(/^M50 50C.* 50 200$/);
  expect(connectionPath(at(0, 200), at(0, 0)).path).toMatch(/^M50 200C.* 50 50$/);
  const back = connectionPath(at(300, 0), at(0, 0));
  expect(back.path).toMatch(/^M350 50C.* 50 50$/);
  expect(back.label.y).toBeGreaterThan(50);
});
