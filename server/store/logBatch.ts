import type { LogEntry } from "./updateLog.ts";

/**
 * Entries on their way to another thread: columns, and all bytes in one buffer that changes hands instead of being
 * copied. Cloning thousands of small arrays a second would cost more than writing them.
 */
export interface LogBatch {
  maps: string[];
  users: string[];
  lengths: number[];
  bytes: Uint8Array<ArrayBuffer>;
  /** Most entries bring none: pairs of an entry's index and its new client ids. */
  newClients: [number, readonly number[]][];
}

export function packEntries(entries: readonly LogEntry[]): LogBatch {
  const size = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const batch: LogBatch = { maps: [], users: [], lengths: [], bytes: new Uint8Array(size), newClients: [] };
  let at = 0;
  entries.forEach(({ map, user, bytes, newClients }, index) => {
    batch.maps.push(map);
    batch.users.push(user);
    batch.lengths.push(bytes.length);
    batch.bytes.set(bytes, at);
    at += bytes.length;
    if (newClients.length > 0) batch.newClients.push([index, newClients]);
  });
  return batch;
}

export function unpackEntries({ maps, users, lengths, bytes, newClients }: LogBatch): LogEntry[] {
  const clients = new Map(newClients);
  let at = 0;
  return maps.map((map, index) => {
    const length = lengths[index] ?? 0;
    const own = bytes.subarray(at, at + length);
    at += length;
    return { map, user: users[index] ?? "", bytes: own, newClients: clients.get(index) ?? [] };
  });
}
