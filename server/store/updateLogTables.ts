import type Sqlite from "better-sqlite3";
import { AppError } from "../../shared/errors.ts";
import { logChecksum } from "./logChecksum.ts";
import { checkOpenings } from "./openingRule.ts";
import type { LayoutBackup, LoadedMap, LogEntry, LoggedUpdate, LogTail, MapHead } from "./updateLog.ts";
import { logTables, makeLogTables } from "./updateLogSchema.ts";

/** The newest snapshot and the one before it: a second chance when the newest cannot be read. */
const keptSnapshots = 2;

interface Row {
  seq: number;
  user: string;
  bytes: Buffer;
  checksum: number;
  at: number;
}

/** The update log's tables. Each method is one transaction, on disk when it returns. */
export interface UpdateLogTables {
  create(map: string, generation: string, snapshot: Uint8Array): void;
  /** Appends all or nothing; gives each entry's sequence number, 0 for one whose map or whose history is gone. */
  append(entries: readonly LogEntry[]): number[];
  load(map: string): LoadedMap | undefined;
  suspects(): Set<string>;
  opened(map: string): void;
  heads(maps: readonly string[]): Map<string, MapHead>;
  readAfter(map: string, seq: number): LogTail | undefined;
  owners(map: string, clients: readonly number[]): Map<number, string>;
  compact(map: string, generation: string, snapshot: Uint8Array, upToSeq: number): void;
  migrate(map: string, before: LayoutBackup, snapshot: Uint8Array): number;
  replace(map: string, generation: string, snapshot: Uint8Array, afterSeq?: number): void;
  quarantine(map: string, seqs: readonly number[], reason: string): void;
  remove(map: string): void;
}

