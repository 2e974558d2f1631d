import pg from "pg";
import { AppError } from "../../shared/errors.ts";
import { refuseUnstorable } from "./unstorable.ts";

/**
 * What is waited for, and how long. Whoever waits longer than `answerMs` is at a server that has gone without a word:
 * the connection is given up. The server itself gives up earlier, so that a node that died keeps no lock.
 */
const times = {
  connectMs: 5_000,
  /** For a lock that somebody else holds; the longest honest transaction is the replacement of a large map. */
  lockMs: 10_000,
  /** A node that vanished in the middle of a transaction must not hold up the others for longer. */
  idleInTransactionMs: 10_000,
  statementMs: 15_000,
  answerMs: 20_000,
  /** An idle connection is given back: after a busy hour a node should not hold what another needs. */
  idleMs: 60_000,
};

/** PostgreSQL takes 100 connections unless it is told otherwise; six nodes of 14 leave some for the operator. */
export const poolSizes = { queries: 10, log: 4 } as const;

export interface PostgresPoolOptions {
  url: string;
  size: number;
  /** How long an answer may take before the connection is given up. */
  answerMs?: number;
  /** Told when a connection breaks, in use or idle. */
  onFailure?: (error: unknown) => void;
}

export interface Rows<R> {
  rows: R[];
  rowCount: number;
  command: "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "MERGE";
}

/** One connection, for the time that somebody needs it. */
export interface PostgresClient {
  /** @throws AppError UNAVAILABLE when the server does not answer, INVALID when a value cannot be stored. */
  query<R>(sql: string, values?: readonly unknown[]): Promise<Rows<R>>;
  release(): void;
}

/**
 * Connections to PostgreSQL that break without harm: a broken one is thrown away, never handed on, and no error of one
 * that nobody uses at the moment ends the process.
 */
export class PostgresPool {
  readonly #pool: pg.Pool;

  constructor({ url, size, answerMs = times.answerMs, onFailure }: PostgresPoolOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: size,
      application_name: "kept",
      keepAlive: true,
      connectionTimeoutMillis: times.connectMs,
      idleTimeoutMillis: times.idleMs,
      statement_timeout: times.statementMs,
      lock_timeout: times.lockMs,
      idle_in_transaction_session_timeout: times.idleInTransactionMs,
      query_timeout: answerMs,
      // What is called saved is on the disk, whatever the server or the role has for a default.
      options: "-c synchronous_commit=on",
      types: { getTypeParser: parserOf },
    });
    this.#pool.on("error", (error) => onFailure?.(error));
    // The pool listens only while a connection is idle, and an error event that nobody hears ends the process.
    this.#pool.on("connect", (client) => client.on("error", () => {}));
  }

  async connect(): Promise<PostgresClient> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw unavailable(error);
    });
    let broken: Error | undefined;
    return {
      async query<R>(sql: string, values: readonly unknown[] = []) {
        refuseUnstorable(values);
        try {
          return (await client.query(sql, [...values])) as unknown as Rows<R>;
        } catch (error) {
          if (!isUnavailable(error)) throw error;
          // Its answer may still come, and must not be taken for that to somebody else's question.
          if (!(error instanceof pg.DatabaseError)) broken = error as Error;
          throw unavailable(error);
        }
      },
      release: () => client.release(broken),
    };
  }

  /** One statement on any connection. */
  async query<R>(sql: string, values: readonly unknown[] = []): Promise<Rows<R>> {
    const client = await this.connect();
    try {
      return await client.query<R>(sql, values);
    } finally {
      client.release();
    }
  }

  /** What `work` does happens as a whole or not at all; `isolation` is that of PostgreSQL, "read committed" when absent. */
  async transact<T>(work: (client: PostgresClient) => Promise<T>, isolation = "read committed"): Promise<T> {
    const client = await this.connect();
    try {
      await client.query(`begin isolation level ${isolation}`);
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}

const longInteger: number = pg.types.builtins.INT8;

/** Whole numbers of 64 bits come as numbers: counts, sequence numbers and times are far below 2⁵³. */
const parserOf = ((oid: number, format: "text" | "binary") =>
  oid === longInteger ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

/** Connection lost, too many connections, shutting down or too slow, system error; a lock that did not come, read-only. */
const unavailableStates = /^(08|53|57|58|55P03|25006)/;

/** It is the server that cannot, not the query that is wrong. */
function isUnavailable(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || unavailableStates.test(error.code ?? "");
}

function unavailable(error: unknown): AppError {
  const sentence = new AppError("UNAVAILABLE", "The database does not answer at the moment. Please try again shortly.");
  return Object.assign(sentence, { cause: error });
}
