import { expect, test, vi } from "vitest";
import * as Y from "yjs";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { tableOf } from "../../../shared/doc/table.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { kindNames } from "../../../shared/model/kinds.ts";
import { openPair, openPerson, type Person } from "../../world/pair.ts";

const journey: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Trip",
  channels: [{ id: "web", name: "Web" }],
  stages: [{ id: "book", title: "Book" }],
  lanes: [{ id: "screen", title: "Screen", kind: "touchpoints" }],
  touchpoints: [
    { id: "site", stage: "book", lane: "screen", title: "Site" },
    { id: "seat", stage: "book", lane: "screen", title: "Seat" },
  ],
  expectations: [{ id: "fast", touchpoint: "site", statement: "Fast", measure: { kind: "boolean" } }],
  promises: [{ id: "always", expectation: "fast", wording: "Always" }],
};

test("K7 a record that does not fit is hidden with the reason, and shown again when it is mended", () => {
  const { doc, mirror } = open();
  recordIn(doc, "seat").set("title", 7);
  expect(mirror.read("touchpoint", "seat")).toBeUndefined();
  expect(mirror.all("touchpoint").map(({ id }) => id)).toEqual(["site"]);
  expect(mirror.problems).toEqual([{ kind: "touchpoint", id: "seat", message: expect.stringMatching(/^title: /) }]);
  recordIn(doc, "seat").set("title", "Seat 7");
  expect(mirror.read("touchpoint", "seat")).toMatchObject({ title: "Seat 7" });
  expect(mirror.problems).toEqual([]);
});

test("K7 what belongs to a hidden record is hidden with it, down to the last", () => {
  const { doc, mirror } = open();
  recordIn(doc, "site").set("order", "?");
  expect(mirror.all("promise")).toEqual([]);
  expect(mirror.problems.map(({ kind }) => kind).sort()).toEqual(["expectation", "promise", "touchpoint"]);
  recordIn(doc, "site").set("order", "a0");
  expect(mirror.all("promise")).toHaveLength(1);
});

test("K8 one changed record calls its listeners and its kind's, once, and leaves all others as they are", () => {
  const { mirror, run } = open();
  const calls = listen(mirror);
  const before = kindNames.map((kind) => mirror.all(kind));
  const seat = mirror.read("touchpoint", "seat");
  run("patchTouchpoint", { id: "site", fields: { title: "Booking site", momentOfTruth: true } });
  expect(calls()).toEqual({ site: 1, seat: 0, touchpoint: 1, expectation: 0, map: 0, changes: 1 });
  expect(mirror.read("touchpoint", "seat")).toBe(seat);
  const changed = kindNames.filter((kind, i) => mirror.all(kind) !== before[i]);
  expect(changed).toEqual(["touchpoint"]);
});

test("K8 listeners see every kind as it is after the whole transaction", () => {
  const { mirror, run } = open();
  const seen: number[] = [];
  mirror.subscribe("touchpoint", "site", () => seen.push(mirror.all("expectation").length));
  run("deleteRecords", { refs: [{ kind: "touchpoint", id: "site" }] });
  expect(seen).toEqual([0]);
});

test("K8 a change of the map's own fields calls only those who listen to it", () => {
  const { mirror, run } = open();
  const calls = listen(mirror);
  run("patchMap", { fields: { title: "Journey" } });
  expect(mirror.map.title).toBe("Journey");
  expect(calls()).toEqual({ site: 0, seat: 0, touchpoint: 0, expectation: 0, map: 1, changes: 1 });
});

test("K8 a closed mirror and an ended subscription hear nothing more", () => {
  const { mirror, run, doc } = open();
  const calls = listen(mirror);
  const heard = vi.fn();
  mirror.onChange(heard)();
  run("patchTouchpoint", { id: "site", fields: { title: "Once" } });
  mirror.close();
  recordIn(doc, "site").set("title", "Twice");
  expect(heard).not.toHaveBeenCalled();
  expect(calls()).toMatchObject({ site: 1, changes: 1 });
});

test("K10 a reference that somebody sets while another deletes its target reads as absent in the export", () => {
  const { ann, ben, meet } = openPair(journey);
  ann.run("deleteRecords", { refs: [{ kind: "channel", id: "web" }] });
  ben.run("patchTouchpoint", { id: "seat", fields: { channel: "web" } });
  meet();
  const exported = exportJourney(ann.mirror);
  expect(exported.touchpoints?.find(({ id }) => id === "seat")).not.toHaveProperty("channel");
  expect(exportJourney(ben.mirror)).toEqual(exported);
});

test("K11 a field that a later version wrote stays through patches, and is not exported", () => {
  const { doc, mirror, run } = open();
  recordIn(doc, "site").set("mood", { of: "later" });
  run("patchTouchpoint", { id: "site", fields: { title: "Still here" } });
  expect(recordIn(doc, "site").get("mood")).toEqual({ of: "later" });
  expect(exportJourney(mirror).touchpoints?.[0]).not.toHaveProperty("mood");
});

function open(): Person {
  return openPerson(Y.encodeStateAsUpdate(createDoc(journey)));
}

function recordIn(doc: Y.Doc, touchpoint: string): Y.Map<unknown> {
  return tableOf(doc, "touchpoint").get(touchpoint) as Y.Map<unknown>;
}

/** Counts who was called so far. */
function listen(mirror: Person["mirror"]): () => Record<string, number> {
  const counted = {
    site: vi.fn(),
    seat: vi.fn(),
    touchpoint: vi.fn(),
    expectation: vi.fn(),
    map: vi.fn(),
    changes: vi.fn(),
  };
  mirror.subscribe("touchpoint", "site", counted.site);
  mirror.subscribe("touchpoint", "seat", counted.seat);
  mirror.subscribeKind("touchpoint", counted.touchpoint);
  mirror.subscribeKind("expectation", counted.expectation);
  mirror.subscribeMap(counted.map);
  mirror.onChange(counted.changes);
  return () => Object.fromEntries(Object.entries(counted).map(([name, heard]) => [name, heard.mock.calls.length]));
}
