import { expect, test } from "vitest";
import * as Y from "yjs";
import { runCommand, type CommandName } from "../../../shared/commands/registry.ts";
import { journalOf, type SignedUpdate } from "../../../shared/doc/changeJournal.ts";
import { docOfState, stateOf } from "../../../shared/doc/docState.ts";
import { createDoc, readHeader } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { newHistoryOf } from "../../../shared/doc/newHistory.ts";
import { limits } from "../../../shared/limits.ts";
import type { Journey } from "../../../shared/model/journey.ts";

const journey = {
  format: "kept.journey",
  version: 1,
  title: "Delivery",
  stages: [{ id: "buy", title: "Buy" }],
  lanes: [{ id: "front", title: "Touchpoints", kind: "touchpoints" }],
  touchpoints: [{ id: "shop", stage: "buy", lane: "front", title: "Shop", description: "Where it begins" }],
} as unknown as Journey;

/** A map whose commands are signed, as the log has them. */
function signed() {
  const doc = createDoc(journey, "gen-1");
  const start = stateOf(doc);
  const mirror = openMirror(doc);
  const rows: SignedUpdate[] = [];
  let by = { user: "", at: 0 };
  doc.on("update", (bytes: Uint8Array) => rows.push({ ...by, bytes }));
  return {
    doc,
    start,
    rows,
    run: (user: string, minute: number, name: CommandName, args: object) => {
      by = { user, at: minute * 60_000 };
      runCommand({ doc, mirror }, name, args, {});
    },
  };
}

const short = ({ entries }: ReturnType<typeof journalOf>) =>
  entries.map(({ user, verb, id, fields, at }) => [at / 60_000, user, verb, id, ...fields].join(" "));

const rename = (title: string) => ({ id: "shop", fields: { title } });

test("V5 what one person does to one record within five minutes is one entry, a longer work several", () => {
  const { run, start, rows, doc } = signed();
  run("ada", 1, "patchTouchpoint", rename("A"));
  run("ada", 3, "patchTouchpoint", { id: "shop", fields: { title: "B", momentOfTruth: true } });
  run("ada", 10, "patchTouchpoint", rename("C"));
  const journal = journalOf(start, rows);
  expect(short(journal)).toEqual(["3 ada changed shop title momentOfTruth", "10 ada changed shop title"]);
  expect(limits.changeStretchMs).toBe(5 * 60_000);
  expect(openMirror(docOfState(journal.state)).read("touchpoint", "shop")).toEqual(
    openMirror(doc).read("touchpoint", "shop"),
  );
});

test("V5 another's work between is an entry of its own, and so is what comes after it", () => {
  const { run, start, rows } = signed();
  run("ada", 1, "patchTouchpoint", rename("A"));
  run("ben", 2, "patchTouchpoint", rename("B"));
  run("ada", 3, "patchTouchpoint", rename("C"));
  expect(short(journalOf(start, rows))).toEqual([
    "1 ada changed shop title",
    "2 ben changed shop title",
    "3 ada changed shop title",
  ]);
});

test("V5 what in the end changed nothing is no entry: taken back, or added and removed", () => {
  const { run, start, rows } = signed();
  run("ada", 1, "patchTouchpoint", rename("A"));
  run("ada", 2, "patchTouchpoint", rename("Shop"));
  run("ada", 2, "addStage", { id: "use", title: "Use" });
  run("ada", 3, "deleteRecords", { refs: [{ kind: "stage", id: "use" }] });
  run("ada", 3, "patchMap", { fields: { title: "Other" } });
  run("ada", 4, "patchMap", { fields: { title: "Delivery" } });
  expect(short(journalOf(start, rows))).toEqual([]);
});

test("V4 an update that cannot be applied costs its own entry, not the journal", () => {
  const { run, start, rows } = signed();
  run("ada", 1, "patchTouchpoint", rename("A"));
  rows.unshift({ user: "eve", at: 0, bytes: new Uint8Array([9, 9, 9, 9]) });
  expect(short(journalOf(start, rows))).toEqual(["1 ada changed shop title"]);
});

test("V8 a new history is equal in every field, known or not, and shares nothing that could be merged", () => {
  const { doc, run } = signed();
  run("ada", 1, "patchTouchpoint", rename("A"));
  (doc.getMap("touchpoint").get("shop") as Y.Map<unknown>).set("fromTomorrow", { deep: [1, "two"] });
  const fresh = docOfState(newHistoryOf(stateOf(doc), "gen-2"));
  for (const name of ["map", "touchpoint", "stage", "lane"])
    expect(fresh.getMap(name).toJSON()).toEqual(doc.getMap(name).toJSON());
  expect((fresh.getMap("touchpoint").get("shop") as Y.Map<unknown>).get("description")).toBeInstanceOf(Y.Text);
  expect(readHeader(fresh)).toEqual({ schemaVersion: 1, generation: "gen-2" });
  const clients = (of: Y.Doc) => [...of.store.clients.keys()];
  expect(clients(fresh).filter((client) => clients(doc).includes(client))).toEqual([]);
});

test("V8 a new history can be begun whatever a hostile writer stored; what no map holds is left out", () => {
  const { doc } = signed();
  const shop = doc.getMap("touchpoint").get("shop") as Y.Map<unknown>;
  const hostile: Record<string, unknown> = {
    element: new Y.XmlElement("script"),
    fragment: new Y.XmlFragment(),
    xmlText: new Y.XmlText("<b>"),
    hook: new Y.XmlHook("hook"),
    document: new Y.Doc(),
  };
  for (const [name, value] of Object.entries(hostile)) shop.set(name, value);
  doc.getMap("stage").set("fragment", new Y.XmlFragment());
  shop.set("list", Y.Array.from([1, new Y.XmlElement("b"), new Y.Map([["inner", new Y.XmlElement("i")]])]));
  // Bytes may say what no honest Yjs writes: a field of that name, by which Yjs tells what a value is.
  const bytes = withConstructor(stateOf(doc), "shop");
  const fresh = docOfState(newHistoryOf(bytes, "gen-2"));
  const copy = fresh.getMap("touchpoint").get("shop") as Y.Map<unknown>;
  expect(copy.toJSON()).toMatchObject({ title: "Shop", description: "Where it begins", list: [1, {}] });
  expect([...copy.keys()].filter((name) => name in hostile || name === "odd")).toEqual([]);
  expect([...fresh.getMap("stage").keys()]).toEqual(["buy"]);
});

/** The state with a field `odd` in that record, whose value has a field `constructor`. */
function withConstructor(state: Uint8Array, id: string): Uint8Array {
  const doc = docOfState(state);
  const value: Record<string, unknown> = { constructo_: 1 };
  (doc.getMap("touchpoint").get(id) as Y.Map<unknown>).set("odd", value);
  const bytes = Buffer.from(stateOf(doc));
  bytes.write("constructor", bytes.indexOf("constructo_"));
  return bytes;
}
