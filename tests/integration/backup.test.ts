import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { newTestStore } from "../services/testStore.ts";
import { type BackupHarness, openBackupHarness } from "./backupHarness.ts";
import { until } from "./syncClient.ts";
import { createMap, openWriter, places, readAll, writersToken } from "./writer.ts";

let harness: BackupHarness;

beforeAll(async () => {
  harness = await openBackupHarness();
});
afterAll(() => harness.close());

test("BK2 while people write a backup is made; the server is killed, and another restored from it has all that was saved", async () => {
  const [store, other] = [await newTestStore(), await newTestStore()];
  const server = await harness.start(store);
  const map = await createMap(server);
  const people = ["a", "b", "c"].map((name) => openWriter(server.url, map, name, places.map));
  for (const { client } of people) await until(() => client.provider.synced, "everyone is in");
  const writing = setInterval(() => people.forEach((person) => person.write()), 3);
  const saved = () => people.flatMap((person) => [...person.saved]);
  await until(() => saved().length > 300, "people are at work");

  const before = saved();
  const file = harness.newFile();
  const result = await harness.run("backup", store.env, file);
  expect(result.said).toMatch(/^Backed up 2 maps .* MB\.$/m);
  expect(result.code).toBe(0);
  await until(() => saved().length > before.length + 100, "people go on");
  await server.kill();
  clearInterval(writing);
  for (const { client } of people) client.close();

  expect(await harness.run("restore", other.env, file)).toMatchObject({ code: 0 });
  const again = await harness.start(other);
  const found = new Set(await readAll(again.url, map, places.map));
  expect(before.filter((id) => !found.has(id))).toEqual([]);
  // And it works: the map can be written to.
  const writer = openWriter(again.url, map, "new", places.map);
  await until(() => writer.client.provider.synced, "the writer is in");
  writer.write();
  await until(() => writer.saved.has("new-0"), "a new edit is saved");
  writer.client.close();
  await again.stop();
  for (const each of [store, other]) await each.remove();
}, 300_000);

test("BK1 a backup is whole or not there, and overwrites nothing", async () => {
  const store = await newTestStore();
  const empty = await harness.run("backup", store.env, harness.newFile());
  expect([empty.code, empty.said]).toEqual([1, expect.stringMatching(/There is no studio/)]);
  await harness.studioWith(store, "one");
  const file = harness.newFile();
  expect((await harness.run("backup", store.env, file)).code).toBe(0);
  const second = await harness.run("backup", store.env, file);
  expect([second.code, second.said]).toEqual([1, expect.stringContaining("is there already")]);
  const nowhere = await harness.run("backup", store.env, join(harness.folder, "no", "such", "folder.db"));
  expect(nowhere.code).toBe(1);
  expect(readdirSync(harness.folder).filter((name) => name.includes("part"))).toEqual([]);
  await store.remove();
}, 300_000);

test("BK3 a restore refuses a running studio, one with content, and what is no backup; the old content is kept", async () => {
  const [from, to] = [await newTestStore(), await newTestStore()];
  const { map, generation } = await harness.studioWith(from, "one");
  const own = await harness.studioWith(to, "theirs");
  const file = harness.newFile();
  await harness.run("backup", from.env, file);

  const server = await harness.start(to);
  const running = await harness.run("restore", to.env, file, "--replace");
  expect([running.code, running.said]).toEqual([1, expect.stringContaining("A studio is running")]);
  await server.stop();
  const full = await harness.run("restore", to.env, file);
  expect([full.code, full.said]).toEqual([1, expect.stringContaining("with 2 maps. Say --replace")]);
  const wrong = harness.newFile();
  writeFileSync(wrong, "not a database, but long enough to be taken for one".repeat(20));
  for (const bad of [wrong, join(harness.folder, "missing.db")])
    expect((await harness.run("restore", to.env, bad, "--replace")).code).toBe(1);
  expect((await harness.visit(to, own.map, own.generation)).edits).toEqual(["theirs"]);

  const replaced = await harness.run("restore", to.env, file, "--replace");
  expect(replaced.code).toBe(0);
  const [, kept = ""] = /What was there before is in (.*)\.$/m.exec(replaced.said) ?? [];
  expect(existsSync(kept)).toBe(true);
  expect((await harness.visit(to, map, generation)).edits).toEqual(["one"]);
  const third = await newTestStore();
  expect((await harness.run("restore", third.env, kept, "--unchanged")).code).toBe(0);
  expect(await harness.visit(third, own.map, own.generation)).toEqual({ edits: ["theirs"], closed: undefined });
  for (const each of [from, to, third]) await each.remove();
}, 300_000);

