import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleServer, type ServerProcess, startServer } from "../integration/serverProcess.ts";
import { startPostgres } from "../services/postgresServer.ts";
import { startRedisServer } from "../services/redisServer.ts";
import type { CrowdOrder } from "./crowdProcess.ts";
import { type CrowdsResult, runCrowds } from "./crowds.ts";
import { processorMs } from "./processorTime.ts";
import type { LoadShape } from "./roomLoad.ts";

/** Where the people of a room go: all to one node, as the proxy sends them, or spread over all nodes. */
export type Spread = CrowdOrder["spread"];

/** How many cores were in use on average while it was measured, by whom. */
export interface Busy {
  nodes: number;
  /** The busiest node alone. */
  busiest: number;
  people: number;
  /** The busiest process of people alone. */
  busiestPeople: number;
  postgres: number;
  redis: number;
}

export interface NodesResult extends CrowdsResult {
  busy: Busy;
  /** Memory of all nodes, in MB. */
  memoryMb: number;
}

/** Room servers over one PostgreSQL and one Redis: what several nodes of a studio are. */
export interface NodesTarget {
  /** @throws when the load is not carried to its end. */
  run(spread: Spread, shape: LoadShape): Promise<NodesResult>;
  stop(): Promise<void>;
}

/** Starts nodes on an empty PostgreSQL that writes to its disk as an operator's does. */
export async function startNodesTarget(count: number, maps: readonly string[]): Promise<NodesTarget> {
  const [server, crowd, postgres, redis] = await Promise.all([
    bundleServer("tests/integration/roomServerProcess.ts"),
    bundleServer("tests/bench/crowdProcess.ts"),
    startPostgres(["-c", "fsync=on", "-c", "full_page_writes=on"]),
    startRedisServer(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "kept-bench-"));
  const nodes: ServerProcess[] = [];
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEPT_MAPS: maps.join(","), KEPT_LOAD_TEST: "1" };
  for (let index = 0; index < count; index++)
    nodes.push(await startServer(server.file, { ...env, KEPT_DATA_DIR: join(folder, String(index)) }));
  const urls = nodes.map(({ url }) => url);

  return {
    async run(spread, shape) {
      const readings: Reading[] = [];
      const result = await runCrowds(crowd.file, { urls, spread, shape }, (people) =>
        readings.push({
          at: performance.now(),
          nodes: nodes.map(({ pid }) => processorMs(pid)),
          people: people.map(processorMs),
          postgres: [processorMs(postgres.pid)],
          redis: [processorMs(redis.pid)],
        }),
      );
      const [from, to] = readings as [Reading, Reading];
      const busy = (part: Exclude<keyof Reading, "at">) =>
        to[part].map((ms, index) => (ms - (from[part][index] ?? Number.NaN)) / (to.at - from.at));
      return {
        ...result,
        busy: {
          nodes: sum(busy("nodes")),
          busiest: Math.max(...busy("nodes")),
          people: sum(busy("people")),
          busiestPeople: Math.max(...busy("people")),
          postgres: sum(busy("postgres")),
          redis: sum(busy("redis")),
        },
        memoryMb: sum(await Promise.all(urls.map(memoryMbOf))),
      };
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.kill()));
      await redis.close();
      await postgres.close();
      server.remove();
      crowd.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processor time of everybody at one moment, in milliseconds. */
interface Reading {
  at: number;
  nodes: number[];
  people: number[];
  postgres: number[];
  redis: number[];
}

async function memoryMbOf(url: string): Promise<number> {
  const { memory } = (await (await fetch(`${url}/usage`)).json()) as { memory: NodeJS.MemoryUsage };
  return memory.rss / 1_048_576;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
