import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const repository = join(import.meta.dirname, "../../..");

/** An owner-rights token for what a test prepares over HTTP. */
export const ownerToken = "a-token-for-tests-that-is-long-enough";

/** The built studio as its own process, with a data folder of its own. */
export interface Studio {
  readonly url: string;
  readonly dataDir: string;
  /** The one-time link that makes its visitor the owner, from what the process printed. */
  readonly ownerLink: string;
  /** Everything the process wrote to standard output and standard error since it was opened. */
  readonly stdout: string;
  readonly stderr: string;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts the process again on the same port and the same data. */
  restart(): Promise<void>;
  /** The JSON answer of an API route, called with owner rights. @throws Error with status and text when not 2xx. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

export interface StudioOptions {
  /** Runs this instead of the built server: `scripts/start.mjs`. */
  script?: string;
  env?: Record<string, string>;
}

/** Starts a studio on a free port and resolves when it says that it listens. */
export async function openStudio({ script = "dist/server/main.js", env = {} }: StudioOptions = {}): Promise<Studio> {
  const dataDir = mkdtempSync(join(tmpdir(), "kept-e2e-"));
  let port = "0";
  let url = "";
  let stdout = "";
  let stderr = "";
  let child: ChildProcess | undefined;
  let isEnding = false;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [join(repository, script)], {
      cwd: repository,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PORT: port,
        KEPT_DATA_DIR: dataDir,
        KEPT_OWNER_TOKEN: ownerToken,
        LOG_LEVEL: "warn",
        ...env,
      },
    });
    child = started;
    // A test run that is cut short leaves no server behind.
    process.once("exit", () => started.kill("SIGKILL"));
    started.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    url = await new Promise<string>((resolve, reject) => {
      createInterface(started.stdout).on("line", (line) => {
        stdout += `${line}\n`;
        const said = readJson(line);
        if (said?.event === "listening" && said.url) resolve(said.url);
      });
      started.on("exit", (code, signal) => {
        reject(new Error(`The studio ended (${signal ?? code}):\n${stderr}`));
        // An end that no test asked for would otherwise be seen only as pages that wait for it.
        if (!isEnding) process.stderr.write(`The studio ended by itself (${signal ?? code}):\n${stderr}\n`);
      });
    });
    port = new URL(url).port;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    isEnding = true;
    child.kill(signal);
    await ended;
    isEnding = false;
  }

  await start();
  return {
    get url() {
      return url;
    },
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    get ownerLink() {
      const link = /https?:\/\/[^\s"]+\/claim#[^\s"]+/.exec(`${stderr}\n${stdout}`)?.[0];
      if (!link) throw new Error(`The studio printed no owner link:\n${stderr}`);
      return link;
    },
    dataDir,
    kill: () => end("SIGKILL"),
    restart: async () => {
      await end("SIGTERM");
      await start();
    },
    async api<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${ownerToken}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text ? JSON.parse(text) : undefined) as T;
    },
    async close() {
      await end("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function readJson(line: string): { event?: string; url?: string } | undefined {
  try {
    return JSON.parse(line) as { event?: string; url?: string };
  } catch {
    return undefined;
  }
}
