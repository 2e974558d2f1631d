import { expect, test } from "vitest";
import { howToPutBack } from "../../../client/actions/putBack.ts";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { openUndo } from "../../../shared/doc/undo.ts";
import { differenceOf } from "../../../shared/model/difference.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { Run } from "../../../client/state/useRun.ts";

const before = {
  format: "kept.journey",
  version: 1,
  title: "Delivery",
  stages: [
    { id: "buy", title: "Buy" },
    { id: "use", title: "Use" },
  ],
  lanes: [{ id: "front", title: "Touchpoints", kind: "touchpoints" }],
  touchpoints: [
    { id: "shop", stage: "buy", lane: "front", title: "Shop", initiator: "Customer" },
    { id: "pay", stage: "buy", lane: "front", title: "Pay" },
  ],
  expectations: [{ id: "fast", touchpoint: "pay", statement: "Quick", measure: { kind: "boolean" } }],
} as unknown as Journey;

type Raw = { touchpoints: { id: string }[] };

/** A map with a way to run commands in it. */
function open(journey: Journey) {
  const doc = createDoc(journey);
  const mirror = openMirror(doc);
  const origin = {};
  const undo = openUndo(doc, origin);
  const run: Run = (name, args) => runCommand({ doc, mirror }, name, args, origin);
  return { mirror, undo, run };
}

test("VH5 a record that is there gets the changed fields only, one that is not there comes back with what belongs to it", () => {
  const copy = open(before);
  copy.run("patchTouchpoint", { id: "shop", fields: { title: "Web shop", initiator: null } });
  copy.run("addTouchpoint", { id: "ship", stage: "use", lane: "front", title: "Ship" });
  copy.run("addExpectation", { id: "whole", touchpoint: "ship", statement: "Whole", measure: { kind: "boolean" } });
  copy.run("patchMap", { fields: { context: "By post" } });
  const unsent = differenceOf(open(before).mirror, copy.mirror);

  const now = open(before);
  now.run("patchTouchpoint", { id: "shop", fields: { receiver: "Clerk" } });
  for (const each of unsent) expect(howToPutBack(now.mirror, copy.mirror, each)?.do(now.run)).toBe(true);
  expect(now.mirror.read("touchpoint", "shop")).toMatchObject({ title: "Web shop", receiver: "Clerk" });
  expect(now.mirror.read("touchpoint", "shop")?.initiator).toBeUndefined();
  expect(now.mirror.read("expectation", "whole")).toMatchObject({ touchpoint: "ship", statement: "Whole" });
  expect(now.mirror.map).toMatchObject({ title: "Delivery", context: "By post" });
  // Nothing is left to do, and each step can be undone.
  expect(unsent.map((each) => howToPutBack(now.mirror, copy.mirror, each))).toEqual(unsent.map(() => undefined));
  now.undo.undo();
  expect(now.mirror.read("expectation", "whole")).toBeUndefined();
});

test("VH5 what was removed in the copy is removed on demand, and what was changed in it comes back where it is gone", () => {
  const copy = open(before);
  copy.run("deleteRecords", { refs: [{ kind: "touchpoint", id: "pay" }] });
  copy.run("patchTouchpoint", { id: "shop", fields: { title: "Web shop" } });
  const unsent = differenceOf(open(before).mirror, copy.mirror);
  const now = open({ ...before, touchpoints: (before as unknown as Raw).touchpoints.slice(1) } as unknown as Journey);
  const labels = unsent.map((each) => [each.id, howToPutBack(now.mirror, copy.mirror, each)?.label]);
  expect(labels).toEqual([
    ["shop", "Put back as new"],
    ["pay", "Remove here, too"],
    ["fast", "Remove here, too"],
  ]);
  for (const each of unsent) howToPutBack(now.mirror, copy.mirror, each)?.do(now.run);
  expect(now.mirror.all("touchpoint").map(({ id, title }) => [id, title])).toEqual([["shop", "Web shop"]]);
});
