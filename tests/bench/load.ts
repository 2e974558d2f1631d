import { isDeepStrictEqual, parseArgs } from "node:util";
import * as Y from "yjs";
import { openSyncClient, type SyncClient, until } from "../integration/syncClient.ts";
import { mapOf, wordsOf } from "./benchMap.ts";
import type { BenchRow } from "./benchRow.ts";
import { openRandom } from "../world/random.ts";
import { Crowd, type Habits, type Seen } from "./loadCrowd.ts";
import { findKnee } from "./loadKnee.ts";
import { inLanes, type LoadStudio, startLoadStudio } from "./loadStudio.ts";
import { rounds } from "./roomCompare.ts";
import { quantile, sleep } from "./roomLoad.ts";

/**
 * The rated load, put on the built studio in a process of its own with a memory cap, by people in this process: accounts,
 * rights, limits, saving, journals and lists are all on. `--only rated,joins` runs only those; `KEPT_LOAD_PEOPLE` is
 * the size of the rated load.
 */
const scenarios: Record<string, () => Promise<BenchRow[]>> = { rated, editors, viewers, joins, restart, large, knee };

const people = Number(process.env.KEPT_LOAD_PEOPLE ?? 1_000);
const perRoom = 4;
const watchMs = Number(process.env.KEPT_BENCH_MS ?? 10_000);
const warmUpMs = 3_000;
/** One of each room edits once a second and moves a cursor ten times a second; the others look at a map of some forty cards. */
const working: Habits = { updatesPerSecond: 1, presencePerSecond: 10 };
const roomMap = mapOf(40);
/** Stock clients with real documents among the light ones. */
const witnesses = 8;

export async function run(): Promise<BenchRow[]> {
  const { only } = parseArgs({ options: { only: { type: "string" } }, strict: false }).values;
  const asked = typeof only === "string" ? only.split(",") : Object.keys(scenarios);
  const rows: BenchRow[] = [];
  for (const name of asked) {
    const scenario = scenarios[name];
    if (!scenario) throw new Error(`There is no load called ${name}; there are ${Object.keys(scenarios).join(", ")}.`);
    say(`${name} …`);
    rows.push(...(await scenario()));
  }
  return rows;
}

async function rated(): Promise<BenchRow[]> {
  const studio = await startLoadStudio();
  const { crowd, maps } = await fill(studio, people);
  const stock = await openWitnesses(studio, maps.slice(0, witnesses));
  const results = await watchRounds(studio, crowd, perRoom - 1);
  await converge(studio, crowd, stock);
  const note = `${crowd.size} people in ${maps.length} rooms and ${witnesses} stock clients; ${results.note}; at most ${studio.peakMb().toFixed(0)} MB`;
  crowd.close();
  await studio.stop();
  return [
    row(`${people} people, edit to others, p99`, "ms", results.propagation(0.99), 100, note),
    row(`${people} people, edit to others, p50`, "ms", results.propagation(0.5)),
    row(`${people} people, edit to Saved, p50`, "ms", results.saved(0.5), 100),
    row(`${people} people, edit to Saved, p95`, "ms", results.saved(0.95), 250),
    row(`${people} people, edit to Saved, p99`, "ms", results.saved(0.99), 600),
    row(`${people} people, processor time of the studio in a second`, "ms", results.cpuMsPerSecond),
    row(`${people} people, memory at most`, "MB", [results.peakMb], 2_000),
  ];
}

/** One room where all write. */
async function editors(): Promise<BenchRow[]> {
  return oneRoom("100 editors in one room", 100, 0);
}

/** One room where few write and many look. */
async function viewers(): Promise<BenchRow[]> {
  return oneRoom("20 editors and 300 viewers in one room", 20, 300);
}

async function oneRoom(name: string, writers: number, readers: number): Promise<BenchRow[]> {
  const studio = await startLoadStudio();
  const map = await studio.importMap(mapOf(300));
  const crowd = new Crowd(studio.url);
  await crowd.join(map, await studio.guests(map, "editor", writers), writers, working);
  await crowd.join(map, await studio.guests(map, "viewer", readers), 0, working);
  const stock = await openWitnesses(studio, [map]);
  crowd.start();
  const results = await watchRounds(studio, crowd, writers + readers - 1);
  await converge(studio, crowd, stock);
  crowd.close();
  await studio.stop();
  const limitMs = readers > 0 ? 250 : 150;
  return [
    row(`${name}, edit to others, p95`, "ms", results.propagation(0.95), limitMs, results.note),
    row(`${name}, edit to Saved, p99`, "ms", results.saved(0.99), 600),
    row(`${name}, processor time of the studio in a second`, "ms", results.cpuMsPerSecond),
  ];
}

