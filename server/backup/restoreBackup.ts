import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { lockDataDir } from "../store/dataDirLock.ts";
import { openUpdateLog } from "../store/openUpdateLog.ts";
import type { StorePlace } from "../store/storePlace.ts";
import type { MapHead } from "../store/updateLog.ts";
import { afterAll } from "./afterAll.ts";
import { openCopy, removeFile, removeFolder } from "./backupFile.ts";
import { CommandError } from "./commandError.ts";
import { fillPostgres } from "./fillPostgres.ts";
import { makeBackup } from "./makeBackup.ts";
import { connectPostgres, isInUse, takeAlone } from "./postgresTables.ts";
import type { Progress } from "./progress.ts";
import { asideName, putInPlace } from "./putInPlace.ts";
import { openEveryMap, renewHistories, wentBack } from "./renewHistories.ts";
import { readHeads, readSize, settle } from "./storeContent.ts";

export interface RestoreOptions {
  backup: string;
  to: StorePlace;
  /** Where what was there before is kept; exists or is made. */
  dataDir: string;
  /** Whether a studio that has content may give way. */
  isReplacing: boolean;
  /** Whether nobody changed anything after the backup: browsers may then go on with the copies they have. */
  isUnchanged: boolean;
  progress: Progress;
}

export interface Restored {
  maps: number;
  /** Those that have a new history. */
  renewed: number;
  /** The file with what was there before, when there was something. */
  before: string | undefined;
  /** Sentences about maps that are not whole. */
  complaints: string[];
}

/**
 * Puts a backup where a studio will run. Until all of it is there, and was looked at, what was there before stays.
 * @throws CommandError when a studio runs there or has content, or the file is not a whole backup.
 */
export function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { to, dataDir } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return to.kind === "sqlite" ? toSqlite(options, to) : toPostgres(options, to);
}

async function toSqlite(options: RestoreOptions, to: StorePlace & { kind: "sqlite" }): Promise<Restored> {
  const { backup, dataDir, progress } = options;
  const lock = lockDataDir(dataDir);
  if (lock === undefined) throw new CommandError(`A studio is running on ${dataDir}. Stop it first.`);
  const next = `${to.file}.restoring`;
  const complaints: string[] = [];
  try {
    const there = await readSize(to);
    mayGiveWay(there, options, dataDir);
    removeFile(next);
    const db = await openCopy(backup, next);
    const place: StorePlace = { kind: "sqlite", file: next };
    const restored = await prepare(place, db, await readHeads(to), options);
    settle(db);
    const before = there && asideName(dataDir);
    complaints.push(...restored.complaints, ...(await putInPlace(next, to.file, before)));
    progress.done(`Put in place: ${to.file}`);
    return { ...restored, before, complaints };
  } finally {
    // What fails here is added to what is given back, or to nothing where an error says more.
    complaints.push(...(await afterAll(() => removeFile(next))), ...(await afterAll(() => lock.close())));
  }
}

async function toPostgres(options: RestoreOptions, to: StorePlace & { kind: "postgres" }): Promise<Restored> {
  const { backup, dataDir, progress } = options;
  const client = await connectPostgres(to.url);
  // Beside what it is made for: the folder for passing things may be small, or in memory.
  const folder = mkdtempSync(join(dataDir, "kept-restoring-"));
  const complaints: string[] = [];
  try {
    if (!(await takeAlone(client)) || (await isInUse(client)))
      throw new CommandError(
        "A studio is running on the database that DATABASE_URL leads to, or another restore. Stop every node first.",
      );
    const there = await readSize(to);
    mayGiveWay(there, options, "that database");
    let before: string | undefined;
    if (there !== undefined && there.maps + there.users > 0) {
      before = asideName(dataDir);
      await makeBackup(to, before, progress);
    }
    const file = join(folder, "kept.db");
    const db = await openCopy(backup, file);
    const restored = await prepare({ kind: "sqlite", file }, db, await readHeads(to), options);
    await fillPostgres(db, client, progress);
    complaints.push(...new Set([...restored.complaints, ...(await lookAtAll(to, progress))]));
    complaints.push(...(await afterAll(() => db.close())));
    return { ...restored, before, complaints };
  } finally {
    // As above.
    complaints.push(...(await afterAll(() => client.end())), ...(await afterAll(() => removeFolder(folder))));
  }
}

/** Opens every map where they are now. All of it is in place: what fails here is said, and undoes nothing. */
async function lookAtAll(place: StorePlace, progress: Progress): Promise<string[]> {
  try {
    const log = openUpdateLog({ place, node: "restore" });
    return await openEveryMap(log, [...(await readHeads(place)).keys()], progress).finally(() => log.close());
  } catch (error) {
    return [`Everything is in its place, but not every map could be opened for a look there: ${String(error)}`];
  }
}

/** New histories where they have to be, and a look at every map. */
async function prepare(
  place: StorePlace,
  db: Sqlite.Database,
  before: ReadonlyMap<string, MapHead>,
  { isUnchanged, progress }: RestoreOptions,
): Promise<Omit<Restored, "before">> {
  // What was being opened when the backup was made is of no meaning here.
  db.exec("DELETE FROM map_openings");
  const heads = await readHeads(place);
  const renewed = isUnchanged ? [] : wentBack(heads, before);
  const log = openUpdateLog({ place, node: "restore" });
  try {
    const complaints = await openEveryMap(log, [...heads.keys()], progress);
    const unchanged = await renewHistories(place, log, renewed, progress);
    return {
      maps: heads.size,
      renewed: renewed.length - unchanged.length,
      complaints: [...new Set([...complaints, ...unchanged])],
    };
  } finally {
    await log.close();
  }
}

function mayGiveWay(
  there: { maps: number; users: number } | undefined,
  { isReplacing }: RestoreOptions,
  where: string,
): void {
  if (there === undefined || isReplacing || there.maps + there.users === 0) return;
  throw new CommandError(
    `There is a studio in ${where}, with ${there.maps} maps. Say --replace to put the backup in its place; what is there now is kept in a file beside it.`,
  );
}
