import { logChecksum } from "./logChecksum.ts";
import type { PostgresClient } from "./postgresPool.ts";
import type { LogEntry, MapHead } from "./updateLog.ts";

interface NewRow {
  map: string;
  seq: number;
  user: string;
  bytes: Uint8Array;
  clients: readonly number[];
}

/**
 * Appends a group within a transaction; gives each entry's sequence number, 0 for one whose map or history is gone.
 * A map's rows are numbered under a lock on its head, so that their order is that of the commits: who has read up to a
 * number will never find a smaller one later. The heads are locked in one order, whoever appends.
 * @throws AppError UNAVAILABLE when somebody else holds one of them for longer than the connection waits for a lock.
 */
export async function appendEntries(client: PostgresClient, entries: readonly LogEntry[]): Promise<number[]> {
  return append(client, entries, await lockHeads(client, entries, ""));
}

/** `appendEntries` without those of maps that are locked just now; `undefined` stands for these. */
export async function appendUnlocked(
  client: PostgresClient,
  entries: readonly LogEntry[],
): Promise<(number | undefined)[]> {
  const heads = await lockHeads(client, entries, "SKIP LOCKED");
  const others = mapsOf(entries).filter((map) => !heads.has(map));
  const { rows } = await client.query<{ map: string }>("SELECT map FROM map_heads WHERE map = ANY($1)", [others]);
  const locked = new Set(rows.map(({ map }) => map));
  const seqs = await append(client, entries, heads);
  return seqs.map((seq, index) => (locked.has(entries[index]?.map ?? "") ? undefined : seq));
}

type Heads = Map<string, MapHead>;

function mapsOf(entries: readonly LogEntry[]): string[] {
  return [...new Set(entries.map(({ map }) => map))];
}

async function lockHeads(
  client: PostgresClient,
  entries: readonly LogEntry[],
  how: "" | "SKIP LOCKED",
): Promise<Heads> {
  const { rows } = await client.query<MapHead & { map: string }>(
    `SELECT map, generation, seq FROM map_heads WHERE map = ANY($1) ORDER BY map FOR UPDATE ${how}`,
    [mapsOf(entries)],
  );
  return new Map(rows.map(({ map, generation, seq }) => [map, { generation, seq }]));
}

/** Those of a map without a locked head get 0. */
async function append(client: PostgresClient, entries: readonly LogEntry[], heads: Heads): Promise<number[]> {
  const news: NewRow[] = [];
  const seqs = entries.map(({ map, generation, user, bytes, newClients }) => {
    const head = heads.get(map);
    if (head?.generation !== generation) return 0;
    head.seq += 1;
    news.push({ map, seq: head.seq, user, bytes, clients: newClients });
    return head.seq;
  });
  if (news.length > 0) {
    await insertRows(client, news);
    await insertClients(client, news);
    await client.query(
      `UPDATE map_heads AS head SET seq = reached.seq FROM unnest($1::text[], $2::bigint[]) AS reached (map, seq)
       WHERE head.map = reached.map`,
      [[...heads.keys()], Array.from(heads.values(), ({ seq }) => seq)],
    );
  }
  return seqs;
}

/** All bytes go as one value that is cut up there: an array of them would be written as text. */
async function insertRows(client: PostgresClient, rows: readonly NewRow[]): Promise<void> {
  let start = 1;
  const starts = rows.map(({ bytes }) => {
    const own = start;
    start += bytes.length;
    return own;
  });
  await client.query(
    `INSERT INTO map_updates (map, seq, "user", bytes, checksum, at)
     SELECT map, seq, "user", substr($1::bytea, start, length), checksum, floor(extract(epoch FROM now()) * 1000)::bigint
     FROM unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::int[], $7::int[])
       AS new (map, seq, "user", checksum, start, length)`,
    [
      Buffer.concat(rows.map(({ bytes }) => bytes)),
      rows.map(({ map }) => map),
      rows.map(({ seq }) => seq),
      rows.map(({ user }) => user),
      rows.map(({ map, user, bytes }) => logChecksum(map, user, bytes)),
      starts,
      rows.map(({ bytes }) => bytes.length),
    ],
  );
}

/** A client id belongs to the first who used it. */
async function insertClients(client: PostgresClient, rows: readonly NewRow[]): Promise<void> {
  const owned = rows.flatMap(({ map, user, clients }) => clients.map((id) => ({ map, user, id })));
  if (owned.length === 0) return;
  await client.query(
    `INSERT INTO map_clients (map, client, "user")
     SELECT map, client, "user" FROM unnest($1::text[], $2::bigint[], $3::text[]) AS new (map, client, "user")
     ON CONFLICT DO NOTHING`,
    [owned.map(({ map }) => map), owned.map(({ id }) => id), owned.map(({ user }) => user)],
  );
}