/** Two hundred open the same map of 4 MB in the same moment. */
async function joins(): Promise<BenchRow[]> {
  const studio = await startLoadStudio();
  const map = await studio.importMap(mapOf(4_000));
  const visitors = await studio.guests(map, "editor", 200);
  const bytes = (await readState(studio, map)).length;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const crowd = new Crowd(studio.url);
    const startedAt = performance.now();
    await crowd.join(map, visitors, 0, working);
    times.push(performance.now() - startedAt);
    crowd.close();
    await sleep(1_000);
  }
  const note = `the map takes ${(bytes / 1e6).toFixed(1)} MB; at most ${studio.peakMb().toFixed(0)} MB of memory`;
  await studio.stop();
  return [row("200 join a large map at once, until the last has it", "ms", times, 10_000, note)];
}

/** The studio is restarted under its full load. */
async function restart(): Promise<BenchRow[]> {
  const studio = await startLoadStudio();
  const { crowd, maps } = await fill(studio, people);
  const stock = await openWitnesses(studio, maps.slice(0, witnesses));
  const back: number[] = [];
  const down: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await sleep(warmUpMs);
    const stoppedAt = performance.now();
    await studio.restart();
    const startedAt = performance.now();
    down.push(startedAt - stoppedAt);
    while (crowd.synced < crowd.size || stock.some(({ provider }) => !provider.synced)) {
      if (performance.now() - startedAt > 120_000)
        throw new Error(`${crowd.size - crowd.synced} of ${crowd.size} did not come back within two minutes.`);
      await sleep(20);
    }
    back.push(performance.now() - startedAt);
  }
  await converge(studio, crowd, stock);
  crowd.close();
  await studio.stop();
  const note = "every change of every writer is in a fresh reading, and no card twice";
  return [
    row(`restart under ${people} people, from listening until all have their maps`, "ms", back, 15_000, note),
    row(`restart under ${people} people, from the signal until it listens`, "ms", down),
  ];
}

/** Maps at the limit of what is promised, and past it. */
async function large(): Promise<BenchRow[]> {
  const studio = await startLoadStudio();
  const map = await studio.importMap(mapOf(5_000));
  const [visitor] = await studio.guests(map, "editor", 1);
  const opened: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await studio.restart();
    const startedAt = performance.now();
    const client = openSyncClient({ url: studio.url, map, headers: { ...visitor?.headers } });
    await until(
      () => client.provider.synced && client.doc.getMap("touchpoint").size === 5_000,
      "the map is open",
      60_000,
    );
    opened.push(performance.now() - startedAt);
    client.close();
  }
  const refused: number[] = [];
  const tooLarge = JSON.stringify({ journey: cardsOnly(100_000) });
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const { status, text } = await studio.post("/api/v1/maps", tooLarge);
    refused.push(performance.now() - startedAt);
    if (status !== 413 && status !== 422) throw new Error(`100,000 touchpoints were answered with ${status}: ${text}`);
    if ((await studio.get("/readyz")).status !== 200) throw new Error("The studio is not ready after a refusal.");
    if (round === 0) say(`refused with ${status}: ${text.slice(0, 200)}`);
  }
  const note = `${(tooLarge.length / 1e6).toFixed(1)} MB sent; at most ${studio.peakMb().toFixed(0)} MB of memory`;
  await studio.stop();
  return [
    row("a map of 5,000 touchpoints, from nothing in memory until a stock client has it", "ms", opened, 2_000),
    row("100,000 touchpoints, until they are refused", "ms", refused, undefined, note),
  ];
}

/** More and more people, until a promise is broken or newcomers are refused; within some eight minutes. */
async function knee(): Promise<BenchRow[]> {
  const studio = await startLoadStudio();
  const crowd = new Crowd(studio.url);
  try {
    const found = await findKnee(studio, crowd, {
      step: Number(process.env.KEPT_LOAD_STEP ?? 500),
      most: Number(process.env.KEPT_LOAD_MOST ?? 4_000),
      perRoom,
      warmUpMs,
      watchMs,
      withinMs: 6 * 60_000,
      grow: (more) => grow(studio, crowd, more / perRoom),
    });
    return [found];
  } finally {
    crowd.close();
    await studio.stop();
  }
}

/** Lets that many more rooms of people in; waits no longer than a minute. */
async function grow(studio: LoadStudio, crowd: Crowd, rooms: number): Promise<void> {
  const arrivals = inLanes(rooms, async () => {
    const map = await studio.importMap(roomMap);
    await crowd.join(map, await studio.guests(map, "editor", perRoom), 1, working);
  });
  await Promise.race([arrivals, sleep(60_000)]);
  crowd.stop();
  crowd.start();
}

