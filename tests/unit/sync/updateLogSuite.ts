import type Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import type { LogEntry, UpdateLog } from "../../../server/store/updateLog.ts";

/** A backend under test: its log, and a second way to its bytes to do harm. */
export interface LogUnderTest {
  log: UpdateLog;
  db: Sqlite.Database;
  /** Closes the log and opens it again, as a new process would. */
  reopen: () => Promise<UpdateLog>;
  /** Lets the time pass that a group takes to form, where the test owns the clock. */
  wait: <T>(work: Promise<T>) => Promise<T>;
  close(): Promise<void>;
}

/** What every backend of the update log must do. */
export function updateLogSuite(open: () => Promise<LogUnderTest>): void {
  const entry = (map: string, bytes: number[], user = "ann", newClients: number[] = []): LogEntry => ({
    map,
    user,
    bytes: new Uint8Array(bytes),
    newClients,
  });
  const snapshot = new Uint8Array([1, 2, 3]);

  async function withLog(work: (tested: LogUnderTest) => Promise<void>): Promise<void> {
    const tested = await open();
    try {
      await tested.log.create("one", "gen", snapshot);
      await work(tested);
    } finally {
      await tested.close();
    }
  }

  async function bytesOf(log: UpdateLog, map = "one"): Promise<number[][]> {
    const loaded = await log.load(map);
    await log.opened(map);
    return (loaded?.rows ?? []).map(({ bytes }) => [...bytes]);
  }

  test("D2 a map is made once, and gives back what was appended, in order and by map", () =>
    withLog(async ({ log, wait }) => {
      await expect(log.create("one", "gen", snapshot)).rejects.toMatchObject({ code: "CONFLICT" });
      await log.create("two", "other", snapshot);
      const appends = [entry("one", [1]), entry("two", [9]), entry("one", [2], "ben"), entry("one", [3])];
      const seqs = await wait(Promise.all(appends.map((each) => log.append(each))));
      expect([seqs[0], seqs[2], seqs[3]]).toEqual([1, 2, 3]);
      expect(await bytesOf(log)).toEqual([[1], [2], [3]]);
      expect(await bytesOf(log, "two")).toEqual([[9]]);
      const loaded = await log.load("one");
      expect(loaded).toMatchObject({ generation: "gen", quarantined: 0 });
      expect([...(loaded?.snapshot ?? [])]).toEqual([...snapshot]);
      expect(loaded?.rows.map(({ user }) => user)).toEqual(["ann", "ben", "ann"]);
      expect(await log.load("three")).toBe(undefined);
    }));

  test("D4 a row with a wrong checksum, or of another map, is set aside and the rest is read", () =>
    withLog(async ({ log, db, wait }) => {
      await log.create("two", "other", snapshot);
      await wait(Promise.all([1, 2, 3, 4].map((byte) => log.append(entry("one", [byte])))));
      db.prepare("UPDATE map_updates SET bytes = x'ff' WHERE map = 'one' AND seq = 2").run();
      db.prepare("UPDATE map_updates SET map = 'two' WHERE map = 'one' AND seq = 3").run();
      expect((await log.load("one"))?.quarantined).toBe(1);
      expect((await log.load("two"))?.quarantined).toBe(1);
      expect(await bytesOf(log)).toEqual([[1], [4]]);
      expect((await log.load("one"))?.quarantined).toBe(0);
      const aside = db.prepare("SELECT map, seq, reason FROM map_quarantine ORDER BY map").all();
      expect(aside).toEqual([
        { map: "one", seq: 2, reason: "checksum" },
        { map: "two", seq: 3, reason: "checksum" },
      ]);
    }));

  test("D5 a snapshot replaces exactly the rows it merged", () =>
    withLog(async ({ log, wait }) => {
      await wait(Promise.all([1, 2, 3].map((byte) => log.append(entry("one", [byte])))));
      await log.compact("one", new Uint8Array([7]), 2);
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.rows.map(({ seq }) => seq)]).toEqual([[7], [3]]);
    }));

  test("D5 when the newest snapshot cannot be read, the one before it is", () =>
    withLog(async ({ log, db, wait }) => {
      await wait(log.append(entry("one", [1])));
      await log.compact("one", new Uint8Array([7]), 1);
      await wait(log.append(entry("one", [2])));
      await log.compact("one", new Uint8Array([8]), 2);
      await wait(log.append(entry("one", [3])));
      expect(db.prepare("SELECT count(*) AS n FROM map_snapshots").get()).toEqual({ n: 2 });
      db.prepare("UPDATE map_snapshots SET bytes = x'ff' WHERE seq = 2").run();
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.quarantined]).toEqual([[7], 1]);
      expect(loaded?.rows.map(({ bytes }) => [...bytes])).toEqual([[3]]);
    }));

  test("D6 a client id belongs to the first who used it, across snapshots and restarts", () =>
    withLog(async ({ log, wait, reopen }) => {
      await wait(log.append(entry("one", [1], "ann", [4_294_967_295, 5])));
      await wait(log.append(entry("one", [2], "ben", [5, 6])));
      await log.compact("one", snapshot, 2);
      const loaded = await (await reopen()).load("one");
      expect([...(loaded?.owners ?? [])].sort(([a], [b]) => a - b)).toEqual([
        [5, "ann"],
        [6, "ben"],
        [4_294_967_295, "ann"],
      ]);
    }));

  test("D7 a map that was opened three times without an end is closed; `opened` forgives", () =>
    withLog(async ({ log, reopen }) => {
      await log.create("two", "other", snapshot);
      await log.load("one");
      await log.load("one");
      await log.opened("one");
      for (let i = 0; i < 3; i++) await log.load("one");
      await expect(log.load("one")).rejects.toMatchObject({ code: "UNAVAILABLE" });
      const again = await reopen();
      await expect(again.load("one")).rejects.toMatchObject({ code: "UNAVAILABLE" });
      expect(await again.load("two")).toBeDefined();
    }));

  test("D10 a sequence number is never used twice, and what comes for a map that is gone is dropped", () =>
    withLog(async ({ log, wait, reopen }) => {
      await wait(Promise.all([log.append(entry("one", [1])), log.append(entry("one", [2]))]));
      await log.quarantine("one", [2], "cannot be applied");
      expect(await wait(log.append(entry("one", [3])))).toBe(3);
      await log.compact("one", snapshot, 3);
      const again = await reopen();
      expect(await wait(again.append(entry("one", [4])))).toBe(4);
      await again.remove("one");
      expect(await wait(again.append(entry("one", [5])))).toBe(0);
      expect(await again.load("one")).toBe(undefined);
      await again.create("one", "new", snapshot);
      expect(await bytesOf(again)).toEqual([]);
    }));
}
