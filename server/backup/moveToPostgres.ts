import { existsSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { databaseFile } from "../store/database.ts";
import { lockDataDir } from "../store/dataDirLock.ts";
import { afterAll } from "./afterAll.ts";
import { removeFolder } from "./backupFile.ts";
import { CommandError } from "./commandError.ts";
import { makeBackup } from "./makeBackup.ts";
import { type Restored, restoreBackup, type RestoreOptions } from "./restoreBackup.ts";

/**
 * Puts everything that lies in a data folder into a PostgreSQL database, as it is: nothing went back, so browsers go on
 * with the copies they have. The folder stays.
 * @throws CommandError when there is no studio in the folder, one runs on it, or the database has one.
 */
export async function moveToPostgres(
  options: Pick<RestoreOptions, "to" | "dataDir" | "isReplacing" | "progress">,
): Promise<Restored> {
  const { to, dataDir, progress } = options;
  const file = databaseFile(dataDir);
  if (to.kind !== "postgres") throw new CommandError("Set DATABASE_URL to the PostgreSQL database to move to.");
  if (!existsSync(file)) throw new CommandError(`There is no studio in ${dataDir}. Is KEPT_DATA_DIR right?`);
  const lock = lockDataDir(dataDir);
  if (lock === undefined) throw new CommandError(`A studio is running on ${dataDir}. Stop it first.`);
  const folder = mkdtempSync(join(dataDir, "kept-moving-"));
  const backup = join(folder, "kept.db");
  const complaints: string[] = [];
  try {
    await makeBackup({ kind: "sqlite", file }, backup, progress);
    const restored = await restoreBackup({ ...options, backup, isUnchanged: true });
    complaints.push(...restored.complaints);
    return { ...restored, complaints };
  } finally {
    // What fails here is added to what is given back, or to nothing where an error says more.
    complaints.push(...(await afterAll(() => removeFolder(folder))), ...(await afterAll(() => lock.close())));
  }
}
