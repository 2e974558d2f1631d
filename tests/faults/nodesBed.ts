import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { must } from "../../shared/assert.ts";
import { openSyncClient, until } from "../integration/syncClient.ts";
import { startPostgres, type PostgresServer } from "../services/postgresServer.ts";
import { type RedisServer, startRedisServer } from "../services/redisServer.ts";
import { nodesToken, startStudioNodes, type StudioNode, type StudioNodes } from "../services/studioNodes.ts";
import { openTcpProxy, type TcpProxy } from "../services/tcpProxy.ts";
import { openRandom, type Random } from "../world/random.ts";
import { editsOf } from "./edits.ts";
import { Oplog } from "./oplog.ts";
import type { Field } from "./scenario.ts";
import { bundleReader } from "./subjects.ts";
import { pause, workDuring } from "./workDuring.ts";
import { openWriter, type Writer } from "./writer.ts";

const patienceMs = 90_000;
const pauseMs = 25;

/** A node with its own ways to what all nodes share. */
export interface BedNode {
  readonly isRunning: boolean;
  readonly toPostgres: TcpProxy;
  readonly toRedis: TcpProxy;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Two nodes of the studio over one PostgreSQL and one Redis, with guests on both who work on one map. */
export interface NodesBed extends Field {
  readonly random: Random;
  readonly nodes: readonly BedNode[];
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  /** Resolves when everybody is connected and has the map. */
  everybodyIn(): Promise<void>;
  workDuring(fault: () => Promise<unknown>): Promise<void>;
  someTime(upToMs: number): Promise<void>;
  /** Whose node does not run goes to the other; whose does, goes there. As the proxy has it. */
  sendHome(): void;
  /** SIGKILL for every node. They start again when what they left has been checked. */
  killAll(): Promise<void>;
  /** Resolves when all that was written is saved and everybody has the same. @throws when it does not come to that. */
  settled(): Promise<void>;
}

interface Guest {
  writer: Writer;
  way: TcpProxy;
  home: number;
}

/** Starts both nodes, with guests who have all come in; everything random comes from the seed. */
export async function openNodesBed(seed: number): Promise<NodesBed> {
  const random = openRandom(seed);
  const oplog = new Oplog();
  const [postgres, redis, reader] = await Promise.all([startPostgres(), startRedisServer(), bundleReader()]);
  const postgresPort = Number(new URL(postgres.url).port);
  const ways = await Promise.all(
    [0, 1].map(async () => ({ toPostgres: await openTcpProxy(postgresPort), toRedis: await openTcpProxy(redis.port) })),
  );
  const studio = await startStudioNodes(
    ways.map(({ toPostgres, toRedis }) => ({
      DATABASE_URL: urlAt(postgres.url, toPostgres),
      REDIS_URL: urlAt(redis.url, toRedis),
    })),
  );
  const nodes = ways.map((way, index) => bedNode(nodeAt(studio, index), way));
  const made = await studio.ask(nodeAt(studio, 0), "POST", "/api/v1/maps", { title: "Faults" });
  const { id: map } = (await made.json()) as { id: string };
  const guests = await letGuestsIn(studio, map, oplog);
  const people = guests.map(({ writer }) => writer);

  const everybodyIn = () =>
    until(() => people.every(({ client }) => client.provider.synced), "everybody is in", patienceMs);
  const readAside = async () => {
    const env = { ...process.env, DATABASE_URL: postgres.url, KEPT_MAP: map };
    const { stdout } = await promisify(execFile)(process.execPath, [reader.file], { env, maxBuffer: 100_000_000 });
    return JSON.parse(stdout) as string[];
  };
  const settled = () => {
    const isQuiet = () => {
      const [first, ...others] = people.map((person) => person.replica().edits.join("\n"));
      return oplog.isSettled && others.every((edits) => edits === first);
    };
    return until(isQuiet, "all is saved, and everybody has the same", patienceMs);
  };
  const killAll = async () => void (await Promise.all(nodes.map((node) => node.kill())));
  const sendHome = () => {
    for (const { way, home } of guests) way.leadTo(nodeAt(studio, nodes[home]?.isRunning ? home : 1 - home).port);
  };
  await everybodyIn();

  return {
    random,
    oplog,
    nodes,
    postgres,
    redis,
    round: 0,
    get refusals() {
      return people.reduce((sum, { refusals }) => sum + refusals, 0);
    },
    everybodyIn,
    workDuring: (fault) => workDuring(people, random, pauseMs, fault),
    someTime: (upToMs) => pause(random.below(upToMs)),
    sendHome,
    killAll,
    settled,

    /** Nobody who could fill in again what was lost is let in, and often no node lives that could store it just now. */
    async check() {
      for (const { way } of guests) way.cut();
      if (random.chance(0.5)) await killAll();
      const verdict = oplog.check(await readAside());
      await Promise.all(nodes.map((node) => node.start()));
      for (const { way } of guests) way.heal();
      sendHome();
      return verdict;
    },

    async finish() {
      await settled().catch(() => {});
      const newcomers = studio.nodes.map(({ url }) =>
        openSyncClient({ url, map, headers: { authorization: `Bearer ${nodesToken}` } }),
      );
      const wanted = people[0]?.replica().edits.length ?? 0;
      const has = newcomers.map((client) => () => client.provider.synced && editsOf(client.doc).length >= wanted);
      await until(() => has.every((each) => each()), "newcomers have it all", patienceMs).catch(() => {});
      const replicas = [
        ...people.map((person) => person.replica()),
        ...newcomers.map(({ doc }, index) => ({ name: `who came new to node ${index}`, edits: editsOf(doc) })),
      ];
      await killAll();
      for (const newcomer of newcomers) newcomer.close();
      return oplog.check(await readAside(), replicas);
    },

    async close() {
      for (const { writer, way } of guests) {
        writer.close();
        await way.close();
      }
      await studio.close();
      for (const { toPostgres, toRedis } of ways) {
        await toPostgres.close();
        await toRedis.close();
      }
      await redis.close();
      await postgres.close();
      reader.remove();
    },
  };
}

function nodeAt(studio: StudioNodes, index: number): StudioNode {
  return must(studio.nodes[index], "there are two nodes");
}

function urlAt(given: string, { port }: TcpProxy): string {
  const url = new URL(given);
  url.port = String(port);
  return url.href;
}

function bedNode(node: StudioNode, way: Pick<BedNode, "toPostgres" | "toRedis">): BedNode {
  let isRunning = true;
  return {
    ...way,
    get isRunning() {
      return isRunning;
    },
    async kill() {
      isRunning = false;
      await node.kill();
    },
    async start() {
      if (isRunning) return;
      await node.start();
      isRunning = true;
    },
  };
}

/** Lets people come by a link for editors, each a user of his own, half of them to each node. */
async function letGuestsIn(studio: StudioNodes, map: string, oplog: Oplog): Promise<Guest[]> {
  const first = nodeAt(studio, 0);
  const link = await studio.ask(first, "POST", `/api/v1/maps/${map}/links`, { role: "editor" });
  const token = ((await link.json()) as { url: string }).url.split("#")[1];
  const guests: Guest[] = [];
  for (const [index, name] of ["Ada", "Grace", "Eve", "Ben"].entries()) {
    const opened = await fetch(`${first.url}/api/v1/links/open`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, name }),
    });
    const cookie = opened.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const home = index % 2;
    const way = await openTcpProxy(nodeAt(studio, home).port);
    const writer = openWriter(oplog, name, { url: `http://127.0.0.1:${way.port}`, map, headers: { cookie } });
    guests.push({ writer, way, home });
  }
  return guests;
}
