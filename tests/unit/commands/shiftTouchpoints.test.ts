import { expect, test } from "vitest";
import { openPair } from "../../world/pair.ts";

function open() {
  return openPair({
    format: "kept.journey",
    version: 1,
    title: "Grid",
    stages: ["s1", "s2", "s3"].map((id) => ({ id, title: id })),
    lanes: [
      { id: "front", title: "Front", kind: "frontstage" },
      { id: "lines", title: "Lines", kind: "curve" },
      { id: "back", title: "Back", kind: "backstage" },
    ],
    touchpoints: [
      { id: "a", stage: "s1", lane: "front", title: "A" },
      { id: "b", stage: "s1", lane: "front", title: "B" },
      { id: "c", stage: "s2", lane: "front", title: "C" },
    ],
  }).ann;
}

test("C9 touchpoints shifted together lie to each other as before, past lanes that hold none, in one undo step", () => {
  const { mirror, run, undo } = open();
  const cells = () => mirror.all("touchpoint").map(({ id, stage, lane }) => `${id} ${stage} ${lane}`);
  const before = cells();
  run("shiftTouchpoints", { ids: ["c", "a", "b"], stages: 1, lanes: 1 });
  expect(cells()).toEqual(["a s2 back", "b s2 back", "c s3 back"]);
  expect(undo.undo()).toBe("move 3 touchpoints");
  expect(cells()).toEqual(before);
});

test.each([
  { stages: 2, lanes: 0 },
  { stages: -1, lanes: 0 },
  { stages: 0, lanes: 2 },
])("C9 when one would leave the grid none moves: %o", (by) => {
  const { mirror, run } = open();
  const before = mirror.all("touchpoint");
  expect(() => run("shiftTouchpoints", { ids: ["a", "b", "c"], ...by })).toThrow(
    expect.objectContaining({ code: "INVALID" }),
  );
  expect(mirror.all("touchpoint")).toBe(before);
});
