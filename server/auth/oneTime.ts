import { randomUUID } from "node:crypto";
import type { Database } from "../store/database.ts";
import { hashToken, newToken } from "./token.ts";

/** What a secret that works once is for. */
export type Purpose = "sign-in" | "second-step" | "reset" | "sso";

/** Secrets that are good once and for a short time; stored hashed. */
export interface OneTime {
  /** A new secret that stands for `value`, and when it ends (ISO). */
  create(purpose: Purpose, value: object, lifeMs: number): Promise<{ token: string; expiresAt: string }>;
  /** What it stands for, without using it up. */
  peek<T>(purpose: Purpose, token: string): Promise<T | undefined>;
  /** What it stands for; it is worth nothing afterwards. Of many who come at once, one gets it. */
  redeem<T>(purpose: Purpose, token: string): Promise<T | undefined>;
  /**
   * What it stands for, once more: each call counts as a try, in the database, so that no other node and no restart gives
   * more. After `max` it is worth nothing.
   */
  tryOnce<T extends object>(purpose: Purpose, token: string, max: number): Promise<T | undefined>;
  /** Whatever stands for that account is worth nothing any more. */
  endAll(userId: string): Promise<void>;
  purge(): Promise<void>;
}

/** Beside the value itself. */
interface Tries {
  tries?: number;
}

export function openOneTime(db: Database): OneTime {
  const nameOf = (purpose: Purpose, token: string) => `${purpose}:${hashToken(token)}`;
  const now = () => new Date().toISOString();
  const oneTime: OneTime = {
    async create(purpose, value, lifeMs) {
      const token = newToken();
      const expiresAt = new Date(Date.now() + lifeMs).toISOString();
      await db
        .insertInto("verification")
        .values({
          id: randomUUID(),
          identifier: nameOf(purpose, token),
          value: JSON.stringify(value),
          expiresAt,
          createdAt: now(),
          updatedAt: now(),
        })
        .execute();
      return { token, expiresAt };
    },

    async peek<T>(purpose: Purpose, token: string) {
      const row = await db
        .selectFrom("verification")
        .where("identifier", "=", nameOf(purpose, token))
        .where("expiresAt", ">", now())
        .select("value")
        .executeTakeFirst();
      return row && (JSON.parse(row.value) as T);
    },

    async redeem<T>(purpose: Purpose, token: string) {
      const row = await db
        .deleteFrom("verification")
        .where("identifier", "=", nameOf(purpose, token))
        .where("expiresAt", ">", now())
        .returning("value")
        .executeTakeFirst();
      return row && (JSON.parse(row.value) as T);
    },

    async tryOnce<T extends object>(purpose: Purpose, token: string, max: number) {
      // Of those who try at once one is counted at a time; each round lets at least one of them through.
      for (let round = 0; round <= max; round += 1) {
        const found = await oneTime.peek<T & Tries>(purpose, token);
        const tries = (found?.tries ?? 0) + 1;
        if (found === undefined || tries > max) break;
        const counted = await db
          .updateTable("verification")
          .set({ value: JSON.stringify({ ...found, tries }) })
          .where("identifier", "=", nameOf(purpose, token))
          .where("value", "=", JSON.stringify(found))
          .executeTakeFirst();
        if (counted.numUpdatedRows > 0n) return found;
      }
      await oneTime.redeem(purpose, token);
      return undefined;
    },

    async endAll(userId) {
      await db
        .deleteFrom("verification")
        .where("value", "like", `%"userId":${JSON.stringify(userId)}%`)
        .execute();
    },

    async purge() {
      await db.deleteFrom("verification").where("expiresAt", "<=", now()).execute();
    },
  };
  return oneTime;
}
