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
    channels: [{ id: "web", name: "Web" }],
    stages: [{ id: "s", title: "Stage" }],
    lanes: [{ id: "l", title: "Lane", kind: "touchpoints" }],
    touchpoints: ["a", "b"].map((id) => ({ id, stage: "s", lane: "l", title: id })),
    expectations: [{ id: "x", touchpoint: "a", statement: "On time", measure: { kind: "share" } }],
  });
  const mirror = openMirror(doc);
  return {
    doc,
    mirror,
    undo: openUndo(doc, origin),
    run: (name: "patchRecords" | "addRecords", args: object) => runCommand({ doc, mirror }, name, args, origin),
  };
}

test("C2 changing several records is one undo step, named in words", () => {
  const { mirror, undo, run } = openWorld();
  run("patchRecords", { kind: "touchpoint", ids: ["a", "b"], fields: { channel: "web" } });
  expect(mirror.all("touchpoint").map((each) => each.channel)).toEqual(["web", "web"]);
  expect(undo.undo()).toBe("change 2 touchpoints");
  expect(mirror.all("touchpoint").map((each) => each.channel)).toEqual([undefined, undefined]);
});

test("C2 adding several records is one undo step and keeps their order", () => {
  const { mirror, undo, run } = openWorld();
  const met = Array.from({ length: 12 }, (_, i) => i);
  run("addRecords", {
    kind: "evidence",
    records: met.map((each) => ({ expectation: "x", grade: "system", met: each, n: 20 })),
  });
  expect(mirror.all("evidence").map((each) => each.met)).toEqual(met);
  undo.undo();
  expect(mirror.all("evidence")).toEqual([]);
});

test("C1 one bad record among several and nothing is written", () => {
  const { mirror, run } = openWorld();
  expect(() => run("patchRecords", { kind: "touchpoint", ids: ["a", "gone"], fields: { channel: "web" } })).toThrow(
    "gone",
  );
  expect(() => run("patchRecords", { kind: "touchpoint", ids: ["a"], fields: { colour: "red" } })).toThrow("colour");
  const records = [
    { expectation: "x", grade: "system" },
    { expectation: "x", grade: "guess" },
  ];
  expect(() => run("addRecords", { kind: "evidence", records })).toThrow("grade");
  const unknown = [{ expectation: "x", grade: "system", colour: "red" }];
  expect(() => run("addRecords", { kind: "evidence", records: unknown })).toThrow("colour");
  expect(mirror.all("touchpoint")[0]?.channel).toBeUndefined();
  expect(mirror.all("evidence")).toEqual([]);
});
