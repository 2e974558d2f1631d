import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { openDatabase } from "../store/database.ts";
import { makeLogTables } from "../store/updateLogSchema.ts";
import { CommandError } from "./commandError.ts";

/** What SQLite may leave beside a file of its own. */
export const companions = ["-wal", "-shm", "-journal"];

/** A file that is whole or not there: made under another name, brought to disk, then given its own. */
export async function makeWhole(file: string, make: (part: string) => Promise<void>): Promise<void> {
  const part = `${file}.part`;
  removeFile(part);
  try {
    await make(part);
    syncFile(part);
    renameSync(part, file);
    syncFile(dirname(file));
  } catch (error) {
    removeFile(part);
    throw error;
  }
}

/** Makes an empty SQLite file with all tables. */
export async function makeEmptyStore(file: string): Promise<Sqlite.Database> {
  await (await openDatabase({ kind: "sqlite", file })).destroy();
  const db = new Sqlite(file);
  db.pragma("journal_mode = DELETE");
  makeLogTables(db);
  return db;
}

/**
 * Copies a backup to `file` and brings it to this version's tables; the backup itself stays as it is.
 * @throws CommandError when it is no backup, is damaged, or a newer version made it.
 */
export async function openCopy(backup: string, file: string): Promise<Sqlite.Database> {
  checkBackup(backup);
  copyFileSync(backup, file);
  try {
    await (await openDatabase({ kind: "sqlite", file })).destroy();
  } catch (error) {
    throw new CommandError(`${backup} was made by a newer version of Kept, or is damaged: ${String(error)}`);
  }
  const db = new Sqlite(file);
  makeLogTables(db);
  return db;
}

function checkBackup(backup: string): void {
  if (!existsSync(backup)) throw new CommandError(`There is no file ${backup}.`);
  const complaint = complaintOf(backup);
  if (complaint !== undefined)
    throw new CommandError(`${backup} is not a backup of Kept, or is damaged: ${complaint}.`);
}

function complaintOf(backup: string): string | undefined {
  try {
    const db = new Sqlite(backup, { readonly: true });
    try {
      const check = db.pragma("integrity_check", { simple: true });
      if (check !== "ok") return String(check);
      const has = db.prepare<[], number>(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('map', 'map_heads', 'kysely_migration')",
      );
      return has.pluck().get() === 3 ? undefined : "it has not the tables of a studio";
    } finally {
      db.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function removeFile(file: string): void {
  for (const end of ["", ...companions]) rmSync(file + end, { force: true });
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Brings a file, or the names in a folder, to disk. */
export function syncFile(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
