import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Journey } from "../../shared/model/journey.ts";

const server = join(import.meta.dirname, "../../dist/server/main.js");
const ownerToken = "a token for the load bench, 32 characters or more";
/** Of the 2 GB that are promised; the rest is for buffers, threads and the system. */
const heapMb = 1_400;
/** So many guests are let in at the same time while a bench gets ready. */
const lanes = 8;

/** Somebody who came by a link: what his browser would send, from an address of his own. */
export interface Visitor {
  headers: Readonly<Record<string, string>>;
}

/** The built studio in a process of its own, over a folder of its own, as a host would run it behind a proxy. */
export interface LoadStudio {
  url: string;
  importMap(journey: Journey): Promise<string>;
  /** Lets guests into a map by a link. */
  guests(map: string, role: "editor" | "viewer", count: number): Promise<Visitor[]>;
  /** How often it asked to come later while guests were let in and maps made. */
  readonly refusals: number;
  /** Answers with its status; what is sent is never parsed here. */
  post(path: string, body: string): Promise<{ status: number; text: string }>;
  get(path: string): Promise<{ status: number; text: string }>;
  /** Processor time so far, all threads, in milliseconds; and the most memory it ever had. */
  cpuMs(): number;
  peakMb(): number;
  /** SIGTERM, and a new process over the same data at the same address. Resolves when that listens. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

let addresses = 0;

/** Starts the built studio with a memory cap. */
export async function startLoadStudio(): Promise<LoadStudio> {
  const dataDir = mkdtempSync(join(tmpdir(), "kept-load-"));
  let port = "0";
  let child: ChildProcess;
  let url = "";
  let refusals = 0;

  async function start(): Promise<void> {
    const env = { KEPT_DATA_DIR: dataDir, KEPT_OWNER_TOKEN: ownerToken, KEPT_TRUST_PROXY: "true", LOG_LEVEL: "warn" };
    child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, "--max-semi-space-size=32", server], {
      env: { PATH: process.env.PATH, NODE_ENV: "production", HOST: "127.0.0.1", PORT: port, ...env },
      stdio: ["ignore", "pipe", "ignore"],
    });
    // A bench that fails leaves no server behind.
    const started = child;
    process.once("exit", () => started.kill("SIGKILL"));
    if (!child.stdout) throw new Error("The studio has no standard output.");
    for await (const line of createInterface({ input: child.stdout })) {
      url = (JSON.parse(line) as { url: string }).url;
      break;
    }
    port = new URL(url).port;
  }

  async function ask(method: string, path: string, body?: string): Promise<{ status: number; text: string }> {
    const headers = { authorization: `Bearer ${ownerToken}`, ...(body !== undefined && { "content-type": json }) };
    const reply = await patiently(() =>
      fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) }),
    );
    return { status: reply.status, text: await reply.text() };
  }

  /** Asks again as long as it is asked to come later. */
  async function patiently(request: () => Promise<Response>): Promise<Response> {
    for (;;) {
      const reply = await request();
      if (reply.status !== 503) return reply;
      refusals += 1;
      await reply.text();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  async function must<T>(path: string, body: unknown): Promise<T> {
    const { status, text } = await ask("POST", path, JSON.stringify(body));
    if (status >= 300) throw new Error(`${path} was answered with ${status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as T;
  }

  async function enter(token: string): Promise<Visitor> {
    const n = ++addresses;
    const address = { "x-forwarded-for": `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` };
    const reply = await patiently(() =>
      fetch(`${url}/api/v1/links/open`, {
        method: "POST",
        headers: { "content-type": json, ...address },
        body: JSON.stringify({ token, name: `Guest ${n}` }),
      }),
    );
    if (!reply.ok) throw new Error(`A guest was answered with ${reply.status}: ${await reply.text()}`);
    const cookie = reply.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    return { headers: { cookie, ...address } };
  }

  await start();
  return {
    get url() {
      return url;
    },
    get refusals() {
      return refusals;
    },
    importMap: async (journey) => (await must<{ id: string }>("/api/v1/maps", { journey })).id,
    async guests(map, role, count) {
      const link = await must<{ url: string }>(`/api/v1/maps/${map}/links`, { role });
      return inLanes(count, () => enter(link.url.split("#")[1] ?? ""));
    },
    post: (path, body) => ask("POST", path, body),
    get: (path) => ask("GET", path),
    cpuMs() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
      const msPerTick = 10;
      return (Number(fields[11]) + Number(fields[12])) * msPerTick;
    },
    peakMb() {
      const [, kb] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      return Number(kb) / 1024;
    },
    async restart() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      await start();
    },
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const json = "application/json";

/** Does something so often, a few at a time. */
export async function inLanes<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results = Array.from<T>({ length: count });
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
