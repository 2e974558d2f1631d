import { copyFileSync, linkSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openSqlite } from "../store/database.ts";
import { makeWhole, syncFile } from "./backupFile.ts";
import { settle } from "./storeContent.ts";

const asidePrefix = "kept-before-restore-";

/** Where what is there now is kept. */
export function asideName(dataDir: string): string {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return join(dataDir, `${asidePrefix}${stamp}.db`);
}

/**
 * Puts a settled database file in the place of another, which keeps the name `before` when there is one. Whenever the
 * process is killed, the place has the whole of one or of the other.
 * @throws CommandError when something still reads what is there.
 */
export async function putInPlace(next: string, file: string, before: string | undefined): Promise<void> {
  if (before !== undefined) {
    settle(openSqlite(file));
    forgetUnfinished(file);
    await keepAside(file, before);
  }
  syncFile(next);
  renameSync(next, file);
  syncFile(dirname(file));
}

/** A second name costs nothing; where the disk knows no such thing, a copy does. */
async function keepAside(file: string, before: string): Promise<void> {
  try {
    linkSync(file, before);
    syncFile(dirname(before));
  } catch {
    await makeWhole(before, async (part) => copyFileSync(file, part));
  }
}

/** A restore that was killed between its two steps left a name of what is still in use. */
function forgetUnfinished(file: string): void {
  const folder = dirname(file);
  const { ino } = statSync(file);
  for (const name of readdirSync(folder))
    if (name !== basename(file) && name.startsWith(asidePrefix) && statSync(join(folder, name)).ino === ino)
      rmSync(join(folder, name));
}