/** Opens the log's tables in `db`, making those that are missing. `now`: milliseconds since 1970. */
export function openUpdateLogTables(db: Sqlite.Database, now: () => number = Date.now): UpdateLogTables {
  makeLogTables(db);
  const sql = {
    head: db.prepare<[string], MapHead>("SELECT generation, seq FROM map_heads WHERE map = ?"),
    addHead: db.prepare("INSERT INTO map_heads (map, generation) VALUES (?, ?)"),
    setHead: db.prepare("UPDATE map_heads SET generation = ?, seq = ? WHERE map = ?"),
    openings: db.prepare<[string], { count: number; last_at: number }>(
      "SELECT count, last_at FROM map_openings WHERE map = ?",
    ),
    allOpenings: db.prepare<[], { map: string }>("SELECT map FROM map_openings"),
    setOpenings: db.prepare("INSERT OR REPLACE INTO map_openings (map, count, last_at) VALUES (?, ?, ?)"),
    dropOpenings: db.prepare("DELETE FROM map_openings WHERE map = ?"),
    add: db.prepare("INSERT INTO map_updates (map, seq, user, bytes, checksum, at) VALUES (?, ?, ?, ?, ?, ?)"),
    addClient: db.prepare("INSERT OR IGNORE INTO map_clients (map, client, user) VALUES (?, ?, ?)"),
    rows: db.prepare<[string, number], Row>(
      "SELECT seq, user, bytes, checksum, at FROM map_updates WHERE map = ? AND seq > ? ORDER BY seq",
    ),
    clients: db.prepare<[string], { client: number; user: string }>(
      "SELECT client, user FROM map_clients WHERE map = ?",
    ),
    snapshots: db.prepare<[string], Omit<Row, "user" | "at">>(
      "SELECT seq, bytes, checksum FROM map_snapshots WHERE map = ? ORDER BY seq DESC",
    ),
    addSnapshot: db.prepare("INSERT OR REPLACE INTO map_snapshots (map, seq, bytes, checksum) VALUES (?, ?, ?, ?)"),
    snapshotBefore: db
      .prepare<[string, number], number | null>("SELECT max(seq) FROM map_snapshots WHERE map = ? AND seq < ?")
      .pluck(),
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
    dropHistory: ["map_updates", "map_snapshots", "map_clients"].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE map = ?`),
    ),
    dropMap: logTables.map((table) => db.prepare(`DELETE FROM ${table} WHERE map = ?`)),
  };

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
    checkOpenings(count, lastAt, at);
    note(() => sql.setOpenings.run(map, count + 1, at));
  }

  function endOpening(map: string): void {
    note(() => sql.dropOpenings.run(map));
  }

  /**
   * The snapshot takes the place of every row up to `seq`. Those since the snapshot before stay until the next one: if
   * this one cannot be read, they are what it held beyond that.
   */
  function replaceRows(map: string, snapshot: Uint8Array, seq: number): void {
    sql.dropMerged.run(map, sql.snapshotBefore.get(map, seq) ?? -1);
    addSnapshot(map, snapshot, seq);
    sql.dropOldSnapshots.run(map, map);
  }

  function addSnapshot(map: string, snapshot: Uint8Array, seq: number): void {
    sql.addSnapshot.run(map, seq, snapshot, logChecksum(map, "", snapshot));
  }

  function isReadable(map: string, { bytes, checksum }: { bytes: Buffer; checksum: number }): boolean {
    return logChecksum(map, "", bytes) === checksum;
  }

  /** The rows after one, and the numbers of those whose checksum is wrong. */
  function readRows(map: string, after: number): { rows: LoggedUpdate[]; badRows: number[] } {
    const rows: LoggedUpdate[] = [];
    const badRows: number[] = [];
    for (const { seq, user, bytes, checksum, at } of sql.rows.iterate(map, after)) {
      if (logChecksum(map, user, bytes) === checksum) rows.push({ seq, at, user, bytes });
      else badRows.push(seq);
    }
    return { rows, badRows };
  }

  function readMap(map: string, { generation, seq }: MapHead): LoadedMap {
    const snapshots = sql.snapshots.all(map);
    const readable = snapshots.findIndex((each) => isReadable(map, each));
    const snapshot = snapshots[readable];
    const badSnapshots = readable < 0 ? snapshots : snapshots.slice(0, readable);
    const { rows, badRows } = readRows(map, snapshot?.seq ?? 0);
    const quarantined = badRows.length + badSnapshots.length;
    if (quarantined > 0)
      transact(() => {
        setAside(map, badRows, "checksum");
        const badSeqs = badSnapshots.map(({ seq: badSeq }) => badSeq);
        setSnapshotsAside(map, badSeqs, "checksum");
      });
    const owners = new Map(sql.clients.all(map).map(({ client, user }) => [client, user]));
    return { generation, seq, snapshot: snapshot?.bytes, rows, owners, quarantined };
  }

  return {
    create(map, generation, snapshot) {
      transact(() => {
        if (sql.head.get(map)) throw new AppError("CONFLICT", "This map exists already.");
        sql.addHead.run(map, generation);
        addSnapshot(map, snapshot, 0);
      });
    },

    append(entries) {
      const at = now();
      const heads = new Map<string, MapHead | undefined>();
      return transact(() => {
        const seqs = entries.map(({ map, generation, user, bytes, newClients }) => {
          if (!heads.has(map)) heads.set(map, sql.head.get(map));
          const head = heads.get(map);
          if (head?.generation !== generation) return 0;
          head.seq += 1;
          sql.add.run(map, head.seq, user, bytes, logChecksum(map, user, bytes), at);
          for (const client of newClients) sql.addClient.run(map, client, user);
          return head.seq;
        });
        for (const [map, head] of heads) if (head) sql.setHead.run(head.generation, head.seq, map);
        return seqs;
      });
    },

    load(map) {
      const head = sql.head.get(map);
      if (head === undefined) return undefined;
      countOpening(map);
      try {
        return readMap(map, head);
      } catch (error) {
        endOpening(map);
        throw error;
      }
    },

    suspects: () => new Set(sql.allOpenings.all().map(({ map }) => map)),

    opened: endOpening,

    heads(maps) {
      const heads = new Map<string, MapHead>();
      for (const map of maps) {
        const head = sql.head.get(map);
        if (head) heads.set(map, head);
      }
      return heads;
    },

    readAfter: db.transaction((map: string, seq: number): LogTail | undefined => {
      const head = sql.head.get(map);
      if (head === undefined) return undefined;
      const newer = sql.snapshots.all(map).find((each) => each.seq > seq && isReadable(map, each));
      const snapshot = newer && { seq: newer.seq, bytes: newer.bytes };
      return { generation: head.generation, snapshot, rows: readRows(map, snapshot?.seq ?? seq).rows };
    }),

    owners(map, asked) {
      const all = new Map(sql.clients.all(map).map(({ client, user }) => [client, user]));
      return new Map(asked.flatMap((client) => (all.has(client) ? [[client, all.get(client) ?? ""]] : [])));
    },

    compact(map, generation, snapshot, upToSeq) {
      transact(() => {
        if (sql.head.get(map)?.generation === generation) replaceRows(map, snapshot, upToSeq);
      });
    },

    migrate: (map, { layout, seq, bytes }, snapshot) =>
      transact(() => {
        const head = sql.head.get(map);
        if (head?.seq !== seq) throw new AppError("CONFLICT", "This map was changed while it was brought up to date.");
        sql.addBackup.run(map, layout, bytes);
        sql.setHead.run(head.generation, seq + 1, map);
        replaceRows(map, snapshot, seq + 1);
        return seq + 1;
      }),

    replace(map, generation, snapshot, afterSeq) {
      transact(() => {
        const head = sql.head.get(map);
        if (head === undefined) throw new AppError("NOT_FOUND", "There is no such map.");
        if (head.seq > (afterSeq ?? head.seq)) throw new AppError("CONFLICT", "This map was changed in the meantime.");
        for (const drop of sql.dropHistory) drop.run(map);
        sql.setHead.run(generation, head.seq + 1, map);
        addSnapshot(map, snapshot, head.seq + 1);
      });
    },

    quarantine(map, seqs, reason) {
      transact(() => setAside(map, seqs, reason));
    },

    remove(map) {
      transact(() => {
        for (const drop of sql.dropMap) drop.run(map);
      });
    },
  };
}
