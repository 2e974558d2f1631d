import { expect, test } from "vitest";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { openUndo } from "../../../shared/doc/undo.ts";

const origin = {};

function openWorld() {
  const doc = createDoc({
    format: "kept.journey",
    version: 1,
    title: "Map",
    stages: [{ id: "s", title: "Stage" }],
    lanes: [{ id: "l", title: "Lane", kind: "touchpoints" }],
    touchpoints: [{ id: "t", stage: "s", lane: "l", title: "Gate" }],
    weakSpots: [{ id: "w", touchpoint: "t", title: "Late", plays: ["old"] }],
    plays: [{ id: "old", title: "Wait" }],
  });
  const mirror = openMirror(doc);
  const run = (args: object) => runCommand({ doc, mirror }, "startPlay", args, origin) as { id: string };
  return { doc, mirror, undo: openUndo(doc, origin), run };
}

test("C10 a plan B is made and attached in one step, which one undo takes back", () => {
  const { mirror, undo, run } = openWorld();
  const { id } = run({ for: { kind: "weakSpot", id: "w" }, play: { title: "Rebook", exception: true } });
  expect(mirror.read("play", id)).toMatchObject({ title: "Rebook", exception: true });
  expect(mirror.read("weakSpot", "w")?.plays).toEqual(["old", id]);
  expect(undo.undo()).toBe("start a plan B for Late");
  expect(mirror.all("play").map((play) => play.id)).toEqual(["old"]);
  expect(mirror.read("weakSpot", "w")?.plays).toEqual(["old"]);
});

test("C10 it can be for a touchpoint, too; what it is for must be there", () => {
  const { mirror, run } = openWorld();
  const { id } = run({ for: { kind: "touchpoint", id: "t" }, play: { title: "Rebook" } });
  expect(mirror.read("touchpoint", "t")?.plays).toEqual([id]);
  expect(() => run({ for: { kind: "weakSpot", id: "gone" }, play: { title: "Rebook" } })).toThrow("gone");
  expect(() => run({ for: { kind: "weakSpot", id: "w" }, play: { title: "Rebook", nonsense: 1 } })).toThrow();
  expect(mirror.all("play")).toHaveLength(2);
});
