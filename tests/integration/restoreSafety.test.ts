import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restoreBackup } from "../../server/backup/restoreBackup.ts";
import { databaseFile } from "../../server/store/database.ts";
import { studioLock } from "../../server/store/studioLock.ts";
import { openTcpProxy } from "../services/tcpProxy.ts";
import { newTestStore, type TestStore } from "../services/testStore.ts";
import { type BackupHarness, openBackupHarness } from "./backupHarness.ts";
import { until } from "./syncClient.ts";

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

/** Somebody who waits for the database, to have it alone as a restore has. */
async function askForAlone({ place }: TestStore): Promise<{ has: Promise<unknown>; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: place.kind === "postgres" ? place.url : "" });
  await client.connect();
  return { has: client.query(`SELECT pg_advisory_lock(${studioLock})`), close: () => client.end() };
}

const ending = (name: string) =>
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '${name}'`;

test("BK8 a restore refuses a database on which a node lives, idle or not, and while it is at work no node starts there", async () => {
  const [from, to] = [await newTestStore("sqlite"), await newTestStore("postgres")];
  const { map, generation } = await harness.studioWith(from, "one");
  const file = await backupOf(from);
  const node = await harness.start(to);
  // Whatever it used lately is gone.
  await to.sql(ending("kept"));
  const refused = await harness.run("restore", to.env, file, "--replace");
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining("Stop every node first")]);
  await node.stop();

  const restore = await askForAlone(to);
  await restore.has;
  await expect(harness.start(to)).rejects.toThrow("A backup is being restored into the database");
  await restore.close();
  expect(await harness.run("restore", to.env, file, "--replace", "--unchanged")).toMatchObject({ code: 0 });
  expect(await harness.visit(to, map, generation)).toEqual({ edits: ["one"], closed: undefined });
  for (const each of [from, to]) await each.remove();
}, 300_000);

test("BK8 a node whose connection broke says again that it lives; when a restore was quicker, it ends", async () => {
  const store = await newTestStore("postgres");
  const node = await harness.start(store);
  const holders = () =>
    store.sql("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'kept node'");
  const [first] = await holders();
  await store.sql(ending("kept node"));
  await expect
    .poll(async () => (await holders()).some(({ pid }) => pid !== first?.pid), { timeout: 15_000 })
    .toBe(true);
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200);

  const restore = await askForAlone(store);
  await store.sql(ending("kept node"));
  await restore.has;
  await until(() => !isAlive(node.pid), "the node ends");
  expect(node.log).toContain("a backup is being restored into the database of this node");
  await restore.close();
  await store.remove();
}, 300_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("BK11 a restore refuses while a node works there that holds no lock, also one that began when the restore was at work", async () => {
  const [from, to] = [await newTestStore("sqlite"), await newTestStore("postgres")];
  await harness.studioWith(from, "one");
  const { map, generation } = await harness.studioWith(to, "theirs");
  const file = await backupOf(from);
  const earlier = await to.openLog();
  await earlier.heads([map]);
  const refused = await harness.run("restore", to.env, file, "--replace");
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining("Stop every node first")]);
  await earlier.close();

  const { place, dataDir } = to;
  const late = await to.openLog();
  let reading: Promise<unknown> | undefined;
  const progress = {
    show(what: string) {
      // What there is now is being kept.
      if (what.startsWith("Copying")) reading ??= late.heads([map]);
    },
    done: () => undefined,
  };
  const restored = restoreBackup({ backup: file, to: place, dataDir, isReplacing: true, isUnchanged: true, progress });
  await expect(restored).rejects.toThrow("A studio began to work on that database meanwhile, so nothing was changed.");
  await reading;
  await late.close();
  expect(await harness.visit(to, map, generation)).toEqual({ edits: ["theirs"], closed: undefined });
  for (const each of [from, to]) await each.remove();
}, 300_000);

test("BK12 PostgreSQL is asked by every connection to notice soon when the other end is gone", async () => {
  const store = await newTestStore("postgres");
  const url = new URL(store.env.DATABASE_URL ?? "");
  const proxy = await openTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const env = { ...store.env, DATABASE_URL: url.href };
  const node = await harness.start({ ...store, env });
  await node.stop();
  expect(await harness.run("backup", env, harness.newFile())).toMatchObject({ code: 0 });
  for (const name of ["kept", "kept node", "kept copy"]) {
    const own = proxy.greetings.filter((greeting) => greeting.includes(`\0application_name\0${name}\0`));
    expect(own.length).toBeGreaterThan(0);
    for (const greeting of own)
      expect(greeting).toMatch(/-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3/);
  }
  await proxy.close();
  await store.remove();
}, 300_000);

test("BK9 whenever a restore is killed the studio is there, as it was or as it is in the backup, and the next one ends well", async () => {
  const [from, to] = [await newTestStore("sqlite"), await newTestStore("sqlite")];
  await harness.studioWith(from, "one");
  await harness.studioWith(from, "two");
  const { map, generation } = await harness.studioWith(to, "theirs");
  const file = await backupOf(from);
  const place = databaseFile(to.dataDir);
  const maps = () => {
    const db = new Sqlite(place, { fileMustExist: true });
    const found = [
      db.pragma("integrity_check", { simple: true }),
      db.prepare("SELECT count(*) FROM map").pluck().get(),
    ];
    db.close();
    return found;
  };
  const names = () => readdirSync(to.dataDir);
  const inode = statSync(place).ino;
  const moments: (() => boolean)[] = [
    () => names().some((name) => name.endsWith(".restoring")),
    () => names().some((name) => name.endsWith(".restoring-wal")),
    () => names().some((name) => name.startsWith("kept-before-restore-")),
    () => names().some((name) => name.startsWith("kept-before-restore-")),
    () => existsSync(place) && statSync(place).ino !== inode,
  ];
  for (const isTime of moments) {
    await harness.runAndKill(isTime, "restore", to.env, file, "--replace");
    expect([
      ["ok", 2],
      ["ok", 3],
    ]).toContainEqual(maps());
  }
  expect(await harness.run("restore", to.env, file, "--replace")).toMatchObject({ code: 0 });
  expect(maps()).toEqual(["ok", 3]);
  expect(names().filter((name) => name.includes("restoring"))).toEqual([]);
  // What was there first is still there, under another name than the studio's.
  const kept = names().filter((name) => name.startsWith("kept-before-restore-"));
  expect(kept.map((name) => statSync(join(to.dataDir, name)).ino)).not.toContain(statSync(place).ino);
  const first = kept.find((name) => statSync(join(to.dataDir, name)).ino === inode);
  const third = await newTestStore("sqlite");
  const back = await harness.run("restore", third.env, join(to.dataDir, first ?? ""), "--unchanged");
  expect(back.code).toBe(0);
  expect(await harness.visit(third, map, generation)).toEqual({ edits: ["theirs"], closed: undefined });
  for (const each of [from, to, third]) await each.remove();
}, 300_000);

test("BK9 restoring and moving need space beside the data alone, and leave nothing there", async () => {
  const [from, to] = [await newTestStore("sqlite"), await newTestStore("postgres")];
  await harness.studioWith(from, "one");
  const nowhere = { TMPDIR: join(harness.folder, "not", "there") };
  const env = { ...from.env, ...to.env, ...nowhere, KEPT_DATA_DIR: from.dataDir };
  expect(await harness.run("move", env)).toMatchObject({ code: 0 });
  const file = await backupOf(to);
  expect(await harness.run("restore", { ...to.env, ...nowhere }, file, "--replace")).toMatchObject({ code: 0 });
  const left = [from, to].flatMap(({ dataDir }) => readdirSync(dataDir));
  expect(left.filter((name) => /restoring|moving|part/.test(name))).toEqual([]);
  for (const each of [from, to]) await each.remove();
}, 300_000);

test("BK10 what is wrong after all is in its place is said, and not that nothing was changed", async () => {
  const [from, to, other] = [await newTestStore("sqlite"), await newTestStore("postgres"), await newTestStore()];
  const { map } = await harness.studioWith(from, "one");
  const file = await backupOf(from);
  let isFilled = false;
  const progress = {
    show(what: string) {
      if (isFilled && what === "Opening every map") throw new Error("no more connections");
    },
    done(sentence: string) {
      isFilled ||= sentence.startsWith("Checking");
    },
  };
  const options = { backup: file, to: to.place, dataDir: to.dataDir, isReplacing: false, isUnchanged: true, progress };
  const { complaints, maps } = await restoreBackup(options);
  expect([maps, complaints]).toEqual([2, [expect.stringContaining("Everything is in its place, but")]]);
  expect(await to.sql("SELECT id FROM map WHERE id = ?", map)).toHaveLength(1);

  const db = new Sqlite(file);
  db.prepare("UPDATE map_updates SET bytes = x'00' WHERE map = ?").run(map);
  db.close();
  const damaged = await harness.run("restore", other.env, file);
  expect([damaged.code, damaged.said]).toEqual([3, expect.stringContaining("cannot be read; they were set aside")]);
  expect(damaged.said).toContain("Done: 2 maps are there.");
  for (const each of [from, to, other]) await each.remove();
}, 300_000);
