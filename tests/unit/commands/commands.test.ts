import { expect, test } from "vitest";
import * as Y from "yjs";
import { copyRecords } from "../../../shared/commands/copyRecords.ts";
import type { CommandName } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { AppError } from "../../../shared/errors.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { openPair, openPerson, type Person } from "../../world/pair.ts";

const journey: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Trip",
  personas: [{ id: "family", name: "Family" }],
  channels: [{ id: "web", name: "Web", online: true }],
  stages: [
    { id: "book", title: "Book" },
    { id: "fly", title: "Fly" },
  ],
  lanes: [{ id: "screen", title: "Screen", kind: "touchpoints" }],
  touchpoints: [
    { id: "site", stage: "book", lane: "screen", title: "Site", channel: "web", personas: ["family"] },
    { id: "seat", stage: "book", lane: "screen", title: "Seat", description: "Where to sit" },
    { id: "pay", stage: "book", lane: "screen", title: "Pay" },
    { id: "gate", stage: "fly", lane: "screen", title: "Gate" },
  ],
  connections: [
    { id: "on", from: "site", to: "seat", probability: 0.9 },
    { id: "off", from: "site", to: "churn", probability: 0.1 },
  ],
  expectations: [{ id: "fast", touchpoint: "site", statement: "Fast", measure: { kind: "mean" }, channel: "web" }],
  promises: [{ id: "always", expectation: "fast", wording: "Always", level: 3 }],
  evidence: [{ id: "seen", expectation: "fast", grade: "survey", n: 10, met: 4 }],
  scenarios: [{ id: "storm", title: "Storm", start: "site", touchpoints: { site: { failure: 0.5 }, seat: {} } }],
  notes: [{ id: "memo", text: "Remember", x: 100, y: 50 }],
};

test.each<[string, CommandName, object, string]>([
  ["an unknown command", "explode" as CommandName, {}, "INVALID"],
  ["a missing field", "addStage", {}, "INVALID"],
  ["an unknown field", "patchStage", { id: "book", fields: { colour: "red" } }, "INVALID"],
  ["a field that cannot go", "patchStage", { id: "book", fields: { title: null } }, "INVALID"],
  ["a text that cannot be stored", "patchStage", { id: "book", fields: { title: "\uD800" } }, "INVALID"],
  ["an owner that is not there", "addTouchpoint", { stage: "gone", lane: "screen", title: "" }, "INVALID"],
  ["a reference that is not there", "patchTouchpoint", { id: "site", fields: { channel: "gone" } }, "INVALID"],
  ["an end's name", "addTouchpoint", { id: "done", stage: "book", lane: "screen", title: "" }, "INVALID"],
  ["too many who leave", "addConnection", { from: "site", to: "pay", probability: 0.1 }, "INVALID"],
  ["more met than there were", "patchEvidence", { id: "seen", fields: { n: 3 } }, "INVALID"],
  ["a promise without its level", "patchPromise", { id: "always", fields: { level: null } }, "INVALID"],
  ["a bad map to paste", "pasteRecords", { journey: { title: "x" } }, "INVALID"],
  ["an id that is taken", "addStage", { id: "book", title: "Again" }, "CONFLICT"],
  ["a record that is gone", "patchStage", { id: "gone", fields: { title: "x" } }, "NOT_FOUND"],
  ["a place before nobody", "moveStage", { id: "book", before: "gone" }, "NOT_FOUND"],
  ["one card of two that is gone", "duplicateTouchpoints", { ids: ["site", "gone"] }, "NOT_FOUND"],
  ["nothing left to delete", "deleteRecords", { refs: [{ kind: "stage", id: "gone" }] }, "NOT_FOUND"],
])("C1 %s is refused and nothing is written", (_, name, args, code) => {
  const { doc, run } = open();
  let writes = 0;
  doc.on("update", () => (writes += 1));
  expect(() => run(name, args)).toThrow(AppError);
  expect(() => run(name, args)).toThrow(expect.objectContaining({ code }));
  expect(writes).toBe(0);
});

test("C2 every command is one step with a name, and undo takes it back to the letter", () => {
  const person = open();
  const before = exportJourney(person.mirror);
  const steps: [CommandName, object, string][] = [
    ["addStage", { title: "Land" }, "add stage Land"],
    ["patchTouchpoint", { id: "site", fields: { title: "Shop", channel: null } }, "rename Site"],
    ["moveTouchpoints", { ids: ["site", "pay"], stage: "fly", lane: "screen", before: "gate" }, "move 2 touchpoints"],
    ["duplicateTouchpoints", { ids: ["site"] }, "duplicate Shop"],
    ["deleteRecords", { refs: [{ kind: "stage", id: "fly" }] }, "delete Fly"],
    ["patchMap", { fields: { title: "Voyage", asOf: "2024-06-01" } }, "rename the map"],
  ];
  const states = steps.map(([name, args]) => {
    person.run(name, args);
    return exportJourney(person.mirror);
  });
  for (const [, , label] of [...steps].reverse()) expect(person.undo.undo()).toBe(label);
  expect(exportJourney(person.mirror)).toEqual(before);
  for (const [i, [, , label]] of steps.entries()) {
    expect(person.undo.redo()).toBe(label);
    expect(exportJourney(person.mirror)).toEqual(states[i]);
  }
});

