import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, Migrator } from "kysely";
import { ConfigError } from "../config.ts";
import { migrations } from "./migrations.ts";
import { TurnsPostgresDialect } from "./postgresDialect.ts";
import { PostgresPool, poolSizes } from "./postgresPool.ts";
import type { Schema } from "./schema.ts";
import { WritingDialect } from "./sqliteDialect.ts";
import type { StorePlace } from "./storePlace.ts";
import { postgresLogSchema } from "./updateLogPostgresSchema.ts";

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
 * Opens the studio's database, making every table that is missing, whichever node does so first.
 * @throws ConfigError when no PostgreSQL answers there; whatever a step of the schema throws, of which nothing remains.
 */
export async function openDatabase(place: StorePlace, onFailure?: (error: unknown) => void): Promise<Database> {
  if (place.kind === "sqlite")
    return migrated(new Kysely<Schema>({ dialect: new WritingDialect({ database: openSqlite(place.file) }) }));
  await makePostgresTables(place.url);
  const pool = new PostgresPool({ url: place.url, size: poolSizes.queries, ...(onFailure && { onFailure }) });
  return new Kysely<Schema>({ dialect: new TurnsPostgresDialect(pool) });
}

async function migrated(db: Database): Promise<Database> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return db;
  await db.destroy();
  throw error;
}

/** Any number: nodes that start together make tables one after the other. */
const tablesLock = 4_101;
/** A step over millions of rows takes minutes, and so does the wait for a node that is at it. */
const asLongAsItTakes = { lockMs: 0, idleInTransactionMs: 0, statementMs: 0, answerMs: 0 };

/** On a connection that ends afterwards: ordinary work is not to wait like that. */
async function makePostgresTables(url: string): Promise<void> {
  const pool = new PostgresPool({ url, size: 1, times: asLongAsItTakes });
  try {
    await pool.transact(async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(${tablesLock})`);
      await client.query(postgresLogSchema);
    });
  } catch (error) {
    await pool.end();
    throw startError(error, url);
  }
  await (await migrated(new Kysely<Schema>({ dialect: new TurnsPostgresDialect(pool) }))).destroy();
}

/** What PostgreSQL says to who may not in, as what to do about it. */
const refusals: Readonly<Record<string, string>> = {
  "28P01": "it refuses that user or password",
  "28000": "it refuses that user",
  "3D000": "it has no database of that name; create it first",
  "42501": "that user may not create tables in it",
};

/** What kept a connection from being made, as what to do about it. */
export function startError(error: unknown, url: string): unknown {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  const refusal = code === undefined ? undefined : refusals[code];
  if (refusal === undefined && cause === error) return error;
  const reason = refusal ?? `no PostgreSQL answers there (${code ?? String(cause)})`;
  return new ConfigError(`DATABASE_URL leads to ${new URL(url).host || "this machine"}, but ${reason}.`);
}
