import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { serverBundle } from "../../scripts/serverBundle.mjs";

const root = join(import.meta.dirname, "../..");

/** A server process of this repository, by its source file. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** Everything it wrote to standard error. */
  readonly log: string;
  /** SIGKILL: no goodbye, no flush. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Bundles a server's source file with its threads, as the product's build does, into a folder of its own
 * inside `.cache`; a bundle starts several times faster than the source.
 */
export async function bundleServer(file: string): Promise<{ file: string; remove(): void }> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache/server-"));
  await build({
    absWorkingDir: root,
    entryPoints: {
      server: file,
      "store/saverWorker": "server/store/saverWorker.ts",
      "http/mapWorker": "server/http/mapWorker.ts",
    },
    outdir: folder,
    ...serverBundle,
  });
  return { file: join(folder, "server.js"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a bundle or a source file and waits until it says that it listens. @throws with its log when it does not. */
export async function startServer(file: string, env: Record<string, string>): Promise<ServerProcess> {
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : ["--max-semi-space-size=32"];
  const child = spawn(process.execPath, [...loader, resolve(root, file)], {
    cwd: root,
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const gone = once(child, "exit") as Promise<[number | null]>;
  const url = await Promise.race([listening(child), gone.then(() => undefined)]);
  if (url === undefined) throw new Error(`${file} ended before it listened:\n${log}`);
  return {
    url,
    pid: child.pid ?? 0,
    get log() {
      return log;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async stop() {
      child.kill("SIGTERM");
      const [code] = await gone;
      return code;
    },
  };
}

async function listening(child: ChildProcess): Promise<string | undefined> {
  if (!child.stdout) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    try {
      const said: unknown = JSON.parse(line);
      if (said && typeof said === "object" && "event" in said && said.event === "listening" && "url" in said)
        return String(said.url);
    } catch {
      // Not the line we wait for.
    }
  }
  return undefined;
}
