import { sql } from "kysely";
import type { Database } from "./store/database.ts";

/** Whether this process should be given work. */
export interface Health {
  /** Why it should not, or `undefined` when it should. */
  whyNotReady(): Promise<string | undefined>;
  /** From now on it should not: it is stopping. */
  drain(): void;
}

/** @param isAccepting whether changes reach the disk. */
export function openHealth(db: Database, isAccepting: () => boolean): Health {
  let isDraining = false;
  return {
    async whyNotReady() {
      if (isDraining) return "The studio is stopping.";
      if (!isAccepting()) return "Changes cannot be saved at the moment.";
      try {
        await sql`select 1`.execute(db);
        return undefined;
      } catch {
        return "The database does not answer.";
      }
    },
    drain() {
      isDraining = true;
    },
  };
}
