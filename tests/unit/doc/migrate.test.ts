import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { createDoc, readHeader, schemaVersion } from "../../../shared/doc/mapDoc.ts";
import { migrateDoc, type Migration } from "../../../shared/doc/migrate.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { tableOf } from "../../../shared/doc/table.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import { parseJourney } from "../../../shared/model/integrity.ts";

const journey = { format: "kept.journey", version: 1, title: "Trip" } as const;

const steps: Migration[] = [1, 2, 3].map((from) => ({
  from,
  migrate: (doc) => void doc.getMap("map").set("title", `${String(doc.getMap("map").get("title"))} ${from}`),
}));

test("M1 a document says its layout and its generation", () => {
  expect(readHeader(createDoc(journey, "gen-1"))).toEqual({ schemaVersion, generation: "gen-1" });
  expect(readHeader(createDoc(journey))?.generation).not.toBe(readHeader(createDoc(journey))?.generation);
  expect(readHeader(new Y.Doc())).toBeUndefined();
});

test("M2 migrations run in order, in one transaction, and once", () => {
  const doc = createDoc(journey);
  doc.getMap("header").set("schemaVersion", 2);
  let transactions = 0;
  doc.on("update", () => (transactions += 1));
  expect(migrateDoc(doc, steps, 4)).toBe(true);
  expect(doc.getMap("map").get("title")).toBe("Trip 2 3");
  expect(readHeader(doc)?.schemaVersion).toBe(4);
  expect(migrateDoc(doc, steps, 4)).toBe(false);
  expect(transactions).toBe(1);
});

test("M3 a newer layout and what is no map at all are refused", () => {
  const newer = createDoc(journey);
  newer.getMap("header").set("schemaVersion", schemaVersion + 1);
  expect(() => migrateDoc(newer)).toThrow(expect.objectContaining({ code: "CLIENT_TOO_OLD" }));
  expect(() => migrateDoc(new Y.Doc())).toThrow(expect.objectContaining({ code: "MALFORMED" }));
});

/**
 * Bytes of a map that several people had worked on under layout 1, and what it exported then. They are never made anew:
 * when this test fails, code broke maps that people have.
 */
test("M4 a map of layout 1 opens and exports what it did then", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, readFileSync(fixture("v1.bin")));
  expect(readHeader(doc)).toEqual({ schemaVersion: 1, generation: "gen-frozenv1" });
  migrateDoc(doc);
  const mirror = openMirror(doc);
  const wanted: unknown = JSON.parse(readFileSync(fixture("v1.json"), "utf8"));
  expect(mirror.problems).toEqual([]);
  expect(exportJourney(mirror)).toEqual(wanted);
  expect(parseJourney(wanted)).toEqual({ journey: wanted });
  expect(mirror.read("stage", "st-fly")?.columns).toBe(3);
  expect((tableOf(doc, "touchpoint").get("tp-book") as Y.Map<unknown>).get("laterField")).toEqual({
    from: "a later version",
  });
});

function fixture(name: string): string {
  return join(import.meta.dirname, "../../fixtures", name);
}
