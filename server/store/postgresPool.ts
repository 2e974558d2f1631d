import pg from "pg";
import { AppError } from "../../shared/errors.ts";
import { startSettings } from "./startSettings.ts";
import { refuseUnstorable } from "./unstorable.ts";

/**
 * What is waited for, and how long; 0 is without an end. Whoever waits longer than `answerMs` is at a server that has gone
 * without a word: the connection is given up. The server itself gives up earlier, so that a node that died keeps no lock.
 */
const usualTimes = {
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

/** PostgreSQL takes 100 connections unless it is told otherwise; six nodes, each of these and one that says it lives, leave some for the operator. */
export const poolSizes = { queries: 10, log: 4, saving: 1 } as const;

export interface PostgresPoolOptions {
  url: string;
  size: number;
  /** What is waited for differently than usual. */
  times?: Partial<typeof usualTimes>;
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
  /** How many connections broke while they were used. */
  #deaths = 0;
  /** How many had when each was made. */
  readonly #madeAfter = new WeakMap<pg.PoolClient, number>();

  constructor({ url, size, times: otherTimes, onFailure }: PostgresPoolOptions) {
    const times = { ...usualTimes, ...otherTimes };
    const settings = {
      // What is called saved is on the disk, whatever the server or the role has for a default.
      synchronous_commit: "on",
      statement_timeout: times.statementMs,
      lock_timeout: times.lockMs,
      idle_in_transaction_session_timeout: times.idleInTransactionMs,
    };
    this.#pool = new pg.Pool({
      connectionString: url,
      max: size,
      application_name: "kept",
      keepAlive: true,
      connectionTimeoutMillis: times.connectMs,
      idleTimeoutMillis: times.idleMs,
      query_timeout: times.answerMs,
      options: startSettings(settings),
      types: { getTypeParser: parserOf },
    });
    this.#pool.on("error", (error) => onFailure?.(error));
    // The pool listens only while a connection is idle, and an error event that nobody hears ends the process.
    this.#pool.on("connect", (client) => {
      this.#madeAfter.set(client, this.#deaths);
      client.on("error", () => {});
    });
  }

  async connect(): Promise<PostgresClient> {
    const client = await this.#take();
    let broken: Error | undefined;
    const query = async <R>(sql: string, values: readonly unknown[] = []): Promise<Rows<R>> => {
      refuseUnstorable(values);
      // Its answer may still come, and must not be taken for that to another question; nor is it waited for again, by
      // whoever wants to roll back what such a connection began: its end does that.
      if (broken !== undefined) throw unavailable(broken);
      try {
        return (await client.query(sql, [...values])) as unknown as Rows<R>;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        if (!(error instanceof pg.DatabaseError)) {
          broken = error as Error;
          this.#deaths += 1;
        }
        throw unavailable(error);
      }
    };
    return { query, release: () => client.release(broken) };
  }

  /** What was idle when another connection died may be as dead, and would be waited for as long; a new one says at once. */
  async #take(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.#pool.connect().catch((error: unknown) => {
        throw unavailable(error);
      });
      if (this.#madeAfter.get(client) === this.#deaths) return client;
      client.release(true);
    }
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

/** Somebody else holds a lock for longer than was waited. */
export function isLocked(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  return cause instanceof pg.DatabaseError && cause.code === "55P03";
}

/** It is the server that cannot, not the query that is wrong. */
function isUnavailable(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || unavailableStates.test(error.code ?? "");
}

function unavailable(error: unknown): AppError {
  const sentence = new AppError("UNAVAILABLE", "The database does not answer at the moment. Please try again shortly.");
  return Object.assign(sentence, { cause: error });
}
