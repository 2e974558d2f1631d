import { crc32 } from "node:zlib";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import type { LogEntry } from "../../../server/store/updateLog.ts";
import { UpdateLogQueue } from "../../../server/store/updateLogQueue.ts";
import { limits } from "../../../shared/limits.ts";
import { HandClock } from "./handClock.ts";
import { openTestLog, runSql } from "./testLog.ts";
import { updateLogSuite } from "./updateLogSuite.ts";

updateLogSuite(async () => {
  const clock = new HandClock();
  const db = new Sqlite(":memory:");
  return {
    log: openTestLog(clock, db),
    sql: async (statement) => runSql(db, statement),
    reopen: async () => openTestLog(clock, db),
    async wait(work) {
      const state = { isDone: false };
      const done = work.finally(() => (state.isDone = true));
      while (!state.isDone) await clock.advance(20);
      return done;
    },
    async close() {
      db.close();
    },
  };
});

const entry = (byte: number, size = 1, map = "one"): LogEntry => ({
  map,
  generation: "gen",
  user: "ann",
  bytes: new Uint8Array(size).fill(byte),
  newClients: [],
});

/** A queue over a disk that a test lets work, fail and wait. */
function openQueue() {
  const clock = new HandClock();
  const groups: number[][] = [];
  /** It fails for these maps, or for all. */
  const disk = {
    failure: undefined as Error | undefined,
    badMaps: new Set<string>(),
    /** Whether somebody holds every map locked, and how many commits wait until `free`. */
    isLocked: false,
    waiting: 0,
    free: () => {},
    gate: Promise.resolve(),
  };
  const freed = new Promise<void>((resolve) => (disk.free = resolve));
  const failures: number[] = [];
  const failedApart: string[] = [];
  const commit = async (entries: readonly LogEntry[]) => {
    await disk.gate;
    if (disk.failure) throw disk.failure;
    if (entries.some(({ map }) => disk.badMaps.has(map))) throw new Error("a bad row");
    if (disk.isLocked) return entries.map(() => undefined);
    groups.push(entries.map(({ bytes }) => bytes[0] ?? 0));
    return entries.map((_, index) => index + 1);
  };
  const queue = new UpdateLogQueue({
    clock,
    commit,
    async commitApart(entries) {
      disk.waiting += 1;
      if (disk.isLocked) await freed;
      disk.waiting -= 1;
      return commit(entries);
    },
    onFailure(_error, failingForMs, map) {
      failures.push(failingForMs);
      if (map !== undefined) failedApart.push(map);
    },
  });
  return { clock, groups, disk, failures, failedApart, queue };
}

