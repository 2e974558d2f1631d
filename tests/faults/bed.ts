import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerProcess, startServer } from "../integration/serverProcess.ts";
import { openSyncClient, type SyncClient, type SyncClientOptions, until } from "../integration/syncClient.ts";
import { openRandom, type Random } from "../world/random.ts";
import { Oplog, type Verdict } from "./oplog.ts";
import { pause, workDuring } from "./workDuring.ts";
import { openWriter, type Writer } from "./writer.ts";

/** How long healing may take before a run is given up: machines that run tests are busy. */
const patienceMs = 90_000;

/** Which server is tried: the whole studio, or its rooms, sockets and log with nothing around them. */
export interface Subject {
  /** What the process is started from. */
  file: string;
  /** Reads the edits of a map over the same data, in a fresh process that nobody can reach. */
  readEdits(env: Record<string, string>, map: string): string[];
  env: Record<string, string>;
  /** Makes a map and gives its id. */
  createMap(url: string): Promise<string>;
  /** How a person called `name` shows who he is. */
  credentials(name: string): Pick<SyncClientOptions, "headers" | "params">;
}

export interface BedOptions {
  subject: Subject;
  seed: number;
  writers?: number;
  /** Where the data lies; a temporary folder when absent. It is left alone by `close` when it is given. */
  dataDir?: string;
  /** Further variables of the server. */
  env?: Record<string, string>;
  /** Where writers find the server, when not at its own address: a proxy. */
  addressFor?: (url: string) => Promise<string>;
  /** The longest pause of a writer between two edits. */
  pauseMs?: number;
}

/** A server process with people who work on one map, all of it written down in an oplog. */
export interface Bed {
  readonly server: ServerProcess;
  readonly dataDir: string;
  readonly map: string;
  /** Where people find the server. */
  readonly url: string;
  readonly credentials: Subject["credentials"];
  readonly oplog: Oplog;
  readonly people: readonly Writer[];
  readonly random: Random;
  /** Which round this is, from 0. */
  round: number;
  /** Refusals that people were told, on all connections. */
  readonly refusals: number;
  /** Resolves when everybody is connected and has the map. */
  everybodyIn(): Promise<void>;
  /** Somebody else comes to the map; the caller closes it. */
  openReader(): SyncClient;
  /** Everybody writes at random moments until `fault` is over. */
  workDuring(fault: () => Promise<unknown>): Promise<void>;
  /** Time in which the load goes on, up to so many milliseconds. */
  someTime(upToMs: number): Promise<void>;
  /** Reads the edits of this map from another data folder, in a fresh process. */
  readFrom(dataDir: string): string[];
  /** SIGKILL, something done to what it left on disk, and a start at the same address. */
  whileDown(work: () => void): Promise<void>;
  /** SIGKILL and a start over the same data and at the same address. */
  restart(): Promise<void>;
  /**
   * Kills the server and has a fresh process, which no writer can reach, read the map: what a writer could fill in again
   * does not hide what was lost. Then the server starts at its old address.
   */
  check(): Promise<Verdict>;
  /** Waits until everything written is acknowledged and everybody holds the same, then `check`s that. */
  finish(): Promise<Verdict>;
  close(): Promise<void>;
}

/** Starts a server with writers who have all come in. */
export async function openBed(options: BedOptions): Promise<Bed> {
  const { subject, seed, writers = 3, pauseMs = 25 } = options;
  const dataDir = options.dataDir ?? options.env?.KEPT_DATA_DIR ?? mkdtempSync(join(tmpdir(), "kept-faults-"));
  const random = openRandom(seed);
  const oplog = new Oplog();
  const env = { KEPT_DATA_DIR: dataDir, LOG_LEVEL: "error", ...subject.env, ...options.env };
  let server = await startServer(subject.file, env);
  const { port } = new URL(server.url);
  const map = await subject.createMap(server.url);
  const address = (await options.addressFor?.(server.url)) ?? server.url;
  const people = Array.from({ length: writers }, (_, index) => {
    const name = `w${index}`;
    return openWriter(oplog, name, { url: address, map, ...subject.credentials(name) });
  });
  const everybodyIn = () =>
    until(() => people.every(({ client }) => client.provider.synced), "everybody is in", patienceMs);
  await everybodyIn();

  const openReader = (url: string) => openSyncClient({ url, map, ...subject.credentials("reader") });

  const readAside = () => subject.readEdits(env, map);

  const bed: Bed = {
    get server() {
      return server;
    },
    dataDir,
    map,
    url: address,
    credentials: subject.credentials.bind(subject),
    oplog,
    people,
    random,
    round: 0,
    get refusals() {
      return people.reduce((sum, { refusals }) => sum + refusals, 0);
    },
    everybodyIn,
    openReader: () => openReader(server.url),
    workDuring: (fault) => workDuring(people, random, pauseMs, fault),
    someTime: (upToMs) => pause(random.below(upToMs)),
    readFrom: (folder) => subject.readEdits({ ...env, KEPT_DATA_DIR: folder }, map),
    async whileDown(work) {
      await server.kill();
      work();
      server = await startServer(subject.file, { ...env, PORT: port });
    },
    restart: () => bed.whileDown(() => {}),
    async check() {
      await server.kill();
      const verdict = oplog.check(readAside());
      server = await startServer(subject.file, { ...env, PORT: port });
      return verdict;
    },
    async finish() {
      const isQuiet = () => {
        const [first, ...others] = people.map((person) => person.replica().edits.join("\n"));
        return oplog.isSettled && others.every((edits) => edits === first);
      };
      await until(isQuiet, `everything is saved (${server.log.slice(-2_000)})`, patienceMs).catch(() => {});
      await server.kill();
      const replicas = people.map((person) => person.replica());
      return oplog.check(readAside(), replicas);
    },
    async close() {
      for (const person of people) person.close();
      await server.kill();
      if (options.dataDir === undefined && options.env?.KEPT_DATA_DIR === undefined)
        rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return bed;
}
