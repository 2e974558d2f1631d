import { sql } from "kysely";
import type { Database } from "../store/database.ts";
import { hashToken } from "./token.ts";

/** Counts tries in the database, for all nodes and over restarts. A count ends, all of it, when its window does. */
export interface Tries {
  /** Counts one; false when it was one too many. Of many at once exactly `max` are let through. */
  take(of: string, max: number): Promise<boolean>;
  /** Whether one more would be let through. */
  has(of: string, max: number): Promise<boolean>;
  /** Forgets what ran out. */
  purge(): Promise<void>;
}

/** @param windowMs from the first try on. */
export function openTries(db: Database, windowMs: number): Tries {
  const now = () => new Date().toISOString();
  // What is counted names addresses of people; its hash is enough to find it again.
  const keyOf = hashToken;
  return {
    async take(of, max) {
      const at = now();
      const until = new Date(Date.now() + windowMs).toISOString();
      const isOver = sql<boolean>`"tried"."until" <= ${at}`;
      const { count } = await db
        .insertInto("tried")
        .values({ key: keyOf(of), count: 1, until })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet({
            count: sql<number>`case when ${isOver} then 1 else "tried"."count" + 1 end`,
            until: sql<string>`case when ${isOver} then ${until} else "tried"."until" end`,
          }),
        )
        .returning("count")
        .executeTakeFirstOrThrow();
      return count <= max;
    },

    async has(of, max) {
      const row = await db
        .selectFrom("tried")
        .where("key", "=", keyOf(of))
        .where("until", ">", now())
        .select("count")
        .executeTakeFirst();
      return (row?.count ?? 0) < max;
    },

    async purge() {
      await db.deleteFrom("tried").where("until", "<=", now()).execute();
    },
  };
}
