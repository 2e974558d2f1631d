import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { decodeMessage, encodeMessage, type Message } from "../../shared/wire/message.ts";
import { bundleServer, type ServerProcess, startServer } from "../integration/serverProcess.ts";
import { until } from "../integration/syncClient.ts";
import { type HonestPair, openHonestPair } from "./honestPair.ts";

const ownerToken = "the owner's token of the hostile tests";

/** A studio in a process of its own, with two honest people at work in one map and room for somebody who is not. */
export interface HostileStudio {
  readonly server: ServerProcess;
  readonly map: string;
  readonly honest: HonestPair;
  /** The owner's request. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  /** Any request, as the owner or as nobody in particular, with a body that is called JSON whatever it is. */
  askRaw(method: string, path: string, body: string | undefined, asOwner: boolean): Promise<Response>;
  /** Headers of an editor of the map, a guest who is somebody else each time. Each comes from an address of their own. */
  newEditor(): Promise<Record<string, string>>;
  /** One of twenty such editors, in turn: a link brings only so many guests. */
  nextEditor(): Promise<Record<string, string>>;
  /** A socket to the map, spoken to by hand; resolves when it is open or was refused. */
  enter(headers: Record<string, string>, query?: string): Promise<RawSocket>;
  /** What the process says of itself. */
  figures(): Promise<Figures>;
  /** Errors that it logged as uncaught. */
  uncaught(): string[];
  close(): Promise<void>;
}

export interface Figures {
  cpuSeconds: number;
  /** The longest that the event loop was held up since this was asked last. */
  lagMs: number;
  memoryMb: number;
}

/** One socket and what came over it. */
export interface RawSocket {
  socket: WebSocket;
  received: Message[];
  /** The close code, once it is closed. */
  closed(): number | undefined;
  send(message: Message | Uint8Array): void;
  /** Closed by either side. @throws after a minute. */
  untilClosed(): Promise<number>;
}

/** The proxy of the tests is believed, so that everybody can have an address of their own. */
let lastAddress = 0;

export function newAddress(): string {
  lastAddress += 1;
  return `198.18.${(lastAddress >> 8) & 255}.${lastAddress & 255}`;
}

export async function openHostileStudio(env: Record<string, string> = {}): Promise<HostileStudio> {
  const dataDir = mkdtempSync(join(tmpdir(), "kept-hostile-"));
  const bundle = await bundleServer("server/main.ts");
  const server = await startServer(bundle.file, {
    KEPT_DATA_DIR: dataDir,
    KEPT_OWNER_TOKEN: ownerToken,
    KEPT_TRUST_PROXY: "true",
    LOG_LEVEL: "error",
    ...env,
  });
  const { url } = server;
  const owner = { authorization: `Bearer ${ownerToken}`, "x-forwarded-for": newAddress() };
  const ask = (method: string, path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: { ...owner, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const made = await ask("POST", "/api/v1/maps", { title: "Under attack" });
  const { id: map } = (await made.json()) as { id: string };
  const link = (await (await ask("POST", `/api/v1/maps/${map}/links`, { role: "editor" })).json()) as { url: string };

  const newEditor = async () => {
    const address = { "x-forwarded-for": newAddress() };
    const opened = await fetch(`${url}/api/v1/links/open`, {
      method: "POST",
      headers: { ...address, "content-type": "application/json" },
      body: JSON.stringify({ token: link.url.split("#")[1], name: "Eve" }),
    });
    const cookie = opened.headers.getSetCookie().map((line) => line.split(";")[0]);
    return { ...address, cookie: cookie.join("; ") };
  };
  const editors = new Map<number, Promise<Record<string, string>>>();
  let turn = 0;
  const nextEditor = () => {
    turn = (turn + 1) % 20;
    const editor = editors.get(turn) ?? newEditor();
    editors.set(turn, editor);
    return editor;
  };
  const honest = await openHonestPair(url, map, [await newEditor(), await newEditor()]);

  return {
    server,
    map,
    honest,
    ask,
    askRaw: (method, path, body, asOwner) =>
      fetch(`${url}${path}`, {
        method,
        redirect: "manual",
        headers: {
          ...(asOwner ? owner : {}),
          "x-forwarded-for": newAddress(),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body }),
      }),
    newEditor,
    nextEditor,
    enter: (headers, query = "") => enterMap(`${url.replace("http", "ws")}/sync/${map}${query}`, headers),
    async figures() {
      const text = await (await fetch(`${url}/metrics`)).text();
      const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
      return {
        cpuSeconds: read("process_cpu_seconds_total"),
        lagMs: read("nodejs_eventloop_lag_max_seconds") * 1_000,
        memoryMb: read("process_resident_memory_bytes") / 1e6,
      };
    },
    uncaught: () => server.log.split("\n").filter((line) => /uncaught|unhandled/i.test(line)),
    async close() {
      honest.close();
      await server.stop();
      bundle.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function enterMap(address: string, headers: Record<string, string>): Promise<RawSocket> {
  const socket = new WebSocket(address, { headers });
  socket.binaryType = "arraybuffer";
  const received: Message[] = [];
  let code: number | undefined;
  socket.on("error", () => {});
  socket.on("message", (data: ArrayBuffer) => received.push(decodeMessage(new Uint8Array(data))));
  socket.on("close", (closeCode) => (code = closeCode));
  await until(
    () => socket.readyState === WebSocket.OPEN || code !== undefined,
    "the socket opens or is refused",
    60_000,
  );
  return {
    socket,
    received,
    closed: () => code,
    send(message) {
      // What the server hung up on meanwhile takes no more.
      if (socket.readyState === WebSocket.OPEN)
        socket.send(message instanceof Uint8Array ? message : encodeMessage(message));
    },
    async untilClosed() {
      await until(() => code !== undefined, "the socket is closed", 60_000);
      return code ?? 0;
    },
  };
}
