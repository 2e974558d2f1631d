import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { migrations } from "../store/migrations.ts";
import type { StorePlace } from "../store/storePlace.ts";
import { makeEmptyStore, makeWhole } from "./backupFile.ts";
import { CommandError } from "./commandError.ts";
import { copyTables } from "./copyTables.ts";
import { connectPostgres, holdMoment, readPostgres, stepsDone } from "./postgresTables.ts";
import type { Progress } from "./progress.ts";
import { tablesOf, writeSqlite } from "./sqliteTables.ts";

/** How many maps and how many changes a backup holds. */
export interface BackupContent {
  maps: number;
  updates: number;
}

/**
 * Writes all that a studio keeps, as it is at one moment, into one SQLite file, while the studio goes on.
 * @throws CommandError when there is no studio, or the file is there already.
 */
export async function makeBackup(from: StorePlace, file: string, progress: Progress): Promise<BackupContent> {
  if (existsSync(file))
    throw new CommandError(`${file} is there already. Choose another name; nothing is overwritten.`);
  await makeWhole(file, (part) =>
    from.kind === "sqlite" ? copySqlite(from.file, part) : copyPostgres(from.url, part, progress),
  );
  return contentOf(file);
}

export function contentOf(file: string): BackupContent {
  const db = new Sqlite(file, { readonly: true });
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  try {
    return { maps: count("map"), updates: count("map_updates") + count("map_snapshots") };
  } finally {
    db.close();
  }
}

/** One statement that reads as of one moment and holds up no writer, however long it takes. */
async function copySqlite(source: string, part: string): Promise<void> {
  if (!existsSync(source))
    throw new CommandError(`There is no studio here: ${source} does not exist. Is KEPT_DATA_DIR right?`);
  const db = new Sqlite(source);
  try {
    db.pragma("busy_timeout = 10000");
    db.prepare("VACUUM INTO ?").run(part);
  } finally {
    db.close();
  }
}

async function copyPostgres(url: string, part: string, progress: Progress): Promise<void> {
  const client = await connectPostgres(url);
  try {
    const steps = new Set(await stepsDone(client));
    if (steps.size === 0) throw new CommandError("There is no studio in the database that DATABASE_URL leads to.");
    if (Object.keys(migrations).some((name) => !steps.delete(name)) || steps.size > 0)
      throw new CommandError(
        "The studio in that database is of another version of Kept. Use that version for the backup.",
      );
    const db = await makeEmptyStore(part);
    try {
      const tables = tablesOf(db);
      const writer = writeSqlite(db, tables);
      await holdMoment(client);
      await copyTables(tables, readPostgres(client), writer, progress);
      await writer.commit();
    } finally {
      db.close();
    }
  } finally {
    await client.end();
  }
}
