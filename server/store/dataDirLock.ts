import { join } from "node:path";
import Sqlite from "better-sqlite3";

/**
 * Takes the data folder for this process until `close()` or its end, however that comes: the operating system lets go
 * of the lock. Two studios over one folder would each write what the other does not know.
 * @returns undefined when another process holds it.
 */
export function lockDataDir(dataDir: string): { close(): void } | undefined {
  const lock = new Sqlite(join(dataDir, "lock.db"), { timeout: 0 });
  try {
    lock.pragma("journal_mode = MEMORY");
    lock.exec("BEGIN EXCLUSIVE");
    return { close: () => lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code === "SQLITE_BUSY") return undefined;
    throw error;
  }
}
