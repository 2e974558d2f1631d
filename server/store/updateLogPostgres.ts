import { AppError } from "../../shared/errors.ts";
import { type Clock, systemClock } from "../clock.ts";
import { logChecksum } from "./logChecksum.ts";
import type { LogMeter } from "./logMeter.ts";
import { checkOpenings } from "./openingRule.ts";
import { appendEntries, appendUnlocked } from "./postgresAppend.ts";
import { isLocked, type PostgresClient, PostgresPool, poolSizes } from "./postgresPool.ts";
import { readLoaded, readTail } from "./postgresLogReader.ts";
import type { LoadedMap, LogEntry, MapHead, UpdateLog } from "./updateLog.ts";
import { type FailureListener, UpdateLogQueue } from "./updateLogQueue.ts";
import { logTables } from "./updateLogSchema.ts";

/** The newest snapshot and the one before it: a second chance when the newest cannot be read. */
const keptSnapshots = 2;

/**
 * For a group of all maps. Where a head is locked for longer than another node's append takes, somebody merges or replaces
 * that map, and the others go on without it. A connection that has not answered in five seconds has died; the server ends
 * what it began, and with it its locks.
 */
const savingTimes = { lockMs: 250, idleInTransactionMs: 3_000, statementMs: 4_000, answerMs: 5_000 };

export interface PostgresUpdateLogOptions {
  /** Its tables exist. */
  url: string;
  /** Names this node the same over its restarts, so that its openings are not taken for another's. */
  node: string;
  clock?: Clock;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Told about every failed commit and every broken connection. */
  onFailure?: FailureListener;
  meter?: LogMeter;
}

/** Opens the update log in PostgreSQL, with connections of its own: no other work of the studio holds up saving. */
export function openPostgresUpdateLog(options: PostgresUpdateLogOptions): UpdateLog {
  const { url, node, clock = systemClock, now = Date.now, onFailure, meter } = options;
  const onBroken = (error: unknown) => onFailure?.(error, 0);
  const pool = new PostgresPool({ url, size: poolSizes.log, onFailure: onBroken });
  // One group is under way at a time; nobody else may take its connection.
  const saving = new PostgresPool({ url, size: poolSizes.saving, times: savingTimes, onFailure: onBroken });

  async function commit(entries: readonly LogEntry[]): Promise<(number | undefined)[]> {
    try {
      return await saving.transact((client) => appendEntries(client, entries));
    } catch (error) {
      if (!isLocked(error)) throw error;
      return saving.transact((client) => appendUnlocked(client, entries));
    }
  }

  const queue = new UpdateLogQueue({
    // A connection that is lost in the middle of a commit leaves open whether it happened. Then a change is there twice,
    // under two numbers, which is the same map to Yjs.
    commit,
    commitApart: (entries) => pool.transact((client) => appendEntries(client, entries)),
    clock,
    ...(onFailure && { onFailure }),
    ...(meter && { meter }),
  });

  /** Openings that ended well while that could not be written down. */
  const forgiven = new Set<string>();

  /** Before the map is read: what is read may be what ends the process. Does not wait for the disk. */
  async function countOpening(map: string): Promise<void> {
    const { rows } = await pool.query<{ count: number; last_at: number }>(
      "SELECT count, last_at FROM map_openings WHERE map = $1 AND node = $2",
      [map, node],
    );
    const [{ count, last_at: lastAt } = { count: 0, last_at: 0 }] = forgiven.has(map) ? [] : rows;
    const at = now();
    checkOpenings(count, lastAt, at);
    await pool.query(
      `INSERT INTO map_openings (map, node, count, last_at)
       SELECT map, $2, 1, $3 FROM map_heads, (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
       WHERE map = $1
       ON CONFLICT (map, node) DO UPDATE SET count = $4, last_at = $3`,
      [map, node, at, count + 1],
    );
    forgiven.delete(map);
  }

  /** Notes that are on their way: a pool that is ended gives no connection to who waits for one. */
  const noting = new Set<Promise<void>>();

  async function endOpening(map: string): Promise<void> {
    const noted = forgive(map);
    noting.add(noted);
    await noted;
    noting.delete(noted);
  }

  async function forgive(map: string): Promise<void> {
    try {
      await pool.query("DELETE FROM map_openings WHERE map = $1 AND node = $2", [map, node]);
    } catch {
      forgiven.add(map);
    }
  }

  return {
    isShared: true,

    create: (map, generation, snapshot) =>
      pool.transact(async (client) => {
        const { rowCount } = await client.query(
          "INSERT INTO map_heads (map, generation) VALUES ($1, $2) ON CONFLICT DO NOTHING",
          [map, generation],
        );
        if (rowCount === 0) throw new AppError("CONFLICT", "This map exists already.");
        await addSnapshot(client, map, snapshot, 0);
      }),

    append: (entry) => queue.append(entry),

    async load(map): Promise<LoadedMap | undefined> {
      await countOpening(map);
      try {
        const loaded = await readLoaded(pool, map);
        if (loaded === undefined) return undefined;
        const { bad, ...read } = loaded;
        if (read.quarantined > 0)
          await pool.transact(async (client) => {
            await setAside(client, "map_updates", map, bad.rows, "checksum");
            await setAside(client, "map_snapshots", map, bad.snapshots, "checksum");
          });
        return read;
      } catch (error) {
        await endOpening(map);
        throw error;
      }
    },

    async suspects() {
      const { rows } = await pool.query<{ map: string }>("SELECT map FROM map_openings WHERE node = $1", [node]);
      return new Set(rows.map(({ map }) => map));
    },

    opened: endOpening,

    async heads(maps) {
      const { rows } = await pool.query<MapHead & { map: string }>(
        "SELECT map, generation, seq FROM map_heads WHERE map = ANY($1)",
        [maps],
      );
      return new Map(rows.map(({ map, ...head }) => [map, head]));
    },

    readAfter: (map, seq) => readTail(pool, map, seq),

    async owners(map, clients) {
      const { rows } = await pool.query<{ client: number; user: string }>(
        'SELECT client, "user" FROM map_clients WHERE map = $1 AND client = ANY($2)',
        [map, clients],
      );
      return new Map(rows.map(({ client, user }) => [client, user]));
    },

    compact: (map, generation, snapshot, upToSeq) =>
      pool.transact(async (client) => {
        const head = await lockHead(client, map);
        if (head?.generation === generation) await replaceRows(client, map, snapshot, upToSeq);
      }),

    migrate: (map, { layout, seq, bytes }, snapshot) =>
      pool.transact(async (client) => {
        const head = await lockHead(client, map);
        if (head?.seq !== seq) throw new AppError("CONFLICT", "This map was changed while it was brought up to date.");
        await client.query("INSERT INTO map_backups (map, layout, bytes) VALUES ($1, $2, $3)", [map, layout, bytes]);
        await setHead(client, map, { ...head, seq: seq + 1 });
        await replaceRows(client, map, snapshot, seq + 1);
        return seq + 1;
      }),

    replace: (map, generation, snapshot, afterSeq) =>
      pool.transact(async (client) => {
        const head = await lockHead(client, map);
        if (head === undefined) throw new AppError("NOT_FOUND", "There is no such map.");
        if (head.seq > (afterSeq ?? head.seq)) throw new AppError("CONFLICT", "This map was changed in the meantime.");
        for (const table of ["map_updates", "map_snapshots", "map_clients"])
          await client.query(`DELETE FROM ${table} WHERE map = $1`, [map]);
        await setHead(client, map, { generation, seq: head.seq + 1 });
        await addSnapshot(client, map, snapshot, head.seq + 1);
      }),

    async quarantine(map, seqs, reason) {
      await pool.transact((client) => setAside(client, "map_updates", map, seqs, reason));
    },

    remove: (map) =>
      pool.transact(async (client) => {
        // The head first, and with it the lock: nothing is appended to what is being deleted.
        for (const table of logTables) await client.query(`DELETE FROM ${table} WHERE map = $1`, [map]);
      }),

    get isAccepting() {
      return queue.isAccepting;
    },
    accepts: (map) => queue.accepts(map),
    get waiting() {
      return queue.waiting;
    },
    async close() {
      await queue.drained();
      await Promise.all(noting);
      await Promise.all([pool.end(), saving.end()]);
    },
  };
}

