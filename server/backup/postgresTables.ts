import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { startSettings } from "../store/startSettings.ts";
import { studioLock } from "../store/studioLock.ts";
import { CommandError } from "./commandError.ts";
import { quote } from "./sqliteTables.ts";
import { batchBytes, batchRows, type Row, sizeOf, type Table, type TableReader, type TableWriter } from "./tables.ts";

/** One connection to the studio's PostgreSQL, for as long as a copy takes: nothing in it times out. */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "kept copy",
    keepAlive: true,
    options: startSettings({ statement_timeout: 0, idle_in_transaction_session_timeout: 0 }),
    types: { getTypeParser: parserOf },
  });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const longInteger: number = pg.types.builtins.INT8;
const parserOf = ((oid: number, format: "text" | "binary") =>
  oid === longInteger ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

/** Has the database alone from now on, until the connection ends. False while a node lives on it, or another has it so. */
export async function takeAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(${studioLock}) AS got`);
  return rows[0]?.got === true;
}

/** What has just been given up takes a moment to be gone. */
const lookAgainMs = 200;
const looks = 15;

/**
 * Whether a studio works on the database, whatever lock it holds: an earlier version knows none, and a connection that held
 * one may have broken.
 */
export async function isInUse(client: pg.Client): Promise<boolean> {
  for (let look = 0; look < looks; look++) {
    // In a transaction the first look would be all there is to see.
    await client.query("SELECT pg_stat_clear_snapshot()");
    const { rows } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'kept' LIMIT 1",
    );
    if (rows.length === 0) return false;
    await setTimeout(lookAgainMs);
  }
  return true;
}

/** Names of the steps of the schema that were done; none where there is no studio yet. */
export async function stepsDone(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query("SELECT to_regclass('kysely_migration') IS NOT NULL AS there");
  if (!(rows[0] as { there: boolean }).there) return [];
  return (await client.query<{ name: string }>("SELECT name FROM kysely_migration")).rows.map(({ name }) => name);
}

/** From now on `client` sees everything as it is at this moment, whatever is written meanwhile. */
export async function holdMoment(client: pg.Client): Promise<void> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

/** Reads tables in the transaction that `client` is in. */
export function readPostgres(client: pg.Client): TableReader {
  return {
    async count({ name }) {
      return (await client.query<{ n: number }>(`SELECT count(*) AS n FROM ${quote(name)}`)).rows[0]?.n ?? 0;
    },
    async *read({ name, columns }) {
      await client.query(`DECLARE copying CURSOR FOR SELECT ${columns.map(quote).join(", ")} FROM ${quote(name)}`);
      // Snapshots may have megabytes each: a few rows first, then as many as fit.
      let count = 8;
      for (;;) {
        const text = `FETCH ${count} FROM copying`;
        const { rows } = await client.query<Row>({ text, rowMode: "array" } as never);
        if (rows.length > 0) yield rows;
        if (rows.length < count) break;
        const bytes = rows.reduce((sum, row) => sum + sizeOf(row), 0);
        count = Math.max(1, Math.min(batchRows, Math.floor((count * batchBytes) / Math.max(1, bytes)), count * 4));
      }
      await client.query("CLOSE copying");
    },
  };
}

/** PostgreSQL takes at most 65,535 values in one statement. */
const valuesAtOnce = 30_000;

/** Deletes everything in the tables and fills them, in one transaction; `tables` must be all there are. */
export async function writePostgres(client: pg.Client, tables: readonly Table[]): Promise<TableWriter> {
  await client.query("BEGIN");
  await client.query(`TRUNCATE ${[...tables.map(({ name }) => quote(name)), "map_openings"].join(", ")}`);
  return {
    async write({ name, columns }, rows) {
      const atOnce = Math.floor(valuesAtOnce / columns.length);
      for (let from = 0; from < rows.length; from += atOnce) {
        const some = rows.slice(from, from + atOnce);
        const places = some.map(
          (_, row) => `(${columns.map((__, at) => `$${row * columns.length + at + 1}`).join(", ")})`,
        );
        const into = `${quote(name)} (${columns.map(quote).join(", ")})`;
        await client.query(`INSERT INTO ${into} VALUES ${places.join(", ")}`, some.flat());
      }
    },
    async commit() {
      await countOn(client);
      await client.query("COMMIT").catch((error: unknown) => {
        throw new CommandError(
          `The database went away while it was to keep the copy: it holds all of it, or nothing (${String(error)}). Run this again; if it says then that there is a studio with as many maps, the copy is there.`,
        );
      });
    },
  };
}

/** Numbers that the database gives itself go on after the highest that was copied. */
async function countOn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE is_identity = 'YES' AND table_schema = current_schema()`,
  );
  for (const { table_name: table, column_name: column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), (SELECT coalesce(max(${quote(column)}), 0) + 1 FROM ${quote(table)}), false)`,
      [quote(table), column],
    );
}
