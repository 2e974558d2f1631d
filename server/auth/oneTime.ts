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
  purge(): Promise<void>;
}

export function openOneTime(db: Database): OneTime {
  const nameOf = (purpose: Purpose, token: string) => `${purpose}:${hashToken(token)}`;
  const now = () => new Date().toISOString();
  return {
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

    async purge() {
      await db.deleteFrom("verification").where("expiresAt", "<=", now()).execute();
    },
  };
}
