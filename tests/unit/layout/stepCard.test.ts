import { expect, test } from "vitest";
import { layoutMap } from "../../../shared/layout/layoutMap.ts";
import type { Direction } from "../../../shared/layout/neighbour.ts";
import { stepCard } from "../../../shared/layout/stepCard.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";

/** Front of "a": a1 a3 a5 a7 above a2 a4 a6; front of "b": b1 b2; back of "a": c1 c2; between them lies a curve. */
const layout = layoutMap(
  recordsOfJourney({
    format: "kept.journey",
    version: 1,
    title: "Steps",
    stages: [
      { id: "a", title: "A" },
      { id: "b", title: "B" },
    ],
    lanes: [
      { id: "front", title: "Front", kind: "frontstage" },
      { id: "curve", title: "Curve", kind: "curve" },
      { id: "back", title: "Back", kind: "backstage" },
    ],
    touchpoints: [
      ...["a1", "a2", "a3", "a4", "a5", "a6", "a7"].map((id) => ({ id, stage: "a", lane: "front", title: id })),
      ...["b1", "b2"].map((id) => ({ id, stage: "b", lane: "front", title: id })),
      ...["c1", "c2"].map((id) => ({ id, stage: "a", lane: "back", title: id })),
    ],
  }),
);

test.each<[string, Direction, string | undefined]>([
  ["a1", "down", "a.front before a3"],
  ["a2", "up", "a.front before a1"],
  ["a2", "right", "a.front before a5"],
  ["a4", "left", "a.front before a2"],
  ["a6", "right", "a.front before null"],
  ["a7", "right", "b.front before b1"],
  ["b1", "left", "a.front before a7"],
  ["b2", "right", undefined],
  ["a1", "left", undefined],
  ["a1", "up", undefined],
  ["a4", "down", "a.back before c2"],
  ["a6", "down", "a.back before null"],
  ["c1", "up", "a.front before a2"],
  ["c2", "up", "a.front before a4"],
  ["c1", "down", undefined],
  ["b2", "down", "b.back before null"],
])("Y17 one step from %s to the %s: %s", (id, direction, expected) => {
  const place = stepCard(layout, id, direction);
  expect(place && `${place.stage}.${place.lane} before ${place.before}`).toBe(expected);
});
