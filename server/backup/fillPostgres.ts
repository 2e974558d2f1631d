import type Sqlite from "better-sqlite3";
import type pg from "pg";
import { CommandError } from "./commandError.ts";
import { copyTables, differences, digestTables } from "./copyTables.ts";
import { isInUse, readPostgres, writePostgres } from "./postgresTables.ts";
import type { Progress } from "./progress.ts";
import { readSqlite, tablesOf } from "./sqliteTables.ts";

/**
 * Puts all of a SQLite file in the place of what a PostgreSQL database holds, which has the same tables, in one
 * transaction that ends only when every table was read back and is the same.
 * @throws CommandError when one is not, or a studio works there; nothing was changed then.
 */
export async function fillPostgres(db: Sqlite.Database, client: pg.Client, progress: Progress): Promise<void> {
  const tables = tablesOf(db);
  const writer = await writePostgres(client, tables);
  try {
    // Nobody writes from here on; a node that did until now would go on in what it does not know.
    if (await isInUse(client))
      throw new CommandError(
        "A studio began to work on that database meanwhile, so nothing was changed. Stop every node.",
      );
    const expected = await copyTables(tables, readSqlite(db), writer, progress);
    const found = await digestTables(tables, readPostgres(client), progress);
    const complaints = differences(expected, found);
    if (complaints.length > 0)
      throw new CommandError(`The copy is not what was copied, so nothing was changed:\n${complaints.join("\n")}`);
    await writer.commit();
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
