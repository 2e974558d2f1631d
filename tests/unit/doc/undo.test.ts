import { expect, test } from "vitest";
import type { Journey } from "../../../shared/model/journey.ts";
import { openPair, type Person } from "../../world/pair.ts";

const journey: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Trip",
  stages: [
    { id: "book", title: "Book" },
    { id: "fly", title: "Fly" },
    { id: "land", title: "Land" },
  ],
  lanes: [{ id: "web", title: "Web", kind: "touchpoints" }],
  touchpoints: [{ id: "site", stage: "book", lane: "web", title: "Site", description: "Where it begins" }],
  expectations: [{ id: "fast", touchpoint: "site", statement: "Fast", measure: { kind: "boolean" } }],
};

test("C4 undo after both moved one card brings back its place", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("moveStage", { id: "book", before: null });
  ben.run("moveStage", { id: "book", before: "land" });
  meet();
  for (const person of [ann, ben]) {
    person.undo.undo();
    meet();
    expect(titles(ann)).toContain("Book");
    expect(titles(ann)).toEqual(titles(ben));
  }
});

test("C4 undo keeps what somebody else wrote into the same field afterwards", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("patchStage", { id: "book", fields: { title: "Ann's" } });
  meet();
  ben.run("patchStage", { id: "book", fields: { title: "Ben's" } });
  meet();
  ann.undo.undo();
  meet();
  expect(titles(ben)[0]).toBe("Ben's");
});

test("C4 undo of a rename that both made at once leaves the map its title", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("patchMap", { fields: { title: "Ann's" } });
  ben.run("patchMap", { fields: { title: "Ben's" } });
  meet();
  ann.undo.undo();
  ben.undo.undo();
  meet();
  expect(ann.mirror.map.title).not.toBe("");
  expect(ann.mirror.map).toEqual(ben.mirror.map);
});

test("C5 undo brings back what was deleted, whole, though another changed it meanwhile", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("deleteRecords", { refs: [{ kind: "stage", id: "book" }] });
  ben.run("patchTouchpoint", {
    id: "site",
    fields: { title: "Ben's", description: "Ben's words", momentOfTruth: true },
  });
  ben.run("moveStage", { id: "book", before: null });
  ben.run("patchExpectation", { id: "fast", fields: { statement: "Faster" } });
  meet();
  expect(ann.mirror.all("touchpoint")).toEqual([]);
  expect(ann.undo.undo()).toBe("delete Book");
  meet();
  for (const { mirror } of [ann, ben]) {
    expect(mirror.read("stage", "book")).toMatchObject({ title: "Book" });
    expect(mirror.read("touchpoint", "site")).toMatchObject({ title: "Site", description: "Where it begins" });
    expect(mirror.read("expectation", "fast")).toMatchObject({ statement: "Fast" });
    expect(mirror.problems).toEqual([]);
  }
});

test("C4 what an undo brought back goes and comes again by redo and undo", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("deleteRecords", { refs: [{ kind: "touchpoint", id: "site" }] });
  ben.run("patchTouchpoint", { id: "site", fields: { title: "Ben's" } });
  meet();
  for (let round = 0; round < 3; round += 1) {
    expect(ann.undo.undo()).toBe("delete Site");
    meet();
    expect(ben.mirror.read("touchpoint", "site")).toMatchObject({ title: "Site", stage: "book" });
    expect(ann.undo.redo()).toBe("delete Site");
    meet();
    expect(ben.mirror.all("touchpoint")).toEqual([]);
  }
});

test("C2 undo names the step that it takes, and passes over one that others overtook", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("patchStage", { id: "fly", fields: { title: "Cruise" } });
  ann.run("patchStage", { id: "land", fields: { title: "Arrive" } });
  meet();
  ben.run("deleteRecords", { refs: [{ kind: "stage", id: "land" }] });
  meet();
  expect(ann.undo.undo()).toBe("rename Fly");
  expect(titles(ann)).toEqual(["Book", "Fly"]);
  expect(ann.undo.undo()).toBeUndefined();
});

test("K9 a card added to a stage that another deletes comes back with the stage", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("deleteRecords", { refs: [{ kind: "stage", id: "fly" }] });
  ben.run("addTouchpoint", { id: "seat", stage: "fly", lane: "web", title: "Seat" });
  meet();
  expect(ben.mirror.read("touchpoint", "seat")).toBeUndefined();
  expect(ben.mirror.problems).toEqual([{ kind: "touchpoint", id: "seat", message: "what it belongs to is gone" }]);
  ann.undo.undo();
  meet();
  expect(ann.mirror.read("touchpoint", "seat")).toMatchObject({ title: "Seat" });
  expect(ann.mirror.problems).toEqual([]);
});

function titles({ mirror }: Person): string[] {
  return mirror.all("stage").map(({ title }) => title);
}
