import pg from "pg";
import { ConfigError } from "../config.ts";
import { startError } from "./database.ts";
import { startSettings } from "./startSettings.ts";

/** Any number: nodes share this lock for as long as they live, and who replaces everything has it alone. */
export const studioLock = 4_102;

/** A connection that died without a word is noticed within these two; a restore may begin meanwhile, and ends this node. */
const tendEveryMs = 2_000;
const answerMs = 5_000;

interface StudioLockOptions {
  url: string;
  /** The connection that holds the lock broke; another takes it as soon as the database answers. */
  onFailure: (error: unknown) => void;
  /** Everything is being replaced: what this node knows is of no meaning any more, and it must write nothing. */
  onTaken: () => void;
}

/**
 * Says for as long as this node lives, idle or not, that a studio runs on a PostgreSQL database.
 * @throws ConfigError when no PostgreSQL answers there, or a backup is being restored into it.
 */
export async function shareStudioLock(options: StudioLockOptions): Promise<{ close(): Promise<void> }> {
  const { url, onFailure, onTaken } = options;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let holder: pg.Client | undefined = await connect().catch((error: unknown) => {
    throw startError(error, url);
  });
  if (holder === undefined)
    throw new ConfigError(
      "A backup is being restored into the database that DATABASE_URL leads to. Start the studio when that is done.",
    );

  /** Undefined when somebody has the lock alone. */
  async function connect(): Promise<pg.Client | undefined> {
    const client = new pg.Client({
      connectionString: url,
      application_name: "kept node",
      keepAlive: true,
      options: startSettings(),
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock_shared(${studioLock}) AS got`);
      if (rows[0]?.got === true) return client;
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    await client.end();
    return undefined;
  }

  async function tend(): Promise<void> {
    try {
      await holder?.query("SELECT 1");
      if (holder === undefined) holder = await connect();
      if (holder === undefined && !isClosed) onTaken();
    } catch (error) {
      if (!isClosed) onFailure(error);
      void holder?.end().catch(() => {});
      holder = undefined;
    }
    if (!isClosed) timer = setTimeout(() => void tend(), tendEveryMs).unref();
    else await holder?.end().catch(() => {});
  }

  timer = setTimeout(() => void tend(), tendEveryMs).unref();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await holder?.end().catch(() => {});
    },
  };
}