/** Fills rooms of four until so many people are in, and lets them work. */
async function fill(studio: LoadStudio, size: number): Promise<{ crowd: Crowd; maps: string[] }> {
  const crowd = new Crowd(studio.url);
  const maps = await inLanes(Math.ceil(size / perRoom), async () => {
    const map = await studio.importMap(roomMap);
    await crowd.join(map, await studio.guests(map, "editor", perRoom), 1, working);
    return map;
  });
  say(`${crowd.synced} of ${crowd.size} people are in`);
  crowd.start();
  return { crowd, maps };
}

async function openWitnesses(studio: LoadStudio, maps: readonly string[]): Promise<SyncClient[]> {
  return Promise.all(
    maps.map(async (map) => {
      const [visitor] = await studio.guests(map, "viewer", 1);
      const client = openSyncClient({ url: studio.url, map, headers: { ...visitor?.headers }, maxBackoffMs: 2_500 });
      await until(() => client.provider.synced, "a stock client has the map", 60_000);
      return client;
    }),
  );
}

/** Everybody stops; every change is in the document of every stock client and in a fresh reading, and no card is there twice. */
async function converge(studio: LoadStudio, crowd: Crowd, stock: readonly SyncClient[]): Promise<void> {
  crowd.stop();
  const { written } = crowd;
  for (const client of stock) {
    const map = client.provider.roomname;
    const own = written.filter((writer) => writer.map === map);
    if (own.length === 0) throw new Error("Nobody wrote in the room of a stock client.");
    const isThere = (doc: Y.Doc) => own.every(({ clientId, clock }) => Y.getState(doc.store, clientId) > clock);
    await until(() => isThere(client.doc), "every change is at a stock client", 60_000);
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, await readState(studio, map, isThere));
    const cards = (doc: Y.Doc) => doc.getMap("touchpoint").toJSON();
    if (!isDeepStrictEqual(cards(fresh), cards(client.doc)))
      throw new Error("A fresh reading differs from a stock client.");
    client.close();
  }
}

/** The document of a map as somebody gets it who comes new: an answer that others got, and what came since. */
async function readState(
  studio: LoadStudio,
  map: string,
  isWhole: (doc: Y.Doc) => boolean = () => true,
): Promise<Uint8Array> {
  const [visitor] = await studio.guests(map, "viewer", 1);
  const client = openSyncClient({ url: studio.url, map, headers: { ...visitor?.headers } });
  await until(() => client.provider.synced && isWhole(client.doc), "a fresh reader has all of the map", 60_000);
  const state = Y.encodeStateAsUpdate(client.doc);
  client.close();
  return state;
}

/** Watches the crowd several times. `others`: how many a change has to reach. */
async function watchRounds(studio: LoadStudio, crowd: Crowd, others: number) {
  await sleep(warmUpMs);
  const seen: Seen[] = [];
  const cpuMsPerSecond: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const cpuBefore = studio.cpuMs();
    const startedAt = performance.now();
    seen.push(await crowd.watch(watchMs));
    cpuMsPerSecond.push((studio.cpuMs() - cpuBefore) / ((performance.now() - startedAt) / 1_000));
  }
  const shares = seen.map(({ sent, arrived }) => arrived / (sent * others));
  const closed = seen.reduce((sum, { closes }) => sum + [...closes.values()].reduce((a, b) => a + b, 0), 0);
  return {
    propagation: (at: number) => seen.map(({ propagationMs }) => quantile(propagationMs, at)),
    saved: (at: number) => seen.map(({ savedMs }) => quantile(savedMs, at)),
    cpuMsPerSecond,
    peakMb: studio.peakMb(),
    note: `delivered ${shares.map((share) => `${(share * 100).toFixed(1)}%`).join(", ")} of ${seen.map(({ sent }) => sent).join(", ")} changes; ${closed} closed`,
  };
}

/** A journey of nothing but cards. */
function cardsOnly(count: number) {
  const random = openRandom(count);
  return {
    format: "kept.journey",
    version: 1,
    title: "Too large",
    stages: [{ id: "st", title: "Stage" }],
    lanes: [{ id: "la", title: "Lane", kind: "touchpoints" }],
    touchpoints: Array.from({ length: count }, (_, i) => ({
      id: `t${i}`,
      stage: "st",
      lane: "la",
      title: wordsOf(random, 1),
    })),
  };
}

function row(name: string, unit: string, runs: readonly number[], atMost?: number, note?: string): BenchRow {
  return {
    group: "A",
    name,
    unit,
    runs,
    ...(atMost !== undefined && { budget: { is: "atMost" as const, value: atMost } }),
    ...(note !== undefined && { note }),
  };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
