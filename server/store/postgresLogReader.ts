import { logChecksum } from "./logChecksum.ts";
import type { PostgresPool } from "./postgresPool.ts";
import type { LoadedMap, LogTail, LoggedUpdate } from "./updateLog.ts";

/** A row of one of the log's tables, as the one statement gives them that reads a map: all as it was at one moment. */
interface Part {
  kind: "head" | "snapshot" | "update" | "client";
  /** Of the head, a snapshot or an update; of a client its id. */
  number: number;
  at: number;
  /** The generation of the head; the user of an update or a client. */
  name: string;
  bytes: Buffer;
  checksum: number;
}

const headAndContent = `
SELECT 'head' AS kind, seq AS number, 0::bigint AS at, generation AS name, ''::bytea AS bytes, 0::bigint AS checksum
  FROM map_heads WHERE map = $1
UNION ALL
SELECT 'snapshot', seq, 0, '', bytes, checksum FROM map_snapshots WHERE map = $1 AND seq > $2
UNION ALL
SELECT 'update', seq, at, "user", bytes, checksum FROM map_updates WHERE map = $1 AND seq > `;

/** What is merged lies there once more, as the rows it was, and is not needed. */
const afterNewest = `greatest($2, (SELECT max(seq) FROM map_snapshots WHERE map = $1))`;
const afterGiven = "$2";

const clients = `
UNION ALL
SELECT 'client', client, 0, "user", ''::bytea, 0 FROM map_clients WHERE map = $1`;

/** What of a map's rows and snapshots is damaged, by sequence number. */
export interface Damage {
  rows: number[];
  snapshots: number[];
}

/** All of a map, or `undefined` when there is none. */
export async function readLoaded(pool: PostgresPool, map: string): Promise<(LoadedMap & { bad: Damage }) | undefined> {
  const read = async (after: string) => (await pool.query<Part>(headAndContent + after + clients, [map, -1])).rows;
  let rows = await read(afterNewest);
  const [newest] = newestFirst(rows);
  // What it held beyond the snapshot before is among the rows that it merged.
  if (newest && !isReadable(map, newest)) rows = await read(afterGiven);
  const head = rows.find(({ kind }) => kind === "head");
  if (head === undefined) return undefined;
  const snapshots = newestFirst(rows);
  const readable = snapshots.findIndex((part) => isReadable(map, part));
  const snapshot = snapshots[readable];
  const badSnapshots = readable < 0 ? snapshots : snapshots.slice(0, readable);
  const after = snapshot?.number ?? 0;
  const bad = {
    rows: updatesAfter(rows, after).flatMap((part) => (isReadable(map, part) ? [] : part.number)),
    snapshots: badSnapshots.map(({ number }) => number),
  };
  return {
    generation: head.name,
    seq: head.number,
    snapshot: snapshot?.bytes,
    rows: readUpdates(map, rows, after),
    owners: new Map(rows.filter(({ kind }) => kind === "client").map(({ number, name }) => [number, name])),
    quarantined: bad.rows.length + bad.snapshots.length,
    bad,
  };
}

/** What a map got after a number, or `undefined` when there is none. */
export async function readTail(pool: PostgresPool, map: string, seq: number): Promise<LogTail | undefined> {
  const { rows } = await pool.query<Part>(headAndContent + afterGiven, [map, seq]);
  const head = rows.find(({ kind }) => kind === "head");
  if (head === undefined) return undefined;
  const newer = newestFirst(rows).find((part) => isReadable(map, part));
  const snapshot = newer && { seq: newer.number, bytes: newer.bytes };
  return { generation: head.name, snapshot, rows: readUpdates(map, rows, snapshot?.seq ?? seq) };
}

function readUpdates(map: string, parts: readonly Part[], after: number): LoggedUpdate[] {
  return updatesAfter(parts, after)
    .filter((part) => isReadable(map, part))
    .map(({ number: seq, at, name: user, bytes }) => ({ seq, at, user, bytes }));
}

function updatesAfter(parts: readonly Part[], after: number): Part[] {
  return parts
    .filter(({ kind, number }) => kind === "update" && number > after)
    .sort((one, other) => one.number - other.number);
}

function newestFirst(parts: readonly Part[]): Part[] {
  return parts.filter(({ kind }) => kind === "snapshot").sort((one, other) => other.number - one.number);
}

function isReadable(map: string, { name, bytes, checksum }: Part): boolean {
  return logChecksum(map, name, bytes) === checksum;
}
