import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as encoding from "lib0/encoding";
import { bundleServer, startServer } from "../integration/serverProcess.ts";

/** A server under load: where it is, how its frames begin, and what it costs. */
export interface RoomTarget {
  name: string;
  url: string;
  /** Which of several nodes this one goes to; absent: `url`. */
  urlOf?(room: string, user: string): string;
  pathOf(room: string, user: string): string;
  /** What stands before y-websocket's message in each frame of this room: nothing, or a document's name. */
  prefixOf(room: string): Uint8Array;
  /** Frames to send before anything else. */
  greeting(room: string): Uint8Array[];
  /** It answers SyncStep1; a relay does not. */
  keepsDocuments: boolean;
  /** Processor time spent so far, all threads, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

export type StartTarget = (rooms: readonly string[]) => Promise<RoomTarget>;

const none = new Uint8Array();

/** Asked of the system where it says (Linux), because a server that drowns answers nobody. */
export async function cpuMsOf({ url, pid }: { url: string; pid: number }): Promise<number> {
  const stat = `/proc/${pid}/stat`;
  if (existsSync(stat)) {
    const [, , , , , , , , , , , user, system] = readFileSync(stat, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    const msPerTick = 10;
    return (Number(user) + Number(system)) * msPerTick;
  }
  const { cpu } = (await (await fetch(`${url}/usage`)).json()) as { cpu: NodeJS.CpuUsage };
  return (cpu.user + cpu.system) / 1_000;
}

/** Our room server, with validation, rights and durable saving: the same rooms, sockets and log as the product. */
export async function ourServer(): Promise<{ start: StartTarget; remove(): void }> {
  const bundle = await bundleServer("tests/integration/roomServerProcess.ts");
  return {
    remove: () => bundle.remove(),
    async start(rooms) {
      const folder = mkdtempSync(join(tmpdir(), "kept-bench-"));
      const env = { KEPT_DATA_DIR: folder, KEPT_MAPS: rooms.join(","), KEPT_LOAD_TEST: "1" };
      const server = await startServer(bundle.file, env);
      return {
        name: "Kept",
        url: server.url,
        pathOf: (room, user) => `/sync/${room}?v=1&schema=1&user=${user}`,
        prefixOf: () => none,
        greeting: () => [],
        keepsDocuments: true,
        cpuMs: () => cpuMsOf(server),
        async stop() {
          await server.stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}

/** A relay, or another server that speaks y-websocket's protocol, from a file that prints where it listens. */
export function plainServer(name: string, file: string, keepsDocuments: boolean): StartTarget {
  return async () => {
    const server = await startServer(file, {});
    return {
      name,
      url: server.url,
      pathOf: (room) => `/${room}`,
      prefixOf: () => none,
      greeting: () => [],
      keepsDocuments,
      cpuMs: () => cpuMsOf(server),
      stop: () => server.kill(),
    };
  };
}

/** Hocuspocus puts the document's name before each message, and wants a token first. */
export function hocuspocusServer(name: string, file: string, env: Record<string, string>): StartTarget {
  const nameOf = (room: string) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, room);
    return encoding.toUint8Array(encoder);
  };
  return async () => {
    const server = await startServer(file, env);
    return {
      name,
      url: server.url,
      pathOf: () => "/",
      prefixOf: nameOf,
      greeting: () => [new Uint8Array([2, 0, 1, 120])],
      keepsDocuments: true,
      cpuMs: () => cpuMsOf(server),
      stop: () => server.kill(),
    };
  };
}
