import { crc32 } from "node:zlib";
import type Sqlite from "better-sqlite3";
import { AppError } from "../../shared/errors.ts";
import type { LayoutBackup, LoadedMap, LogEntry, LoggedUpdate } from "./updateLog.ts";

/** A map whose opening ended the process so often in a row stays closed for a while, so that the others can be served. */
const maxFatalOpenings = 3;
const closedForMs = 5 * 60_000;

/** The newest snapshot and the one before it: a second chance when the newest cannot be read. */
const keptSnapshots = 2;

const schema = `
CREATE TABLE IF NOT EXISTS map_heads (
  map TEXT PRIMARY KEY, generation TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_openings (
  map TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_updates (
  map TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL,
  PRIMARY KEY (map, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_snapshots (
  map TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL,
  PRIMARY KEY (map, seq)
) STRICT;
CREATE TABLE IF NOT EXISTS map_clients (
  map TEXT NOT NULL, client INTEGER NOT NULL, user TEXT NOT NULL,
  PRIMARY KEY (map, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_backups (
  id INTEGER PRIMARY KEY, map TEXT NOT NULL, layout INTEGER NOT NULL, bytes BLOB NOT NULL,
  at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TABLE IF NOT EXISTS map_quarantine (
  id INTEGER PRIMARY KEY, map TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT, bytes BLOB NOT NULL,
  checksum INTEGER NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;`;

interface Row {
  seq: number;
  user: string;
  bytes: Buffer;
  checksum: number;
}

/** The update log's tables. Each method is one transaction, on disk when it returns. */
export interface UpdateLogTables {
  create(map: string, generation: string, snapshot: Uint8Array): void;
  /** Appends all or nothing; gives each entry's sequence number, 0 for one whose map is gone. */
  append(entries: readonly LogEntry[]): number[];
  load(map: string): LoadedMap | undefined;
  opened(map: string): void;
  compact(map: string, snapshot: Uint8Array, upToSeq: number): void;
  migrate(map: string, before: LayoutBackup, snapshot: Uint8Array): void;
  quarantine(map: string, seqs: readonly number[], reason: string): void;
  remove(map: string): void;
}