test("D7 a map that was closed is tried again after minutes, and what fails without ending the process counts nothing", async () => {
  const clock = new HandClock();
  const db = new Sqlite(":memory:");
  await openTestLog(clock, db).create("one", "gen", new Uint8Array([0, 0]));
  const restart = () => openTestLog(clock, db);
  for (let i = 0; i < 3; i++) await restart().load("one");
  await expect(restart().load("one")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await clock.advance(6 * 60_000);
  await restart().load("one");
  await expect(restart().load("one")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await clock.advance(6 * 60_000);
  const log = restart();
  await log.load("one");
  await log.opened("one");
  db.exec("ALTER TABLE map_clients RENAME TO away");
  for (let i = 0; i < 5; i++) await expect(log.load("one")).rejects.not.toMatchObject({ code: "UNAVAILABLE" });
  db.exec("ALTER TABLE away RENAME TO map_clients");
  expect(await log.load("one")).toBeDefined();
});

test("D2 entries are committed in groups within 10 ms, in order", async () => {
  const { clock, groups, disk, queue } = openQueue();
  let open = () => {};
  disk.gate = new Promise((resolve) => (open = resolve));
  const first = [queue.append(entry(1)), queue.append(entry(2))];
  await clock.advance(10);
  const second = [queue.append(entry(3)), queue.append(entry(4))];
  expect(queue.waiting).toBe(4);
  open();
  await Promise.all([...first, ...second]);
  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(queue.waiting).toBe(0);
});

test("D2 a group that fails is tried again, and nothing overtakes it", async () => {
  const { clock, groups, disk, failures, queue } = openQueue();
  disk.failure = new Error("disk full");
  const first = queue.append(entry(1));
  await clock.advance(100);
  const second = queue.append(entry(2));
  await clock.advance(5_000);
  expect(groups).toEqual([]);
  expect(failures.length).toBeGreaterThan(3);
  expect(failures.length).toBeLessThan(20);
  disk.failure = undefined;
  await clock.advance(6_000);
  await Promise.all([first, second]);
  expect(groups.flat()).toEqual([1, 2]);
});

test("D3 after 10 s of failure, or when too much waits, no more should come", async () => {
  const { clock, disk, queue } = openQueue();
  disk.failure = new Error("gone");
  void queue.append(entry(1));
  await clock.advance(limits.unsavedMs - 1_000);
  expect(queue.isAccepting).toBe(true);
  await clock.advance(1_100);
  expect(queue.isAccepting).toBe(false);
  disk.failure = undefined;
  await clock.advance(6_000);
  expect(queue.isAccepting).toBe(true);
  disk.failure = new Error("gone again");
  void queue.append(entry(2, limits.unsavedBytes + 1));
  expect(queue.isAccepting).toBe(false);
});

test("D24 maps that fail are set apart, and what others bring is committed together again", async () => {
  const { clock, groups, disk, failedApart, queue } = openQueue();
  disk.badMaps = new Set(["bad", "worse"]);
  void queue.append(entry(1, 1, "bad"));
  void queue.append(entry(2, 1, "worse"));
  await clock.advance(3_000);
  // So far it may as well be the disk.
  expect(failedApart).toEqual([]);
  const good = [queue.append(entry(3, 1, "good")), queue.append(entry(4, 1, "fine"))];
  await clock.advance(5_000);
  await Promise.all(good);
  expect(new Set(failedApart)).toEqual(new Set(["bad", "worse"]));
  void queue.append(entry(5, 1, "worse"));
  await Promise.all([queue.append(entry(6, 1, "good")), queue.append(entry(7, 1, "fine")), clock.advance(10)]);
  expect(groups.at(-1)).toEqual([6, 7]);
  disk.badMaps = new Set(["bad"]);
  await clock.advance(10_000);
  expect([queue.waiting, groups.flat().filter((byte) => byte === 2 || byte === 5)]).toEqual([1, [2, 5]]);
});

test("D24 when a map fails for 10 s, or too much of it waits, no more of it should come; others are not asked to stop", async () => {
  const { clock, disk, queue } = openQueue();
  disk.badMaps.add("bad");
  void queue.append(entry(1, 1, "bad"));
  await clock.advance(limits.unsavedMs + 5_000);
  // Nobody else showed yet that the disk works, and may.
  expect([queue.accepts("bad"), queue.accepts("good")]).toEqual([false, true]);
  const good = queue.append(entry(2, 1, "good"));
  await clock.advance(6_000);
  await good;
  expect([queue.accepts("bad"), queue.accepts("good"), queue.isAccepting]).toEqual([false, true, true]);
  disk.badMaps.clear();
  await clock.advance(6_000);
  expect([queue.accepts("bad"), queue.waiting]).toEqual([true, 0]);

  disk.badMaps.add("bad");
  void queue.append(entry(3, limits.unsavedBytesPerMap, "bad"));
  await Promise.all([queue.append(entry(4, 1, "good")), clock.advance(2_000)]);
  expect(queue.accepts("bad")).toBe(true);
  void queue.append(entry(5, 1, "bad"));
  expect([queue.accepts("bad"), queue.accepts("good")]).toEqual([false, true]);
});

test("D24 a disk that takes nothing sets no map apart: all are refused, and saved together when it works again", async () => {
  const { clock, disk, failedApart, failures, queue } = openQueue();
  const maps = Array.from({ length: 50 }, (_, index) => `map ${index}`);
  disk.failure = new Error("disk full");
  const all = maps.map((map, index) => queue.append(entry(index, 1, map)));
  await clock.advance(limits.unsavedMs + 1_000);
  expect(maps.filter((map) => queue.accepts(map))).toEqual([]);
  expect(queue.isAccepting).toBe(false);
  expect(failures.length).toBeLessThan(20);
  disk.failure = undefined;
  await clock.advance(6_000);
  await Promise.all(all);
  expect([failedApart, queue.waiting, queue.isAccepting]).toEqual([[], 0, true]);
});

test("D30 maps that are all locked after a commit was given up are not set apart: all are refused until one gets through", async () => {
  const { clock, disk, failedApart, queue } = openQueue();
  const maps = Array.from({ length: 250 }, (_, index) => `map ${index}`);
  disk.failure = new Error("no answer to a commit");
  const all = maps.map((map) => queue.append(entry(1, 1, map)));
  await clock.advance(20);
  [disk.failure, disk.isLocked] = [undefined, true];
  await clock.advance(limits.unsavedMs / 2);
  const late = queue.append(entry(2, 1, "late"));
  await clock.advance(limits.unsavedMs / 2);
  expect([queue.isAccepting, disk.waiting, failedApart]).toEqual([false, 0, []]);
  expect(maps.filter((map) => queue.accepts(map))).toEqual([]);
  disk.isLocked = false;
  await clock.advance(6_000);
  await Promise.all([...all, late]);
  expect([queue.waiting, queue.isAccepting]).toEqual([0, true]);
});

test("D31 of many maps that somebody else holds locked two are waited for at once; others are saved meanwhile", async () => {
  const { clock, disk, groups, queue } = openQueue();
  disk.isLocked = true;
  const held = Array.from({ length: 50 }, (_, index) => queue.append(entry(index, 1, `map ${index}`)));
  await clock.advance(1_000);
  expect([disk.waiting, queue.waiting]).toEqual([2, 50]);
  disk.isLocked = false;
  await Promise.all([queue.append(entry(99, 1, "other")), clock.advance(10)]);
  expect(groups).toEqual([[99]]);
  disk.free();
  await Promise.all([...held, clock.advance(10)]);
  expect([queue.waiting, groups.length]).toEqual([0, 51]);
});

test("D31 when too much waits of all maps that are set apart, no more of them should come; others are not asked to stop", async () => {
  const { clock, disk, queue } = openQueue();
  disk.isLocked = true;
  const count = Math.ceil(limits.unsavedBytes / limits.unsavedBytesPerMap) + 1;
  for (let i = 0; i < count; i++) void queue.append(entry(1, limits.unsavedBytesPerMap - 1, `map ${i}`));
  await clock.advance(100);
  expect([queue.accepts("map 0"), queue.accepts("good"), queue.isAccepting]).toEqual([false, true, true]);
  disk.isLocked = false;
  disk.free();
  await clock.advance(100);
  expect([queue.accepts("map 0"), queue.waiting]).toEqual([true, 0]);
});

test("D3 a commit that hangs counts as failing from its beginning", async () => {
  const { clock, disk, queue } = openQueue();
  let open = () => {};
  disk.gate = new Promise((resolve) => (open = resolve));
  const waiting = queue.append(entry(1));
  await clock.advance(limits.unsavedMs);
  expect(queue.isAccepting).toBe(true);
  await clock.advance(100);
  expect(queue.isAccepting).toBe(false);
  open();
  await waiting;
  expect(queue.isAccepting).toBe(true);
});

test("D10 a log of an earlier version goes on counting where it was, and its rows have no time", async () => {
  const db = new Sqlite(":memory:");
  db.exec(`
    CREATE TABLE map_heads (map TEXT PRIMARY KEY, generation TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE map_updates (
      map TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL,
      PRIMARY KEY (map, seq)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO map_heads VALUES ('one', 'gen'), ('two', 'gen');
    INSERT INTO map_updates VALUES ('one', 7, 'ann', x'01', ${crc32("one\0ann\0\x01")});`);
  const clock = new HandClock();
  await openTestLog(clock, db).load("two");
  const log = openTestLog(clock, db);
  expect(await log.heads(["one", "two"])).toEqual(
    new Map([
      ["one", { generation: "gen", seq: 7 }],
      ["two", { generation: "gen", seq: 0 }],
    ]),
  );
  expect((await log.load("one"))?.rows).toEqual([{ seq: 7, at: 0, user: "ann", bytes: Buffer.from([1]) }]);
});