/** Until the transaction ends nobody else appends to the map or changes what it consists of. */
async function lockHead(client: PostgresClient, map: string): Promise<MapHead | undefined> {
  const { rows } = await client.query<MapHead>("SELECT generation, seq FROM map_heads WHERE map = $1 FOR UPDATE", [
    map,
  ]);
  return rows[0];
}

async function setHead(client: PostgresClient, map: string, { generation, seq }: MapHead): Promise<void> {
  await client.query("UPDATE map_heads SET generation = $2, seq = $3 WHERE map = $1", [map, generation, seq]);
}

async function addSnapshot(client: PostgresClient, map: string, snapshot: Uint8Array, seq: number): Promise<void> {
  await client.query(
    `INSERT INTO map_snapshots (map, seq, bytes, checksum) VALUES ($1, $2, $3, $4)
     ON CONFLICT (map, seq) DO UPDATE SET bytes = excluded.bytes, checksum = excluded.checksum`,
    [map, seq, snapshot, logChecksum(map, "", snapshot)],
  );
}

/**
 * The snapshot takes the place of every row up to `seq`. Those since the snapshot before stay until the next one: if this
 * one cannot be read, they are what it held beyond that.
 */
async function replaceRows(client: PostgresClient, map: string, snapshot: Uint8Array, seq: number): Promise<void> {
  await client.query(
    `DELETE FROM map_updates WHERE map = $1
     AND seq <= (SELECT max(seq) FROM map_snapshots WHERE map = $1 AND seq < $2)`,
    [map, seq],
  );
  await addSnapshot(client, map, snapshot, seq);
  await client.query(
    `DELETE FROM map_snapshots WHERE map = $1 AND seq NOT IN
     (SELECT seq FROM map_snapshots WHERE map = $1 ORDER BY seq DESC LIMIT ${keptSnapshots})`,
    [map],
  );
}

/** Each once, also when two nodes find the same rows at the same time. */
async function setAside(
  client: PostgresClient,
  table: "map_updates" | "map_snapshots",
  map: string,
  seqs: readonly number[],
  reason: string,
): Promise<void> {
  const user = table === "map_updates" ? '"user"' : "NULL";
  await client.query(
    `WITH taken AS (DELETE FROM ${table} WHERE map = $1 AND seq = ANY($2) RETURNING *)
     INSERT INTO map_quarantine (map, seq, "user", bytes, checksum, reason)
     SELECT map, seq, ${user}, bytes, checksum, $3 FROM taken`,
    [map, seqs, reason],
  );
}
