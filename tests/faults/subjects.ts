import { execFileSync } from "node:child_process";
import { bundleServer } from "../integration/serverProcess.ts";
import type { Subject } from "./bed.ts";

const token = "the owner's token of the fault runs";

/** A subject with the bundle it is started from. */
export interface BundledSubject extends Subject {
  remove(): void;
}

/** The process that reads the edits of a map from its data, as any server would. */
export function bundleReader(): Promise<{ file: string; remove(): void }> {
  return bundleServer("tests/faults/readerProcess.ts");
}

/** A server's bundle and that of the reader, which share their thread that writes. */
async function bundle(file: string): Promise<Pick<BundledSubject, "file" | "readEdits" | "remove">> {
  const [server, reader] = await Promise.all([bundleServer(file), bundleReader()]);
  return {
    file: server.file,
    readEdits(env, map) {
      const options = { env: { ...process.env, ...env, KEPT_MAP: map }, maxBuffer: 100_000_000 };
      return JSON.parse(execFileSync(process.execPath, [reader.file], options).toString()) as string[];
    },
    remove() {
      server.remove();
      reader.remove();
    },
  };
}

/** The whole studio, as it is shipped; everybody comes with the owner's token. */
export async function studioSubject(env: Record<string, string> = {}): Promise<BundledSubject> {
  const headers = { authorization: `Bearer ${token}` };
  return {
    ...(await bundle("server/main.ts")),
    env: { KEPT_OWNER_TOKEN: token, ...env },
    async createMap(url) {
      const response = await fetch(`${url}/api/v1/maps`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ title: "Faults" }),
      });
      return ((await response.json()) as { id: string }).id;
    },
    credentials: () => ({ headers }),
  };
}

/** Rooms, sockets and log alone, where everybody is who he says and limits for one address do not count. */
export async function roomsSubject(): Promise<BundledSubject> {
  return {
    ...(await bundle("tests/integration/roomServerProcess.ts")),
    env: { KEPT_MAPS: "map", KEPT_LOAD_TEST: "1" },
    createMap: async () => "map",
    credentials: (name) => ({ params: { user: name } }),
  };
}

/** What a scenario is tried on. */
export function subjectOf({ subject }: { subject: "studio" | "rooms" }): Promise<BundledSubject> {
  return subject === "studio" ? studioSubject() : roomsSubject();
}
