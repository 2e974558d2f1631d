import type { LogEntry } from "./updateLog.ts";

/**
 * Entries on their way to another thread: columns, and all bytes in one buffer that changes hands instead of being
 * copied. Cloning thousands of small arrays a second would cost more than writing them.
 */
export interface LogBatch {
  /** Ids, one a line: none of them has a line break. */
  maps: string;
  generations: string;
  users: string;
  lengths: number[];
  bytes: Uint8Array<ArrayBuffer>;
  /** Most entries bring none: pairs of an entry's index and its new client ids. */
  newClients: [number, readonly number[]][];
}

export function packEntries(entries: readonly LogEntry[]): LogBatch {
  const size = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const batch: LogBatch = {
    maps: entries.map(({ map }) => map).join("\n"),
    generations: entries.map(({ generation }) => generation).join("\n"),
    users: entries.map(({ user }) => user).join("\n"),
    lengths: [],
    bytes: new Uint8Array(size),
    newClients: [],
  };
  let at = 0;
  entries.forEach(({ bytes, newClients }, index) => {
    batch.lengths.push(bytes.length);
    batch.bytes.set(bytes, at);
    at += bytes.length;
    if (newClients.length > 0) batch.newClients.push([index, newClients]);
  });
  return batch;
}

export function unpackEntries({ maps, generations, users, lengths, bytes, newClients }: LogBatch): LogEntry[] {
  const clients = new Map(newClients);
  const mapIds = maps.split("\n");
  const generationIds = generations.split("\n");
  const userIds = users.split("\n");
  let at = 0;
  return lengths.map((length, index) => {
    const own = bytes.subarray(at, at + length);
    at += length;
    return {
      map: mapIds[index] ?? "",
      generation: generationIds[index] ?? "",
      user: userIds[index] ?? "",
      bytes: own,
      newClients: clients.get(index) ?? [],
    };
  });
}
