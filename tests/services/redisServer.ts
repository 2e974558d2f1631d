import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./freePort.ts";

/** A Redis of the test's own, that can be stopped and started. */
export interface RedisServer {
  url: string;
  port: number;
  /** Ends it as if the machine had failed. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Runs one command by hand. */
  command(name: string, ...args: string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the machine's own redis-server on a free port, with its data nowhere. @throws when there is none. */
export async function startRedisServer(): Promise<RedisServer> {
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
    child = spawn(redisProgram(), args, { stdio: "ignore" });
    await command("PING");
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    start,
    command,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function redisProgram(): string {
  try {
    return execFileSync("which", ["redis-server"], { encoding: "utf8" }).trim();
  } catch {
    throw new Error("These tests need redis-server on this machine; on Debian: apt-get install redis-server");
  }
}
