import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { openDatabase } from "../store/database.ts";
import { openUpdateLog } from "../store/openUpdateLog.ts";
import type { StorePlace } from "../store/storePlace.ts";
import type { MapHead } from "../store/updateLog.ts";
import { CommandError } from "./commandError.ts";

/** How much a place holds; undefined when there is no database file. Makes the tables where there are none. */
export async function readSize(place: StorePlace): Promise<{ maps: number; users: number } | undefined> {
  if (place.kind === "sqlite" && !existsSync(place.file)) return undefined;
  const db = await openDatabase(place);
  try {
    const [maps, users] = [
      await db.selectFrom("map").select("id").execute(),
      await db.selectFrom("user").select("id").execute(),
    ];
    return { maps: maps.length, users: users.length };
  } finally {
    await db.destroy();
  }
}

/** How far each map of a place has come, those in the bin too; none where there is no database. */
export async function readHeads(place: StorePlace): Promise<Map<string, MapHead>> {
  if (place.kind === "sqlite" && !existsSync(place.file)) return new Map();
  const db = await openDatabase(place);
  const log = openUpdateLog({ place, node: "restore" });
  try {
    const maps = await db.selectFrom("map").select("id").execute();
    return await log.heads(maps.map(({ id }) => id));
  } finally {
    await log.close();
    await db.destroy();
  }
}

/**
 * Closes a database so that it is one file with nothing beside it.
 * @throws CommandError when another process has it open, too.
 */
export function settle(db: Sqlite.Database): void {
  try {
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.pragma("journal_mode = DELETE");
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || error.code !== "SQLITE_BUSY") throw error;
    throw new CommandError(`Something still reads ${db.name}, a backup perhaps. Wait until that is done.`);
  } finally {
    db.close();
  }
}
