import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openSqlite } from "../store/database.ts";
import { afterAll } from "./afterAll.ts";
import { companions, makeWhole, syncFile } from "./backupFile.ts";
import { settle } from "./storeContent.ts";

const asidePrefix = "kept-before-restore-";
const strayPrefix = "kept-left-over-";

/** Where what is there now is kept. */
export function asideName(dataDir: string): string {
  return join(dataDir, `${asidePrefix}${stamp()}.db`);
}

/**
 * Puts a settled database file in the place of another, which keeps the name `before` when there is one. Whenever the
 * process is killed, the place has the whole of one or of the other. Gives sentences about what went wrong after that.
 * @throws CommandError when something still reads what is there.
 */
export async function putInPlace(next: string, file: string, before: string | undefined): Promise<string[]> {
  if (before !== undefined) {
    settle(openSqlite(file));
    forgetUnfinished(file);
    await keepAside(file, before);
  }
  setStraysAside(file);
  syncFile(next);
  renameSync(next, file);
  return afterAll(() => syncFile(dirname(file)));
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
  const used = identityOf(file);
  for (const name of readdirSync(folder))
    if (name !== basename(file) && name.startsWith(asidePrefix) && identityOf(join(folder, name)) === used)
      rmSync(join(folder, name));
}

/** Which file a name leads to. The numbers of some disks are larger than a `number` can tell apart. */
function identityOf(file: string): string {
  const { dev, ino } = statSync(file, { bigint: true });
  return `${dev} ${ino}`;
}

/**
 * What SQLite left beside a database that somebody removed is another database's: it would be played into the next one
 * of that name. It may be the last of that database, so that it is kept.
 */
function setStraysAside(file: string): void {
  const strays = companions.filter((end) => existsSync(file + end));
  if (strays.length === 0) return;
  const aside = join(dirname(file), `${strayPrefix}${stamp()}.db`);
  for (const end of strays) renameSync(file + end, aside + end);
  syncFile(dirname(file));
}

/** Now, as a part of a file's name. */
function stamp(): string {
  return new Date().toISOString().slice(0, 19).replaceAll(":", "-");
}
