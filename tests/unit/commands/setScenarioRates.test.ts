import { expect, test } from "vitest";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { openUndo } from "../../../shared/doc/undo.ts";

function openWorld() {
  const doc = createDoc({
    format: "kept.journey",
    version: 1,
    title: "Trip",
    stages: [{ id: "s", title: "Way" }],
    lanes: [{ id: "l", title: "Contacts", kind: "touchpoints" }],
    touchpoints: ["t", "u"].map((id) => ({ id, stage: "s", lane: "l", title: id.toUpperCase() })),
    scenarios: [{ id: "sc", title: "Strike", touchpoints: { t: { failure: 0.5 } } }],
  });
  const mirror = openMirror(doc);
  const origin = {};
  const undo = openUndo(doc, origin);
  const run = (touchpoint: string, rates: object | null, by: object = origin) =>
    runCommand({ doc, mirror }, "setScenarioRates", { scenario: "sc", touchpoint, rates }, by);
  return { undo, run, overlay: () => mirror.read("scenario", "sc")?.touchpoints };
}

test("C11 what two people change in one scenario after each other both holds", () => {
  const { run, overlay, undo } = openWorld();
  run("u", { quit: 0.1 }, {});
  run("t", { recovery: 0.9 });
  expect(overlay()).toEqual({ t: { failure: 0.5, recovery: 0.9 }, u: { quit: 0.1 } });
  expect(undo.undoLabel).toBe("change T in Strike");
  run("t", { failure: null });
  expect(overlay()).toEqual({ t: { recovery: 0.9 }, u: { quit: 0.1 } });
  run("t", null);
  expect(overlay()).toEqual({ u: { quit: 0.1 } });
});

test("C11 what is not there or no share is refused, and no change writes nothing", () => {
  const { run, overlay, undo } = openWorld();
  expect(() => run("gone", {})).toThrow(/not there/);
  expect(() => run("t", { failure: 2 })).toThrow();
  expect(() => run("t", { other: 0.1 })).toThrow();
  run("t", { failure: 0.5 });
  run("u", null);
  expect(undo.undoLabel).toBeUndefined();
  expect(overlay()).toEqual({ t: { failure: 0.5 } });
});
