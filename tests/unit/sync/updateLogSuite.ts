import { expect, test } from "vitest";
import type { LogEntry, UpdateLog } from "../../../server/store/updateLog.ts";

/** A backend under test: its log, and a second way to its bytes to do harm. */
export interface LogUnderTest {
  log: UpdateLog;
  /** Runs one statement in the SQL that all backends share; gives its rows. */
  sql: (statement: string) => Promise<unknown[]>;
  /** Closes the log and opens it again, as a new process would. */
  reopen: () => Promise<UpdateLog>;
  /** Lets the time pass that the work takes, where the test owns the clock. */
  wait: <T>(work: Promise<T>) => Promise<T>;
  close(): Promise<void>;
}

/** What every backend of the update log must do. */
export function updateLogSuite(open: () => Promise<LogUnderTest>): void {
  const entry = (map: string, bytes: number[], user = "ann", newClients: number[] = []): LogEntry => ({
    map,
    generation: map === "two" ? "other" : "gen",
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

  test("D24 a map that cannot be saved is set apart: others are, and when it works again it has all in order", () =>
    withLog(async ({ log, sql, wait }) => {
      await log.create("two", "other", snapshot);
      // A foreign row has the number that the next one is to get.
      await sql(
        `INSERT INTO map_updates (map, seq, "user", bytes, checksum) SELECT map, 1, 'eve', bytes, 0 FROM map_snapshots`,
      );
      await sql("DELETE FROM map_updates WHERE map = 'two'");
      const failing = [log.append(entry("one", [1])), log.append(entry("one", [2]))];
      const others = [log.append(entry("two", [7])), log.append(entry("two", [8]))];
      expect(await wait(Promise.all(others))).toEqual([1, 2]);
      expect([log.waiting, log.isAccepting]).toEqual([2, true]);
      failing.push(log.append(entry("one", [3])));
      expect(await wait(log.append(entry("two", [9])))).toBe(3);
      await sql("DELETE FROM map_updates WHERE map = 'one'");
      expect(await wait(Promise.all(failing))).toEqual([1, 2, 3]);
      expect(await bytesOf(log)).toEqual([[1], [2], [3]]);
      expect(await bytesOf(log, "two")).toEqual([[7], [8], [9]]);
      expect(await wait(log.append(entry("one", [4])))).toBe(4);
    }));

  test("D4 a row with a wrong checksum, or of another map, is set aside and the rest is read", () =>
    withLog(async ({ log, sql, wait }) => {
      await log.create("two", "other", snapshot);
      await wait(Promise.all([1, 2, 3, 4].map((byte) => log.append(entry("one", [byte])))));
      await sql("UPDATE map_updates SET bytes = substr(bytes, 1, 0) WHERE map = 'one' AND seq = 2");
      await sql("UPDATE map_updates SET map = 'two' WHERE map = 'one' AND seq = 3");
      expect((await log.load("one"))?.quarantined).toBe(1);
      expect((await log.load("two"))?.quarantined).toBe(1);
      expect(await bytesOf(log)).toEqual([[1], [4]]);
      expect((await log.load("one"))?.quarantined).toBe(0);
      expect(await sql("SELECT map, seq, reason FROM map_quarantine ORDER BY map")).toEqual([
        { map: "one", seq: 2, reason: "checksum" },
        { map: "two", seq: 3, reason: "checksum" },
      ]);
    }));

  test("D5 a snapshot replaces exactly the rows it merged", () =>
    withLog(async ({ log, wait }) => {
      await wait(Promise.all([1, 2, 3].map((byte) => log.append(entry("one", [byte])))));
      await log.compact("one", "gen", new Uint8Array([7]), 2);
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.rows.map(({ seq }) => seq)]).toEqual([[7], [3]]);
    }));

  test("D5 when the newest snapshot cannot be read, the one before it is", () =>
    withLog(async ({ log, sql, wait }) => {
      await wait(log.append(entry("one", [1])));
      await log.compact("one", "gen", new Uint8Array([7]), 1);
      await wait(log.append(entry("one", [2])));
      await log.compact("one", "gen", new Uint8Array([8]), 2);
      await wait(log.append(entry("one", [3])));
      expect(await sql("SELECT seq FROM map_snapshots ORDER BY seq")).toEqual([{ seq: 1 }, { seq: 2 }]);
      await sql("UPDATE map_snapshots SET bytes = substr(bytes, 1, 0) WHERE seq = 2");
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.quarantined]).toEqual([[7], 1]);
      expect(loaded?.rows.map(({ bytes }) => [...bytes])).toEqual([[2], [3]]);
    }));

  test("D41 the rows that a snapshot merged stay until there is another, and are read only when they are needed", () =>
    withLog(async ({ log, sql, wait }) => {
      const rows = async () => {
        const found = (await sql("SELECT seq FROM map_updates ORDER BY seq")) as { seq: number }[];
        return found.map(({ seq }) => seq);
      };
      await wait(Promise.all([1, 2].map((byte) => log.append(entry("one", [byte])))));
      await log.compact("one", "gen", new Uint8Array([7]), 2);
      expect([await rows(), (await log.load("one"))?.rows]).toEqual([[1, 2], []]);
      await wait(Promise.all([3, 4].map((byte) => log.append(entry("one", [byte])))));
      await log.compact("one", "gen", new Uint8Array([8]), 3);
      expect([await rows(), (await log.load("one"))?.rows.map(({ seq }) => seq)]).toEqual([[3, 4], [4]]);
      // A node that was slower merges less; what the newer one may need stays.
      await log.compact("one", "gen", new Uint8Array([9]), 2);
      expect(await rows()).toEqual([3, 4]);
      await log.opened("one");
      await sql("UPDATE map_snapshots SET bytes = substr(bytes, 1, 0) WHERE seq = 3");
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.rows.map(({ seq }) => seq)]).toEqual([[9], [3, 4]]);
    }));

  test("D6 a client id belongs to the first who used it, across snapshots and restarts", () =>
    withLog(async ({ log, wait, reopen }) => {
      await wait(log.append(entry("one", [1], "ann", [4_294_967_295, 5])));
      await wait(log.append(entry("one", [2], "ben", [5, 6])));
      await log.compact("one", "gen", snapshot, 2);
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

  test("D27 what was being opened when the process ended is known to the next one, until it was opened", () =>
    withLog(async ({ log, reopen }) => {
      await log.create("two", "other", snapshot);
      await log.load("one");
      await log.load("two");
      await log.opened("two");
      const next = await reopen();
      expect(await next.suspects()).toEqual(new Set(["one"]));
      await next.load("one");
      await next.opened("one");
      expect(await next.suspects()).toEqual(new Set());
    }));

  test("D21 a log that is closed right after a map was opened has noted that it was", () =>
    withLog(async ({ log, sql, reopen }) => {
      await log.load("one");
      const noted = log.opened("one");
      await reopen();
      expect(await sql("SELECT map FROM map_openings")).toEqual([]);
      await noted;
    }));

  test("D10 a sequence number is never used twice, and what comes for a map that is gone is dropped", () =>
    withLog(async ({ log, wait, reopen }) => {
      await wait(Promise.all([log.append(entry("one", [1])), log.append(entry("one", [2]))]));
      await log.quarantine("one", [2], "cannot be applied");
      expect(await wait(log.append(entry("one", [3])))).toBe(3);
      await log.compact("one", "gen", snapshot, 3);
      const again = await reopen();
      expect(await wait(again.append(entry("one", [4])))).toBe(4);
      await again.remove("one");
      expect(await wait(again.append(entry("one", [5])))).toBe(0);
      expect(await again.load("one")).toBe(undefined);
      await again.create("one", "new", snapshot);
      expect(await bytesOf(again)).toEqual([]);
    }));

  test("D13 what others appended is read after a number, with when it was, and reading it is no opening", () =>
    withLog(async ({ log, wait }) => {
      await log.create("two", "other", snapshot);
      await wait(Promise.all([1, 2, 3].map((byte) => log.append(entry("one", [byte])))));
      expect(await log.heads(["one", "two", "three"])).toEqual(
        new Map([
          ["one", { generation: "gen", seq: 3 }],
          ["two", { generation: "other", seq: 0 }],
        ]),
      );
      for (let i = 0; i < 5; i++) await log.readAfter("one", 0);
      const tail = await log.readAfter("one", 1);
      expect([tail?.generation, tail?.snapshot]).toEqual(["gen", undefined]);
      expect(tail?.rows.map(({ seq, bytes }) => [seq, ...bytes])).toEqual([
        [2, 2],
        [3, 3],
      ]);
      const loaded = await log.load("one");
      expect([loaded?.seq, loaded?.rows.slice(1)]).toEqual([3, tail?.rows]);
      expect(tail?.rows.every(({ at }) => at > 0)).toBe(true);
      expect((await log.readAfter("one", 3))?.rows).toEqual([]);
      expect(await log.readAfter("three", 0)).toBe(undefined);
    }));

  test("D13 rows that were merged away are read as the snapshot that holds them", () =>
    withLog(async ({ log, wait, sql }) => {
      await wait(Promise.all([1, 2, 3].map((byte) => log.append(entry("one", [byte])))));
      await log.compact("one", "gen", new Uint8Array([7]), 2);
      const merged = await log.readAfter("one", 1);
      expect([merged?.snapshot?.seq, ...(merged?.snapshot?.bytes ?? [])]).toEqual([2, 7]);
      expect(merged?.rows.map(({ seq }) => seq)).toEqual([3]);
      expect((await log.readAfter("one", 2))?.snapshot).toBe(undefined);
      await sql("UPDATE map_updates SET bytes = substr(bytes, 1, 0) WHERE seq = 3");
      expect((await log.readAfter("one", 2))?.rows).toEqual([]);
      expect(await sql("SELECT seq FROM map_quarantine")).toEqual([]);
    }));

  test("D14 a map's new history takes the place of the old one; its numbers go on", () =>
    withLog(async ({ log, wait }) => {
      await wait(Promise.all([1, 2].map((byte) => log.append(entry("one", [byte], "ann", [byte])))));
      await log.compact("one", "gen", new Uint8Array([7]), 1);
      await log.replace("one", "restored", new Uint8Array([8]));
      const loaded = await log.load("one");
      expect(loaded).toMatchObject({ generation: "restored", seq: 3, rows: [], quarantined: 0 });
      expect([[...(loaded?.snapshot ?? [])], loaded?.owners.size]).toEqual([[8], 0]);
      expect((await log.readAfter("one", 2))?.snapshot?.seq).toBe(3);
      const next = { ...entry("one", [9]), generation: "restored" };
      expect(await wait(log.append(next))).toBe(4);
      await expect(log.replace("three", "new", snapshot)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }));

  test("D14 a new history that was made of what is there takes its place only when nothing came after that", () =>
    withLog(async ({ log, wait }) => {
      const seq = await wait(log.append(entry("one", [1])));
      await wait(log.append(entry("one", [2])));
      const late = log.replace("one", "restored", new Uint8Array([8]), seq);
      await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
      expect((await log.load("one"))?.rows).toHaveLength(2);
      await log.replace("one", "restored", new Uint8Array([8]), seq + 1);
      expect(await log.load("one")).toMatchObject({ generation: "restored", rows: [] });
    }));

  test("D14 what was made for the history before is dropped, its snapshots too", () =>
    withLog(async ({ log, wait }) => {
      await log.replace("one", "restored", new Uint8Array([8]));
      expect(await wait(log.append(entry("one", [1], "ann", [5])))).toBe(0);
      await log.compact("one", "gen", new Uint8Array([7]), 1);
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.rows, loaded?.owners.size]).toEqual([[8], [], 0]);
    }));

  test("D15 a map is brought to a newer layout only when nothing was appended since it was read", () =>
    withLog(async ({ log, wait, sql }) => {
      await wait(log.append(entry("one", [1])));
      const before = { layout: 1, bytes: new Uint8Array([4]) };
      await expect(log.migrate("one", { ...before, seq: 0 }, new Uint8Array([7]))).rejects.toMatchObject({
        code: "CONFLICT",
      });
      expect(await sql("SELECT layout FROM map_backups")).toEqual([]);
      expect(await log.migrate("one", { ...before, seq: 1 }, new Uint8Array([7]))).toBe(2);
      const loaded = await log.load("one");
      expect([[...(loaded?.snapshot ?? [])], loaded?.rows, loaded?.seq]).toEqual([[7], [], 2]);
      expect(await sql("SELECT layout FROM map_backups")).toEqual([{ layout: 1 }]);
    }));
}
