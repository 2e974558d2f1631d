import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { CompiledQuery, type DatabaseConnection, Kysely, Migrator, SqliteDialect, SqliteDriver } from "kysely";
import { migrations } from "./migrations.ts";
import type { Schema } from "./schema.ts";

export type Database = Kysely<Schema>;

/** The one file to back up, with `-wal` and `-shm` beside it while the studio runs. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, "kept.db");
}

/** A connection on which a commit is on disk when it returns: write-ahead log, synchronous=FULL, references enforced. */
export function openSqlite(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file);
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma("busy_timeout = 5000");
  return sqlite;
}

/**
 * Opens the studio's database in `dataDir`, which exists, making every table that is missing.
 * @throws when a step of the schema fails; nothing of that step remains.
 */
export async function openDatabase(dataDir: string): Promise<Database> {
  const db = new Kysely<Schema>({ dialect: new WritingDialect({ database: openSqlite(databaseFile(dataDir)) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return db;
  await db.destroy();
  throw error;
}

/**
 * SQLite whose transactions take the right to write at their beginning. One that reads first is refused at its first
 * write when the thread of the update log has written in between, and no time of waiting helps.
 */
class WritingDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDriver>[0];

  constructor(config: ConstructorParameters<typeof SqliteDriver>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new WritingDriver(this.#config);
  }
}

class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}
