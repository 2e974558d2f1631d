import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleServer, type ServerProcess, startServer } from "../integration/serverProcess.ts";

export const nodesToken = "the owner's token of the nodes in the tests";

/** One node of a studio: a real process over the database and Redis of the test. */
export interface StudioNode {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly log: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again at the same port. */
  start(): Promise<void>;
}

export interface StudioNodes {
  nodes: readonly StudioNode[];
  /** Asks one node's API as the owner. */
  ask(node: StudioNode, method: string, path: string, body?: unknown): Promise<Response>;
  close(): Promise<void>;
}

/** Starts nodes, each with an environment of its own besides what all have. */
export async function startStudioNodes(
  envs: readonly Record<string, string>[],
  file = "server/main.ts",
): Promise<StudioNodes> {
  const bundle = await bundleServer(file);
  const folder = mkdtempSync(join(tmpdir(), "kept-nodes-"));
  const nodes: StudioNode[] = [];
  for (const [index, env] of envs.entries()) {
    const all = {
      KEPT_DATA_DIR: join(folder, String(index)),
      KEPT_OWNER_TOKEN: nodesToken,
      LOG_LEVEL: "warn",
      ...env,
    };
    nodes.push(await startNode(bundle.file, all));
  }
  return {
    nodes,
    ask: (node, method, path, body) =>
      fetch(`${node.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${nodesToken}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async close() {
      await Promise.all(nodes.map((node) => node.kill()));
      bundle.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startNode(file: string, env: Record<string, string>): Promise<StudioNode> {
  let running: ServerProcess | undefined = await startServer(file, env);
  const { url } = running;
  const { port } = new URL(url);
  let pid = running.pid;
  let log = "";
  return {
    url,
    port: Number(port),
    get pid() {
      return pid;
    },
    get log() {
      return log + (running?.log ?? "");
    },
    async kill() {
      await running?.kill();
      log += running?.log ?? "";
      running = undefined;
    },
    async stop() {
      const code = (await running?.stop()) ?? null;
      log += running?.log ?? "";
      running = undefined;
      return code;
    },
    async start() {
      running = await startServer(file, { ...env, PORT: port });
      pid = running.pid;
    },
  };
}
