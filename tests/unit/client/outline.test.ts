import { expect, test } from "vitest";
import { outlineItems } from "../../../client/canvas/outlineItems.ts";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";

const records = recordsOfJourney({
  format: "kept.journey",
  version: 1,
  title: "Outline",
  asOf: "2024-06-01",
  stages: [
    { id: "s1", title: "Before" },
    { id: "s2", title: "After" },
  ],
  lanes: [{ id: "l", title: "L", kind: "touchpoints" }],
  touchpoints: [
    { id: "t1", stage: "s1", lane: "l", title: "Books" },
    { id: "t2", stage: "s1", lane: "l", title: "Pays" },
  ],
  expectations: [{ id: "e1", touchpoint: "t1", statement: "Answered at once", measure: { kind: "share" } }],
  weakSpots: [{ id: "w1", touchpoint: "t1", title: "The site is down" }],
});

test("G9 the outline is the journey as a tree, only what is open, each with its status and its place", () => {
  const rows = outlineItems(records, computeInsights(records, "2024-06-01"), new Set(["stage:s1", "touchpoint:t1"]), {
    touchpoint: (id) => (id === "t1" ? "H" : undefined),
    weakSpot: () => "H",
  });
  expect(
    rows.map(({ level, label, status, urgency, isOpen, position, siblings }) => [
      level,
      label,
      urgency ?? status,
      isOpen,
      position,
      siblings,
    ]),
  ).toEqual([
    [1, "Before", "unpromised", true, 1, 2],
    [2, "Books", "H", true, 1, 2],
    [3, "Answered at once", "unpromised", undefined, 1, 2],
    [3, "The site is down", "H", undefined, 2, 2],
    [2, "Pays", undefined, undefined, 2, 2],
    [1, "After", undefined, undefined, 2, 2],
  ]);
});
