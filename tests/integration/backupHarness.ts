import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { TestStore } from "../services/testStore.ts";
import { bundleServer, type ServerProcess, startServer } from "./serverProcess.ts";
import { openSyncClient, until } from "./syncClient.ts";
import { createMap, openWriter, places, readAll, writersToken } from "./writer.ts";

/** The studio and its commands as processes of their own. */
export interface BackupHarness {
  folder: string;
  /** A file that is not there yet. */
  newFile(): string;
  /** Runs a command as a person would; gives how it ended and what it said. */
  run(name: string, env: Record<string, string>, ...words: string[]): Promise<{ code: number; said: string }>;
  /** Runs a command and kills it as soon as `isTime`, or lets it end before; gives whether it was killed. */
  runAndKill(isTime: () => boolean, name: string, env: Record<string, string>, ...words: string[]): Promise<boolean>;
  start(store: TestStore): Promise<ServerProcess>;
  /** A stopped studio with one more map of these edits; gives the map and the history it is of. */
  studioWith(store: TestStore, ...names: string[]): Promise<{ map: string; generation: string }>;
  /** What a fresh reader finds, and how somebody with a copy of that history is received: undefined when he is let in. */
  visit(store: TestStore, map: string, generation: string): Promise<{ edits: string[]; closed: number | undefined }>;
  close(): void;
}

export async function openBackupHarness(): Promise<BackupHarness> {
  const folder = mkdtempSync(join(tmpdir(), "kept-backup-"));
  const bundles = new Map<string, Awaited<ReturnType<typeof bundleServer>>>();
  for (const name of ["main", "backup", "restore", "move"]) bundles.set(name, await bundleServer(`server/${name}.ts`));
  const fileOf = (name: string) => bundles.get(name)?.file ?? "";
  let made = 0;

  const start = (store: TestStore) =>
    startServer(fileOf("main"), { ...store.env, KEPT_OWNER_TOKEN: writersToken, LOG_LEVEL: "error" });

  return {
    folder,
    newFile: () => join(folder, `${++made}.db`),
    start,

    run: (name, env, ...words) =>
      new Promise((resolve) =>
        execFile(
          process.execPath,
          [fileOf(name), ...words],
          { env: { PATH: process.env.PATH, ...env } },
          (error, _out, said) => resolve({ code: error === null ? 0 : Number(error.code), said }),
        ),
      ),

    async runAndKill(isTime, name, env, ...words) {
      const command = spawn(process.execPath, [fileOf(name), ...words], {
        env: { PATH: process.env.PATH, ...env },
        stdio: "ignore",
      });
      const ended = once(command, "exit");
      while (command.exitCode === null && !isTime()) await setImmediate();
      command.kill("SIGKILL");
      await ended;
      return command.signalCode === "SIGKILL";
    },

    async studioWith(store, ...names) {
      const server = await start(store);
      const map = await createMap(server);
      const { client } = openWriter(server.url, map, "w", places.map);
      await until(() => client.provider.synced, "the writer is in");
      for (const name of names) places.map.add(client.doc, name);
      await until(() => client.saved === client.sent, "all is saved");
      const generation = client.doc.getMap("header").get("generation") as string;
      client.close();
      await server.stop();
      return { map, generation };
    },

    async visit(store, map, generation) {
      const server = await start(store);
      const edits = await readAll(server.url, map, places.map);
      const headers = { authorization: `Bearer ${writersToken}` };
      const returning = openSyncClient({ url: server.url, map, headers, params: { generation } });
      await until(() => returning.provider.synced || returning.closes.length > 0, "the returning client is answered");
      const [closed] = returning.closes;
      returning.close();
      await server.stop();
      return { edits, closed };
    },

    close() {
      for (const bundle of bundles.values()) bundle.remove();
      rmSync(folder, { recursive: true });
    },
  };
}
