import { randomUUID } from "node:crypto";
import { makeSignature } from "better-auth/crypto";
import { sql } from "kysely";
import type { TokenScope } from "../../shared/api/accounts.ts";
import type { Role } from "../../shared/api/people.ts";
import { hashToken, newToken } from "../../server/auth/token.ts";
import { openDatabase } from "../../server/store/database.ts";
import type { Caller, TestStudio } from "./studio.ts";

/** The secret of studios whose people are put into the database by hand. */
export const castSecret = "a secret for the tests, 32 characters or more";

/** Somebody with an account, signed in. */
export interface Somebody {
  id: string;
  email: string;
  caller: Caller;
}

/** Puts people into a studio's database, which is quicker than letting each in by mail or password. */
export interface Cast {
  person(what?: { name?: string; isAdmin?: boolean }): Promise<Somebody>;
  workspace(name?: string): Promise<string>;
  join(workspace: string, person: Somebody, role: Role): Promise<void>;
  share(map: string, person: Somebody, role: Role): Promise<void>;
  /** A program with an API token of that person. */
  token(person: Somebody, scope: TokenScope): Promise<Caller>;
  /** The id of an invitation that nobody took up. */
  invite(to: { workspaceId: string } | { mapId: string }): Promise<string>;
  disable(person: Somebody): Promise<void>;
  expire(person: Somebody): Promise<void>;
  leave(workspace: string, person: Somebody): Promise<void>;
  /** Puts many rows in at once. */
  fill(rows: (insert: (table: string, row: Record<string, unknown>) => Promise<void>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** @param studio was started with KEPT_SECRET set to {@link castSecret}. */
export async function openCast(studio: TestStudio): Promise<Cast> {
  const db = await openDatabase(studio.store.place);
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 3_600_000).toISOString();
  return {
    async person({ name = "Grace", isAdmin = false } = {}) {
      const id = randomUUID();
      const email = `${id}@example.org`;
      const token = newToken();
      const times = { createdAt: now, updatedAt: now };
      await db
        .insertInto("user")
        .values({ id, name, email, emailVerified: 1, isAdmin: isAdmin ? 1 : 0, ...times })
        .execute();
      await db
        .insertInto("session")
        .values({ id: randomUUID(), userId: id, token, expiresAt: later, ...times })
        .execute();
      const caller = studio.visitor();
      caller.cookies.set("kept", encodeURIComponent(`${token}.${await makeSignature(token, castSecret)}`));
      return { id, email, caller };
    },

    async workspace(name = "Elsewhere") {
      const id = randomUUID();
      await db.insertInto("workspace").values({ id, name, createdAt: now }).execute();
      return id;
    },

    async join(workspaceId, { id: userId }, role) {
      await db.insertInto("workspaceMember").values({ workspaceId, userId, role, since: now }).execute();
    },

    async share(mapId, { id: userId }, role) {
      await db.insertInto("mapMember").values({ mapId, userId, role, since: now }).execute();
    },

    async token({ id: userId }, scope) {
      const secret = `kept_${newToken()}`;
      const row = { id: randomUUID(), userId, name: "Script", scope, createdAt: now, expiresAt: later };
      await db
        .insertInto("apiToken")
        .values({ ...row, tokenHash: hashToken(secret) })
        .execute();
      const caller = studio.visitor();
      caller.headers.authorization = `Bearer ${secret}`;
      return caller;
    },

    async invite(to) {
      const id = randomUUID();
      const row = { email: `${id}@example.org`, tokenHash: id, role: "viewer" as const, isMailed: 0 };
      await db
        .insertInto("invitation")
        .values({ id, ...to, ...row, createdAt: now, expiresAt: later })
        .execute();
      return id;
    },

    async disable({ id }) {
      await db.updateTable("user").set({ disabledAt: now }).where("id", "=", id).execute();
    },

    async expire({ id }) {
      await db.updateTable("session").set({ expiresAt: now }).where("userId", "=", id).execute();
    },

    async leave(workspaceId, { id }) {
      await db.deleteFrom("workspaceMember").where("workspaceId", "=", workspaceId).where("userId", "=", id).execute();
    },

    fill: (rows) =>
      db.transaction().execute((transaction) =>
        rows(async (table, row) => {
          const columns = Object.keys(row).map((column) => sql.ref(column));
          const values = Object.values(row).map((value) => sql.val(value));
          await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(values)})`.execute(
            transaction,
          );
        }),
      ),

    close: () => db.destroy(),
  };
}
