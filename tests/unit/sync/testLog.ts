import Sqlite from "better-sqlite3";
import type { Clock } from "../../../server/clock.ts";
import type { LogEntry, UpdateLog } from "../../../server/store/updateLog.ts";
import { UpdateLogQueue } from "../../../server/store/updateLogQueue.ts";
import { openUpdateLogTables } from "../../../server/store/updateLogTables.ts";

/** The real tables and the real queue over a database in memory, in this thread, on the test's clock. */
export interface TestLog extends UpdateLog {
  readonly db: Sqlite.Database;
  /** While set, every commit fails with it. */
  failure: Error | undefined;
}

export function openTestLog(clock: Clock, db: Sqlite.Database = new Sqlite(":memory:")): TestLog {
  const tables = openUpdateLogTables(db, () => clock.now());
  const log: Pick<TestLog, "failure"> = { failure: undefined };
  const queue = new UpdateLogQueue({
    clock,
    async commit(entries: readonly LogEntry[]) {
      if (log.failure) throw log.failure;
      return tables.append(entries);
    },
  });
  return Object.defineProperties(
    Object.assign(log, {
      db,
      create: async (map: string, generation: string, snapshot: Uint8Array) => tables.create(map, generation, snapshot),
      append: (entry: LogEntry) => queue.append(entry),
      accepts: (map: string) => queue.accepts(map),
      load: async (map: string) => tables.load(map),
      suspects: async () => tables.suspects(),
      opened: async (map: string) => tables.opened(map),
      heads: async (maps: readonly string[]) => tables.heads(maps),
      owners: async (map: string, clients: readonly number[]) => tables.owners(map, clients),
      readAfter: async (map: string, seq: number) => tables.readAfter(map, seq),
      compact: async (...args: Parameters<UpdateLog["compact"]>) => tables.compact(...args),
      migrate: async (...args: Parameters<UpdateLog["migrate"]>) => tables.migrate(...args),
      replace: async (...args: Parameters<UpdateLog["replace"]>) => tables.replace(...args),
      quarantine: async (map: string, seqs: readonly number[], reason: string) => tables.quarantine(map, seqs, reason),
      remove: async (map: string) => tables.remove(map),
      isShared: false,
      close: () => queue.drained(),
    }),
    { isAccepting: { get: () => queue.isAccepting }, waiting: { get: () => queue.waiting } },
  ) as TestLog;
}

/** Runs a statement by hand, past the log. */
export function runSql(db: Sqlite.Database, statement: string): unknown[] {
  const prepared = db.prepare(statement);
  if (prepared.reader) return prepared.all();
  prepared.run();
  return [];
}
