import { randomUUID } from "node:crypto";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import type { Database } from "../store/database.ts";

/** Passwords of accounts, each under a slow hash (scrypt). */
export interface Passwords {
  has(userId: string): Promise<boolean>;
  /** Takes as long for an account without a password as for one with another. */
  isRight(userId: string | undefined, password: string): Promise<boolean>;
  set(userId: string, password: string): Promise<void>;
  remove(userId: string): Promise<void>;
}

const providerId = "credential";

export function openPasswords(db: Database): Passwords {
  const read = async (userId: string) => {
    const row = await db
      .selectFrom("account")
      .where("userId", "=", userId)
      .where("providerId", "=", providerId)
      .select("password")
      .executeTakeFirst();
    return row?.password ?? undefined;
  };
  let nobodys: Promise<string> | undefined;

  return {
    has: async (userId) => (await read(userId)) !== undefined,

    async isRight(userId, password) {
      const hash = userId === undefined ? undefined : await read(userId);
      nobodys ??= hashPassword(randomUUID());
      const isMatch = await verifyPassword({ hash: hash ?? (await nobodys), password });
      return hash !== undefined && isMatch;
    },

    async set(userId, password) {
      const hash = await hashPassword(password);
      await db.transaction().execute((transaction) => keepPassword(transaction, userId, hash));
    },

    async remove(userId) {
      await db.deleteFrom("account").where("userId", "=", userId).where("providerId", "=", providerId).execute();
    },
  };
}

/** Makes it the account's password; `hash` is from {@link hashOfPassword}, which takes too long for a transaction. */
export async function keepPassword(transaction: Database, userId: string, hash: string): Promise<void> {
  const now = new Date().toISOString();
  const changed = await transaction
    .updateTable("account")
    .set({ password: hash, updatedAt: now })
    .where("userId", "=", userId)
    .where("providerId", "=", providerId)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return;
  const row = { id: randomUUID(), userId, accountId: userId, providerId };
  await transaction
    .insertInto("account")
    .values({ ...row, password: hash, createdAt: now, updatedAt: now })
    .execute();
}

/** A slow hash of a password, an account's or a link's. */
export const hashOfPassword = hashPassword;

export function isPasswordOf(hash: string, password: string): Promise<boolean> {
  return verifyPassword({ hash, password });
}
