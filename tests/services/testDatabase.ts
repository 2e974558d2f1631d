import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** An empty database for one test on the PostgreSQL that all share. */
export interface TestDatabase {
  /** What DATABASE_URL would be. */
  url: string;
  /** Runs one statement by hand; gives its rows. */
  sql: (statement: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** Deletes it, whoever is still connected. */
  drop(): Promise<void>;
}

export async function newDatabase(server = inject("postgresUrl")): Promise<TestDatabase> {
  const name = `kept_${randomUUID().replaceAll("-", "")}`;
  await once(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    sql: (statement, values) => once(url.href, statement, values),
    drop: async () => void (await once(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

async function once(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: ((oid: number) => (oid === 20 ? Number : pg.types.getTypeParser(oid))) as never },
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