test("BK4 who holds a copy of a history that went back is turned away; what did not go back goes on", async () => {
  const store = await newTestStore();
  const still = await harness.studioWith(store, "still");
  const moving = await harness.studioWith(store, "early");
  const file = harness.newFile();
  await harness.run("backup", store.env, file);
  const server = await harness.start(store);
  const writer = openWriter(server.url, moving.map, "late", places.map);
  await until(() => writer.client.provider.synced, "the writer is in");
  writer.write();
  await until(() => writer.saved.size === 1, "it is saved");
  writer.client.close();
  await server.stop();

  const restored = await harness.run("restore", store.env, file, "--replace");
  expect(restored.said).toMatch(/Done: 3 maps are there\. 1 of them begin/);
  expect(await harness.visit(store, still.map, still.generation)).toEqual({ edits: ["still"], closed: undefined });
  expect(await harness.visit(store, moving.map, moving.generation)).toEqual({ edits: ["early"], closed: 4409 });
  await store.remove();

  // Elsewhere nobody knows what came after the backup, unless somebody says that nothing did.
  const [elsewhere, same] = [await newTestStore(), await newTestStore()];
  await harness.run("restore", elsewhere.env, file);
  expect((await harness.visit(elsewhere, still.map, still.generation)).closed).toBe(4409);
  await harness.run("restore", same.env, file, "--unchanged");
  expect((await harness.visit(same, still.map, still.generation)).closed).toBe(undefined);
  for (const each of [elsewhere, same]) await each.remove();
}, 300_000);

test("BK6 a command that is called wrongly says how it is called", async () => {
  const store = await newTestStore();
  for (const [name, ...words] of [["backup"], ["backup", "a", "b"], ["restore", "a", "--force"], ["move", "a"]]) {
    const { code, said } = await harness.run(name!, store.env, ...words);
    expect([code, said]).toEqual([2, expect.stringContaining(`npm run ${name}`)]);
  }
  expect((await harness.run("backup", store.env, "--help")).code).toBe(0);
  const wrong = await harness.run(
    "backup",
    { ...store.env, DATABASE_URL: "mysql://kept:hunter2@db/kept" },
    harness.newFile(),
  );
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining("DATABASE_URL is a value of")]);
  await store.remove();
}, 300_000);

test("BK7 a map that went back says so in its history, and a version keeps what the backup had of the old one", async () => {
  const [store, to] = [await newTestStore(), await newTestStore()];
  const { map, generation } = await harness.studioWith(store, "early");
  const file = harness.newFile();
  await harness.run("backup", store.env, file);
  expect(await harness.run("restore", to.env, file)).toMatchObject({ code: 0 });

  const server = await harness.start(to);
  const ask = async (path: string) =>
    (
      await fetch(`${server.url}/api/v1/maps/${map}${path}`, { headers: { authorization: `Bearer ${writersToken}` } })
    ).json();
  const access = (await ask("/access")) as { generation: string };
  expect(access.generation).toMatch(/^back-/);
  const versions = (await ask("/versions")) as { id: string; kind: string; generation: string; by: unknown }[];
  const [kept] = versions.filter((version) => version.generation === generation);
  expect(kept).toMatchObject({ kind: "safety", name: "As it was in the backup", by: null });
  const { state } = (await ask(`/versions/${kept?.id}/state`)) as { state: string };
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(state, "base64"));
  expect(places.map.read(doc)).toEqual(["early"]);
  await server.stop();
  for (const each of [store, to]) await each.remove();
}, 300_000);
