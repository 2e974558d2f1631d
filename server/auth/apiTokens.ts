import { randomUUID } from "node:crypto";
import type { CreatedToken, TokenItem, TokenScope } from "../../shared/api/accounts.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { hashToken, newToken } from "./token.ts";

/** What programs use in an account's name. A secret is seen once, when it is made, and stored hashed. */
export interface ApiTokens {
  list(userId: string): Promise<TokenItem[]>;
  /** @throws AppError LIMIT when the account has as many as one may. */
  create(userId: string, token: { name: string; scope: TokenScope; expiresInDays: number }): Promise<CreatedToken>;
  /** False when that person has no such token. */
  revoke(userId: string, id: string): Promise<boolean>;
  /** The id of the token that the secret is of. Whether it is still good, `passes` says. */
  idOf(secret: string): Promise<string | undefined>;
  /** Ends all of somebody's tokens. */
  revokeAll(userId: string): Promise<void>;
  purge(): Promise<void>;
}

/** By which a secret that lies about is recognised as one of ours. */
const prefix = "kept_";

export function openApiTokens(db: Database): ApiTokens {
  const now = () => new Date().toISOString();
  const inForce = (userId: string) =>
    db.selectFrom("apiToken").where("userId", "=", userId).where("expiresAt", ">", now());
  return {
    list: (userId) =>
      inForce(userId)
        .select(["id", "name", "scope", "createdAt", "expiresAt", "lastUsedAt"])
        .orderBy("createdAt", "desc")
        .execute(),

    async create(userId, { name, scope, expiresInDays }) {
      const { count } = await inForce(userId)
        .select((select) => select.fn.countAll<number | string>().as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) >= limits.apiTokensPerAccount)
        throw new AppError("LIMIT", `An account can have ${limits.apiTokensPerAccount} tokens. End one first.`);
      const token = prefix + newToken();
      const expiresAt = new Date(Date.now() + expiresInDays * 86_400_000).toISOString();
      const item = { id: randomUUID(), name, scope, createdAt: now(), expiresAt, lastUsedAt: null };
      await db
        .insertInto("apiToken")
        .values({ ...item, userId, tokenHash: hashToken(token) })
        .execute();
      return { ...item, token };
    },

    async revoke(userId, id) {
      const ended = await db
        .deleteFrom("apiToken")
        .where("userId", "=", userId)
        .where("id", "=", id)
        .executeTakeFirst();
      return ended.numDeletedRows > 0n;
    },

    async revokeAll(userId) {
      await db.deleteFrom("apiToken").where("userId", "=", userId).execute();
    },

    async idOf(secret) {
      if (!secret.startsWith(prefix)) return undefined;
      const row = await db
        .selectFrom("apiToken")
        .where("tokenHash", "=", hashToken(secret))
        .select("id")
        .executeTakeFirst();
      return row?.id;
    },

    async purge() {
      await db.deleteFrom("apiToken").where("expiresAt", "<=", now()).execute();
    },
  };
}
