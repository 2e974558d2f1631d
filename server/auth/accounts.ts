import { randomUUID } from "node:crypto";
import type { Person } from "../../shared/api/workspaces.ts";
import { AppError } from "../../shared/errors.ts";
import type { Database } from "../store/database.ts";
import { inTransaction } from "../store/inTransaction.ts";
import { colorOf } from "./who.ts";

export interface Account {
  id: string;
  name: string;
  email: string;
  /** That the address is theirs was shown: by a mail that arrived, or by a provider that is trusted. */
  isProven: boolean;
  isAdmin: boolean;
  isDisabled: boolean;
}

export interface NewAccount {
  name: string;
  email: string;
  isProven: boolean;
}

/** People with an e-mail address of their own. How they sign in is the business of passwords, links and providers. */
export interface Accounts {
  hasOwner(): Promise<boolean>;
  /**
   * Makes the first account: administrator, and owner of every workspace there is; what `besides` does belongs to it, all
   * or nothing. @throws AppError CONFLICT when there is one already.
   */
  createOwner(
    owner: { name: string; email: string },
    besides?: (transaction: Database, account: Account) => Promise<void>,
  ): Promise<Account>;
  /** @throws AppError CONFLICT when the address has an account already. */
  create(account: NewAccount): Promise<Account>;
  find(by: { email: string } | { id: string }): Promise<Account | undefined>;
  rename(id: string, name: string): Promise<void>;
  /** Notes that the address was shown to be theirs. */
  prove(id: string): Promise<void>;
  /** Everybody, with their workspaces. */
  list(): Promise<Person[]>;
}

export function openAccounts(db: Database): Accounts {
  const all = () =>
    db.selectFrom("user").select(["id", "name", "email", "emailVerified", "isAdmin", "disabledAt", "createdAt"]);

  const insert = async (into: Database, { name, email, isProven }: NewAccount, isAdmin: boolean): Promise<Account> => {
    const now = new Date().toISOString();
    const row = { id: randomUUID(), name, email: email.toLowerCase() };
    await into
      .insertInto("user")
      .values({ ...row, emailVerified: isProven ? 1 : 0, isAdmin: isAdmin ? 1 : 0, createdAt: now, updatedAt: now })
      .execute();
    return { ...row, isProven, isAdmin, isDisabled: false };
  };

  return {
    async hasOwner() {
      return (await db.selectFrom("user").select("id").limit(1).executeTakeFirst()) !== undefined;
    },

    async createOwner(owner, besides) {
      return db.transaction().execute(async (transaction) => {
        const taken = await transaction.selectFrom("user").select("id").limit(1).executeTakeFirst();
        if (taken !== undefined) throw new AppError("CONFLICT", "This studio has an owner already.");
        // Who reads what the server prints is believed about the address, too.
        const account = await insert(transaction, { ...owner, isProven: true }, true);
        const workspaces = await transaction.selectFrom("workspace").select("id").execute();
        const since = new Date().toISOString();
        for (const { id } of workspaces)
          await transaction
            .insertInto("workspaceMember")
            .values({ workspaceId: id, userId: account.id, role: "owner", since })
            .execute();
        await besides?.(transaction, account);
        return account;
      });
    },

    create: (account) =>
      inTransaction(db, async (transaction) => {
        const email = account.email.toLowerCase();
        const taken = await transaction.selectFrom("user").select("id").where("email", "=", email).executeTakeFirst();
        if (taken !== undefined)
          throw new AppError("CONFLICT", "This address has an account already. Sign in instead.");
        return insert(transaction, account, false);
      }),

    async find(by) {
      const rows =
        "id" in by ? all().where("id", "=", by.id) : all().where("email", "=", by.email.trim().toLowerCase());
      const row = await rows.executeTakeFirst();
      if (row === undefined) return undefined;
      const { id, name, email } = row;
      return {
        id,
        name,
        email,
        isProven: row.emailVerified === 1,
        isAdmin: row.isAdmin === 1,
        isDisabled: row.disabledAt !== null,
      };
    },

    async rename(id, name) {
      await db.updateTable("user").set({ name, updatedAt: new Date().toISOString() }).where("id", "=", id).execute();
    },

    async prove(id) {
      await db.updateTable("user").set({ emailVerified: 1 }).where("id", "=", id).execute();
    },

    async list() {
      const users = await all().orderBy("name").orderBy("id").execute();
      const sessions = await db
        .selectFrom("session")
        .groupBy("userId")
        .select(({ fn }) => ["userId", fn.max("updatedAt").as("usedAt")])
        .execute();
      const factors = await db
        .selectFrom("secondFactor")
        .where("confirmedAt", "is not", null)
        .select("userId")
        .execute();
      const asked = new Set(factors.map(({ userId }) => userId));
      const members = await db
        .selectFrom("workspaceMember")
        .innerJoin("workspace", "workspace.id", "workspaceMember.workspaceId")
        .select(["workspaceMember.userId", "workspace.id", "workspace.name", "workspaceMember.role"])
        .orderBy("workspace.name")
        .execute();
      const used = new Map(sessions.map(({ userId, usedAt }) => [userId, usedAt]));
      return users.map(({ id, name, email, isAdmin, disabledAt, createdAt }) => ({
        id,
        name,
        color: colorOf(id),
        email,
        isAdmin: isAdmin === 1,
        isDisabled: disabledAt !== null,
        hasSecondFactor: asked.has(id),
        createdAt,
        usedAt: used.get(id) ?? null,
        workspaces: members.filter(({ userId }) => userId === id).map(({ id, name, role }) => ({ id, name, role })),
      }));
    },
  };
}

/** Lets whoever changes administrators go one after the other, on every node: their rows are locked until the end. */
export async function lockAdmins(transaction: Database): Promise<void> {
  await transaction
    .updateTable("user")
    .set((row) => ({ isAdmin: row.ref("isAdmin") }))
    .where("isAdmin", "=", 1)
    .execute();
}

/** @throws AppError CONFLICT when nobody would look after the studio any more. */
export async function refuseWithoutAdmin(transaction: Database): Promise<void> {
  const left = await transaction
    .selectFrom("user")
    .where("isAdmin", "=", 1)
    .where("disabledAt", "is", null)
    .select("id")
    .executeTakeFirst();
  if (left === undefined)
    throw new AppError("CONFLICT", "This is the last administrator of the studio. Make somebody else one first.");
}
