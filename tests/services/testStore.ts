import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, databaseFile, openDatabase, openSqlite } from "../../server/store/database.ts";
import { openUpdateLog } from "../../server/store/openUpdateLog.ts";
import type { UpdateLog } from "../../server/store/updateLog.ts";
import type { StorePlace } from "../../server/store/storePlace.ts";
import { newDatabase } from "./testDatabase.ts";

/** Where a test's studio keeps everything: a folder of its own, or as well a database of its own. */
export interface TestStore {
  dataDir: string;
  place: StorePlace;
  /** What the studio's environment has to say of it. */
  env: Record<string, string>;
  /** Reads or changes it by hand, while a studio runs on it or not. */
  by<T>(hand: (db: Database) => Promise<T>): Promise<T>;
  /** Runs one statement by hand that both kinds understand, with `?` for each value; gives its rows. */
  sql: (statement: string, ...values: (string | number)[]) => Promise<Record<string, unknown>[]>;
  /** Opens the log of maps alone, without a studio. */
  openLog(): Promise<UpdateLog>;
  /** Deletes it. */
  remove(): Promise<void>;
}

/** Whether this run tests the studio on PostgreSQL; else it is on SQLite. */
export const isOnPostgres = process.env.KEPT_TEST_STORE === "postgres";

/** Makes a place for a studio, of the kind that this run tests or of a given one. */
export async function newTestStore(
  kind: StorePlace["kind"] = isOnPostgres ? "postgres" : "sqlite",
): Promise<TestStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "kept-test-"));
  const database = kind === "postgres" ? await newDatabase() : undefined;
  const place: StorePlace = database
    ? { kind: "postgres", url: database.url }
    : { kind: "sqlite", file: databaseFile(dataDir) };
  return {
    dataDir,
    place,
    env: { KEPT_DATA_DIR: dataDir, ...(database && { DATABASE_URL: database.url }) },
    async by(hand) {
      const db = await openDatabase(place);
      try {
        return await hand(db);
      } finally {
        await db.destroy();
      }
    },
    async sql(statement, ...values) {
      if (!database) return runOnSqlite(databaseFile(dataDir), statement, values);
      let place = 0;
      const quoted = statement.replace(/(?<!")\b[a-z]+(?:[A-Z][a-z]*)+\b(?!")/g, '"$&"');
      return database.sql(
        quoted.replaceAll("?", () => `$${++place}`),
        values,
      );
    },
    async openLog() {
      await (await openDatabase(place)).destroy();
      return openUpdateLog({ place, node: "test" });
    },
    async remove() {
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function runOnSqlite(file: string, statement: string, values: readonly unknown[]): Record<string, unknown>[] {
  const db = openSqlite(file);
  try {
    const prepared = db.prepare<unknown[], Record<string, unknown>>(statement);
    if (prepared.reader) return prepared.all(...values);
    prepared.run(...values);
    return [];
  } finally {
    db.close();
  }
}