/** Opens the log's tables in `db`, making those that are missing. `now`: milliseconds since 1970. */
export function openUpdateLogTables(db: Sqlite.Database, now: () => number = Date.now): UpdateLogTables {
  db.exec(schema);
  const sql = {
    generation: db.prepare<[string], string>("SELECT generation FROM map_heads WHERE map = ?").pluck(),
    addHead: db.prepare("INSERT INTO map_heads (map, generation) VALUES (?, ?)"),
    openings: db.prepare<[string], { count: number; last_at: number }>(
      "SELECT count, last_at FROM map_openings WHERE map = ?",
    ),
    setOpenings: db.prepare("INSERT OR REPLACE INTO map_openings (map, count, last_at) VALUES (?, ?, ?)"),
    dropOpenings: db.prepare("DELETE FROM map_openings WHERE map = ?"),
    add: db.prepare("INSERT INTO map_updates (map, seq, user, bytes, checksum) VALUES (?, ?, ?, ?, ?)"),
    addClient: db.prepare("INSERT OR IGNORE INTO map_clients (map, client, user) VALUES (?, ?, ?)"),
    rows: db.prepare<[string, number], Row>(
      "SELECT seq, user, bytes, checksum FROM map_updates WHERE map = ? AND seq > ? ORDER BY seq",
    ),
    clients: db.prepare<[string], { client: number; user: string }>(
      "SELECT client, user FROM map_clients WHERE map = ?",
    ),
    snapshots: db.prepare<[string], Omit<Row, "user">>(
      "SELECT seq, bytes, checksum FROM map_snapshots WHERE map = ? ORDER BY seq DESC",
    ),
    addSnapshot: db.prepare("INSERT OR REPLACE INTO map_snapshots (map, seq, bytes, checksum) VALUES (?, ?, ?, ?)"),
    dropMerged: db.prepare("DELETE FROM map_updates WHERE map = ? AND seq <= ?"),
    dropOldSnapshots: db.prepare(
      `DELETE FROM map_snapshots WHERE map = ? AND seq NOT IN
       (SELECT seq FROM map_snapshots WHERE map = ? ORDER BY seq DESC LIMIT ${keptSnapshots})`,
    ),
    addBackup: db.prepare("INSERT INTO map_backups (map, layout, bytes) VALUES (?, ?, ?)"),
    quarantineRow: db.prepare(
      `INSERT INTO map_quarantine (map, seq, user, bytes, checksum, reason)
       SELECT map, seq, user, bytes, checksum, ? FROM map_updates WHERE map = ? AND seq = ?`,
    ),
    dropRow: db.prepare("DELETE FROM map_updates WHERE map = ? AND seq = ?"),
    quarantineSnapshot: db.prepare(
      `INSERT INTO map_quarantine (map, seq, bytes, checksum, reason)
       SELECT map, seq, bytes, checksum, ? FROM map_snapshots WHERE map = ? AND seq = ?`,
    ),
    dropSnapshot: db.prepare("DELETE FROM map_snapshots WHERE map = ? AND seq = ?"),
    lastSeq: db
      .prepare<[string, string], number>(
        `SELECT max((SELECT coalesce(max(seq), 0) FROM map_updates WHERE map = ?),
                    (SELECT coalesce(max(seq), 0) FROM map_snapshots WHERE map = ?))`,
      )
      .pluck(),
    quarantinedSeq: db
      .prepare<[string], number>("SELECT coalesce(max(seq), 0) FROM map_quarantine WHERE map = ?")
      .pluck(),
    dropMap: [
      "map_heads",
      "map_openings",
      "map_updates",
      "map_snapshots",
      "map_clients",
      "map_backups",
      "map_quarantine",
    ].map((table) => db.prepare(`DELETE FROM ${table} WHERE map = ?`)),
  };

  /** Last sequence number given out, by map. A number is never used twice, also when its row is gone. */
  const lastSeqs = new Map<string, number>();

  /** Undefined when there is no such map. */
  function lastSeqOf(map: string): number | undefined {
    const known = lastSeqs.get(map);
    if (known !== undefined || !sql.generation.get(map)) return known;
    return Math.max(sql.lastSeq.get(map, map) ?? 0, sql.quarantinedSeq.get(map) ?? 0);
  }

  /** Takes the lock at once, so that nothing read inside is stale when it is written. */
  function transact<T>(work: () => T): T {
    return db.transaction(work).immediate();
  }

  function setAside(map: string, seqs: readonly number[], reason: string): void {
    for (const seq of seqs) {
      sql.quarantineRow.run(reason, map, seq);
      sql.dropRow.run(map, seq);
    }
  }

  function setSnapshotsAside(map: string, seqs: readonly number[], reason: string): void {
    for (const seq of seqs) {
      sql.quarantineSnapshot.run(reason, map, seq);
      sql.dropSnapshot.run(map, seq);
    }
  }

  /**
   * Writes down that a map is being opened, or that it was. This has to outlive the process, not the power, so it does
   * without the wait for the disk. A disk that takes nothing must not keep anyone from reading either.
   */
  function note(write: () => unknown): void {
    db.pragma("synchronous = NORMAL");
    try {
      write();
    } catch {
      // Not counted.
    } finally {
      db.pragma("synchronous = FULL");
    }
  }

  /** Counts an opening that has not ended. @throws AppError UNAVAILABLE when too many ended the process. */
  function countOpening(map: string): void {
    const { count, last_at: lastAt } = sql.openings.get(map) ?? { count: 0, last_at: 0 };
    const at = now();
    const isRecent = at >= lastAt && at - lastAt < closedForMs;
    if (count >= maxFatalOpenings && isRecent)
      throw new AppError("UNAVAILABLE", "This map ended the server three times and is kept closed for some minutes.");
    note(() => sql.setOpenings.run(map, count + 1, at));
  }

  function endOpening(map: string): void {
    note(() => sql.dropOpenings.run(map));
  }

  function replaceRows(map: string, snapshot: Uint8Array, upToSeq: number): void {
    if (sql.generation.get(map) === undefined) return;
    sql.addSnapshot.run(map, upToSeq, snapshot, checksumOf(map, "", snapshot));
    sql.dropMerged.run(map, upToSeq);
    sql.dropOldSnapshots.run(map, map);
  }

  function readMap(map: string, generation: string): LoadedMap {
    const snapshots = sql.snapshots.all(map);
    const readable = snapshots.findIndex(({ bytes, checksum }) => checksumOf(map, "", bytes) === checksum);
    const snapshot = snapshots[readable];
    const badSnapshots = readable < 0 ? snapshots : snapshots.slice(0, readable);
    const rows: LoggedUpdate[] = [];
    const badRows: number[] = [];
    for (const { seq, user, bytes, checksum } of sql.rows.iterate(map, snapshot?.seq ?? 0)) {
      if (checksumOf(map, user, bytes) === checksum) rows.push({ seq, user, bytes });
      else badRows.push(seq);
    }
    if (badRows.length + badSnapshots.length > 0)
      transact(() => {
        setAside(map, badRows, "checksum");
        const badSeqs = badSnapshots.map(({ seq }) => seq);
        setSnapshotsAside(map, badSeqs, "checksum");
      });
    const owners = new Map(sql.clients.all(map).map(({ client, user }) => [client, user]));
    return { generation, snapshot: snapshot?.bytes, rows, owners, quarantined: badRows.length + badSnapshots.length };
  }

  return {
    create(map, generation, snapshot) {
      transact(() => {
        if (sql.generation.get(map)) throw new AppError("CONFLICT", "This map exists already.");
        sql.addHead.run(map, generation);
        sql.addSnapshot.run(map, 0, snapshot, checksumOf(map, "", snapshot));
      });
    },

    append(entries) {
      const last = new Map<string, number>();
      const seqs = transact(() =>
        entries.map(({ map, user, bytes, newClients }) => {
          const before = last.get(map) ?? lastSeqOf(map);
          if (before === undefined) return 0;
          const seq = before + 1;
          sql.add.run(map, seq, user, bytes, checksumOf(map, user, bytes));
          for (const client of newClients) sql.addClient.run(map, client, user);
          last.set(map, seq);
          return seq;
        }),
      );
      for (const [map, seq] of last) lastSeqs.set(map, seq);
      return seqs;
    },

    load(map) {
      const generation = sql.generation.get(map);
      if (generation === undefined) return undefined;
      countOpening(map);
      try {
        return readMap(map, generation);
      } catch (error) {
        endOpening(map);
        throw error;
      }
    },

    opened: endOpening,

    compact: (map, snapshot, upToSeq) => transact(() => replaceRows(map, snapshot, upToSeq)),

    migrate(map, { layout, bytes }, snapshot) {
      transact(() => {
        sql.addBackup.run(map, layout, bytes);
        replaceRows(map, snapshot, lastSeqOf(map) ?? 0);
      });
    },

    quarantine(map, seqs, reason) {
      transact(() => setAside(map, seqs, reason));
    },

    remove(map) {
      lastSeqs.delete(map);
      transact(() => {
        for (const drop of sql.dropMap) drop.run(map);
      });
    },
  };
}

/** Over the bytes and where they belong, so that a row that strayed into another map is found as well. */
function checksumOf(map: string, user: string, bytes: Uint8Array): number {
  return crc32(bytes, crc32(`${map}\0${user}\0`));
}
