import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../../shared/assert.ts";
import { bundleServer, type ServerProcess, startServer } from "../integration/serverProcess.ts";
import { startPostgres } from "../services/postgresServer.ts";
import { startRedisServer } from "../services/redisServer.ts";
import { cpuMsOf, type RoomTarget } from "./roomTarget.ts";

/** Where the people of a room go: all to one node, as the proxy sends them, or spread over all nodes. */
export type Spread = "by room" | "by person";

export interface NodesTarget extends RoomTarget {
  /** Memory of all nodes, in MB. */
  memoryMb(): Promise<number>;
}

/** Room servers over one PostgreSQL and one Redis: what several nodes of a studio are. */
export async function startNodesTarget(count: number, spread: Spread, rooms: readonly string[]): Promise<NodesTarget> {
  const [bundle, postgres, redis] = await Promise.all([
    bundleServer("tests/integration/roomServerProcess.ts"),
    startPostgres(),
    startRedisServer(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "kept-bench-"));
  const nodes: ServerProcess[] = [];
  for (let index = 0; index < count; index++)
    nodes.push(
      await startServer(bundle.file, {
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        KEPT_DATA_DIR: join(folder, String(index)),
        KEPT_MAPS: rooms.join(","),
        KEPT_LOAD_TEST: "1",
      }),
    );
  const nodeOf = (index: number) => must(nodes[index % count], "there is a node").url;
  return {
    name: `${count} nodes, people ${spread}`,
    url: nodeOf(0),
    urlOf: (room, user) => nodeOf(spread === "by room" ? numberIn(room) : numberIn(user)),
    pathOf: (room, user) => `/sync/${room}?v=1&schema=1&user=${user}`,
    prefixOf: () => new Uint8Array(),
    greeting: () => [],
    keepsDocuments: true,
    cpuMs: async () => sum(await Promise.all(nodes.map(cpuMsOf))),
    async memoryMb() {
      const usages = nodes.map(async ({ url }) => {
        const { memory } = (await (await fetch(`${url}/usage`)).json()) as { memory: NodeJS.MemoryUsage };
        return memory.rss / 1_048_576;
      });
      return sum(await Promise.all(usages));
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
      await redis.close();
      await postgres.close();
      bundle.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The last number in a name. */
function numberIn(name: string): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
