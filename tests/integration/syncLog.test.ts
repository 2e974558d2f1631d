import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { startSaverThread } from "../../server/store/saverThread.ts";
import { openSqliteUpdateLog } from "../../server/store/updateLogSqlite.ts";
import { runSql } from "../unit/sync/testLog.ts";
import { updateLogSuite } from "../unit/sync/updateLogSuite.ts";

updateLogSuite(async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-log-"));
  const file = join(folder, "kept.db");
  let log = openSqliteUpdateLog({ file });
  await log.load("nothing");
  const db = new Sqlite(file);
  return {
    log,
    sql: async (statement) => runSql(db, statement),
    async reopen() {
      await log.close();
      log = openSqliteUpdateLog({ file });
      return log;
    },
    wait: (work) => work,
    async close() {
      await log.close();
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
});

test("D2 another writer to the same file delays an append and does not fail it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-log-"));
  const file = join(folder, "kept.db");
  const failures: unknown[] = [];
  const log = openSqliteUpdateLog({ file, onFailure: (error) => failures.push(error) });
  await log.create("one", "gen", new Uint8Array([1]));
  const other = new Sqlite(file);
  other.exec("BEGIN IMMEDIATE");
  const appended = log.append({
    map: "one",
    generation: "gen",
    user: "ann",
    bytes: new Uint8Array([1]),
    newClients: [],
  });
  await new Promise((resolve) => setImmediate(resolve));
  other.exec("COMMIT");
  expect(await appended).toBe(1);
  expect(failures).toEqual([]);
  other.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

test("D9 when the thread that writes dies, another takes its place and nothing is lost", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-log-"));
  const file = join(folder, "kept.db");
  const threads: Worker[] = [];
  const log = openSqliteUpdateLog({
    file,
    startThread(start) {
      const thread = startSaverThread(start);
      threads.push(thread);
      return thread;
    },
  });
  await log.create("one", "gen", new Uint8Array([1]));
  const appends: Promise<number>[] = [];
  for (let i = 0; i < 50; i++) {
    appends.push(
      log.append({ map: "one", generation: "gen", user: "ann", bytes: new Uint8Array([i]), newClients: [] }),
    );
    if (i % 20 === 10) await threads.at(-1)?.terminate();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(appends);
  expect(threads.length).toBeGreaterThan(1);
  const kept = new Set((await log.load("one"))?.rows.map(({ bytes }) => bytes[0]));
  expect(kept.size).toBe(50);
  await log.close();
  rmSync(folder, { recursive: true });
});
