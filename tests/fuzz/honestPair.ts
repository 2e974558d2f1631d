import { type SyncClient, openSyncClient, until } from "../integration/syncClient.ts";

/** Two people who edit one map all the time, each in stock clients of their own. */
export interface HonestPair {
  readonly clients: readonly [SyncClient, SyncClient];
  /** Edits that arrived at the other one so far. */
  readonly seen: number;
  /** How long each edit took to the other one since this was taken last, in ms. */
  takeTrips(): number[];
  /** Each writes something that the other sees and the server calls saved. @throws after a minute. */
  untilHeard(): Promise<void>;
  close(): void;
}

/** How often each of them edits. */
const editEveryMs = 40;

export async function openHonestPair(
  url: string,
  map: string,
  headers: readonly [Record<string, string>, Record<string, string>],
): Promise<HonestPair> {
  const [ann, ben] = [
    openSyncClient({ url, map, headers: headers[0] }),
    openSyncClient({ url, map, headers: headers[1] }),
  ];
  await until(() => ann.provider.synced && ben.provider.synced, "the honest pair is in", 60_000);
  const sentAt = new Map<string, number>();
  let trips: number[] = [];
  let seen = 0;
  const listen = (reader: SyncClient, from: string) =>
    reader.doc.getMap<number>("honest").observe(() => {
      const key = `${from} ${reader.doc.getMap<number>("honest").get(from)}`;
      const at = sentAt.get(key);
      if (at === undefined) return;
      sentAt.delete(key);
      seen += 1;
      trips.push(performance.now() - at);
    });
  listen(ann, "ben");
  listen(ben, "ann");
  let count = 0;
  const write = (writer: SyncClient, name: string) => {
    sentAt.set(`${name} ${++count}`, performance.now());
    writer.doc.getMap<number>("honest").set(name, count);
    return count;
  };
  const working = setInterval(() => {
    write(ann, "ann");
    write(ben, "ben");
  }, editEveryMs);
  return {
    clients: [ann, ben],
    get seen() {
      return seen;
    },
    takeTrips() {
      const taken = trips;
      trips = [];
      return taken;
    },
    async untilHeard() {
      const [fromAnn, fromBen] = [write(ann, "ann"), write(ben, "ben")];
      const reads = (reader: SyncClient, from: string) => reader.doc.getMap<number>("honest").get(from) ?? 0;
      await until(() => reads(ben, "ann") >= fromAnn && reads(ann, "ben") >= fromBen, "they see each other", 60_000);
      const [annSent, benSent] = [ann.sent, ben.sent];
      await until(() => ann.saved >= annSent && ben.saved >= benSent, "they see Saved", 60_000);
    },
    close() {
      clearInterval(working);
      ann.close();
      ben.close();
    },
  };
}