test("C3 two who change two fields of one record both win", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("patchTouchpoint", { id: "site", fields: { title: "Shop" } });
  ben.run("patchTouchpoint", { id: "site", fields: { momentOfTruth: true } });
  ben.run("moveTouchpoints", { ids: ["site"], stage: "fly", lane: "screen", before: null });
  meet();
  for (const { mirror } of [ann, ben])
    expect(mirror.read("touchpoint", "site")).toMatchObject({ title: "Shop", momentOfTruth: true, stage: "fly" });
});

test("C3 two who write in one long text both keep their words", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("patchTouchpoint", { id: "seat", fields: { description: "Ann asks: Where to sit" } });
  ben.run("patchTouchpoint", { id: "seat", fields: { description: "Where to sit 👍🏽 says Ben" } });
  meet();
  for (const { mirror } of [ann, ben])
    expect(mirror.read("touchpoint", "seat")?.description).toBe("Ann asks: Where to sit 👍🏽 says Ben");
});

test("C3 who moves a card within its cell does not take back where another puts it", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("moveTouchpoints", { ids: ["site"], stage: "book", lane: "screen", before: null });
  ben.run("moveTouchpoints", { ids: ["site"], stage: "fly", lane: "screen", before: "gate" });
  meet();
  expect(ann.mirror.read("touchpoint", "site")).toMatchObject({ stage: "fly" });
});

test("C5 deleting takes what is owned, clears what points there, and comes back in one step", () => {
  const { mirror, run, undo } = open();
  const before = exportJourney(mirror);
  run("deleteRecords", {
    refs: [
      { kind: "touchpoint", id: "site" },
      { kind: "channel", id: "web" },
    ],
  });
  for (const kind of ["connection", "expectation", "promise", "evidence"] as const)
    expect(mirror.all(kind)).toEqual([]);
  expect(mirror.read("scenario", "storm")).toMatchObject({ touchpoints: { seat: {} } });
  expect(mirror.read("scenario", "storm")).not.toHaveProperty("start");
  expect(mirror.problems).toEqual([]);
  undo.undo();
  expect(exportJourney(mirror)).toEqual(before);
});

test("C6 a paste makes fresh ids, finds what it names here, and brings connections with both ends", () => {
  const { mirror, run } = open();
  const copied = copyRecords(
    mirror,
    ["site", "seat"].map((id) => ({ kind: "touchpoint" as const, id })),
  );
  expect(copied.connections?.map(({ id }) => id)).toEqual(["on", "off"]);
  expect(copyRecords(mirror, [{ kind: "touchpoint", id: "seat" }]).connections).toEqual([]);
  const { ids } = run("pasteRecords", { journey: copied, stage: "fly", lane: "screen" }) as {
    ids: { touchpoint: string[] };
  };
  const [site = "", seat = ""] = ids.touchpoint;
  expect([site, seat]).not.toContain("site");
  expect(mirror.read("touchpoint", site)).toMatchObject({
    title: "Site",
    stage: "fly",
    channel: "web",
    personas: ["family"],
  });
  expect(mirror.all("channel")).toHaveLength(1);
  expect(mirror.all("connection").at(-2)).toMatchObject({ from: site, to: seat, probability: 0.9 });
  const expectation = mirror.all("expectation").find(({ touchpoint }) => touchpoint === site);
  expect(expectation).toMatchObject({ statement: "Fast", channel: "web" });
  expect(mirror.all("promise").filter((promise) => promise.expectation === expectation?.id)).toHaveLength(1);
});

test("C6 pasted into another map, a missing channel and stage come along and a known one is found by its name", () => {
  const { mirror } = open();
  const copied = copyRecords(mirror, [{ kind: "touchpoint", id: "site" }]);
  const other = openPerson(
    Y.encodeStateAsUpdate(
      createDoc({ format: "kept.journey", version: 1, title: "Other", stages: [{ id: "s9", title: "Book" }] }),
    ),
  );
  other.run("pasteRecords", { journey: copied });
  expect(other.mirror.all("stage").map(({ id }) => id)).toEqual(["s9"]);
  expect(other.mirror.all("touchpoint")).toMatchObject([{ title: "Site", stage: "s9" }]);
  expect(other.mirror.all("channel")).toMatchObject([{ name: "Web", online: true }]);
  expect(other.mirror.problems).toEqual([]);
});

test("C7 a patch that changes nothing writes nothing and is no step", () => {
  const { doc, run, undo } = open();
  let writes = 0;
  doc.on("update", () => (writes += 1));
  run("patchTouchpoint", { id: "site", fields: { title: "Site", personas: ["family"], momentOfTruth: null } });
  expect(writes).toBe(0);
  expect(undo.undoLabel).toBeUndefined();
});

function open(): Person {
  return openPerson(Y.encodeStateAsUpdate(createDoc(journey)));
}
