import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionSettings,
} from "kysely";
import type { PostgresPool } from "./postgresPool.ts";

/** Any number: who wants to write in several steps holds the lock of this name until his transaction ends. */
const writersLock = 4_100;

/**
 * PostgreSQL whose transactions take turns, on whichever node, as they do on SQLite: what one read is still so when it
 * writes, without a second try and without a word about isolation where it is used. They are short and few: somebody
 * claims the studio, joins, acts in a rehearsal. Single statements and the update log do not wait for them, nor does a
 * transaction that names its isolation: it says by that that it is right without a turn.
 */
export class TurnsPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(pool: PostgresPool) {
    // It has no cursors: nothing here streams.
    const config = { pool: pool as unknown as Extract<PostgresDialectConfig["pool"], object> };
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new TurnsPostgresDriver(this.#config);
  }
}

class TurnsPostgresDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await super.beginTransaction(connection, settings);
    if (settings.isolationLevel !== undefined || settings.accessMode !== undefined) return;
    try {
      await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${writersLock})`));
    } catch (error) {
      // To Kysely the transaction has not begun: nobody else would end it before the next one gets the connection.
      await this.rollbackTransaction(connection).catch(() => undefined);
      throw error;
    }
  }
}
