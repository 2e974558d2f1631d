import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./freePort.ts";
import { findProgram } from "./machine.ts";
import { openTcpProxy } from "./tcpProxy.ts";

/** A Redis of the test's own, that can be stopped and started. */
export interface RedisServer {
  url: string;
  port: number;
  /** Its process, where it is one of this machine's. */
  readonly pid: number | undefined;
  /** Ends it as if the machine had failed. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Runs one command by hand. */
  command(name: string, ...args: string[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * The Redis of REDIS_URL, else the machine's own redis-server on a free port, with its data nowhere.
 * @throws when there is none.
 */
export async function startRedisServer(): Promise<RedisServer> {
  if (process.env.KEPT_TEST_REDIS_URL !== undefined) return reachRedis(process.env.KEPT_TEST_REDIS_URL);
  const program = findProgram("redis-server");
  if (program === undefined)
    throw new Error(
      "These tests need redis-server on this machine, or REDIS_URL; on Debian: apt-get install redis-server",
    );
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "kept-redis-"));
  let child: ChildProcess | undefined;
  const command = async (name: string, ...args: string[]) => {
    const client = new Redis(port, "127.0.0.1", { retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on("error", () => {});
    try {
      return await client.call(name, ...args);
    } finally {
      client.disconnect();
    }
  };
  const kill = async () => {
    if (!child) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    child = undefined;
    await gone;
  };
  const start = async () => {
    const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
    child = spawn(program, args, { stdio: "ignore" });
    await command("PING");
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child?.pid;
    },
    kill,
    start,
    command,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The Redis of REDIS_URL, which nobody here may stop: its way is cut instead. Tests keep nothing in it.
 * @throws when it does not answer.
 */
async function reachRedis(given: string): Promise<RedisServer> {
  const direct = new URL(given);
  const way = await openTcpProxy(Number(direct.port || 6379), 0, direct.hostname);
  const own = new URL(given);
  own.hostname = "127.0.0.1";
  own.port = String(way.port);
  const command = async (name: string, ...args: string[]) => {
    const client = new Redis(given, { maxRetriesPerRequest: 1 });
    client.on("error", () => {});
    try {
      return await client.call(name, ...args);
    } finally {
      client.disconnect();
    }
  };
  await command("PING");
  return {
    url: own.href,
    port: way.port,
    pid: undefined,
    kill: async () => way.cut(),
    start: async () => way.heal(),
    command,
    close: () => way.close(),
  };
}
