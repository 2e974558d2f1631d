import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { databaseFile } from "../../server/store/database.ts";
import { newTestStore, type TestStore } from "../services/testStore.ts";
import { type BackupHarness, openBackupHarness } from "./backupHarness.ts";

let harness: BackupHarness;

beforeAll(async () => {
  harness = await openBackupHarness();
});
afterAll(() => harness.close());

async function backupOf(store: TestStore): Promise<string> {
  const file = harness.newFile();
  expect(await harness.run("backup", store.env, file)).toMatchObject({ code: 0 });
  return file;
}

/** Writes into a map of a stopped studio as its log takes it, whatever a room would say of it. */
async function append(store: TestStore, map: string, generation: string, write: (doc: Y.Doc) => void): Promise<void> {
  const log = await store.openLog();
  const loaded = await log.load(map);
  const doc = new Y.Doc();
  for (const bytes of [loaded?.snapshot ?? [], loaded?.rows.map((row) => row.bytes) ?? []].flat())
    Y.applyUpdate(doc, bytes);
  const known = Y.encodeStateVector(doc);
  write(doc);
  const bytes = Y.encodeStateAsUpdate(doc, known);
  await log.append({ map, generation, user: "eve", bytes, newClients: [doc.clientID] });
  await log.close();
}

test("BK13 what a removed database left beside it is set aside, and is no part of what is restored there", async () => {
  const [from, to] = [await newTestStore("sqlite"), await newTestStore("sqlite")];
  const { map, generation } = await harness.studioWith(from, "one");
  await harness.studioWith(to, "theirs");
  const file = await backupOf(from);
  const place = databaseFile(to.dataDir);
  const left = harness.newFile();
  const db = new Sqlite(place);
  db.pragma("journal_mode = WAL");
  db.exec("UPDATE map SET title = 'What was there'; DELETE FROM map_updates; DELETE FROM map_snapshots");
  copyFileSync(`${place}-wal`, left);
  db.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(place + end, { force: true });
  copyFileSync(left, `${place}-wal`);

  expect(await harness.run("restore", to.env, file, "--unchanged")).toMatchObject({ code: 0 });
  expect(existsSync(`${place}-wal`)).toBe(false);
  expect(await harness.visit(to, map, generation)).toEqual({ edits: ["one"], closed: undefined });
  const [aside = ""] = readdirSync(to.dataDir).filter((name) => name.startsWith("kept-left-over-"));
  expect(aside).toMatch(/\.db-wal$/);
  expect(readFileSync(join(to.dataDir, aside)).equals(readFileSync(left))).toBe(true);
  for (const each of [from, to]) await each.remove();
}, 300_000);

test("BK14 whatever is in one map, the others are restored with new histories; one that cannot be read is named and stays", async () => {
  const [from, to] = [await newTestStore("sqlite"), await newTestStore()];
  const hostile = await harness.studioWith(from, "hostile");
  const strange = await harness.studioWith(from, "strange");
  await append(from, hostile.map, hostile.generation, (doc) => {
    doc.getMap("stage").set("fragment", new Y.XmlFragment());
    doc.getMap("touchpoint").set("odd", new Y.Map([["script", new Y.XmlElement("script")]]));
  });
  await append(from, strange.map, strange.generation, (doc) => doc.getMap("header").set("schemaVersion", 99));

  const restored = await harness.run("restore", to.env, await backupOf(from));
  expect(restored.code).toBe(3);
  expect(restored.said).toContain(`${strange.map} could not be read, and stays as it was in the backup`);
  expect(restored.said).toContain("Done: 3 maps are there. 2 of them begin a new history.");
  expect(await harness.visit(to, hostile.map, hostile.generation)).toEqual({ edits: ["hostile"], closed: 4409 });
  const log = await to.openLog();
  expect((await log.heads([strange.map])).get(strange.map)?.generation).toBe(strange.generation);
  await log.close();
  for (const each of [from, to]) await each.remove();
}, 300_000);
