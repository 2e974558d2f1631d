import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { must } from "../../shared/assert.ts";
import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { type Who, colorOf } from "./who.ts";

export interface Credentials {
  email: string;
  password: string;
  /** False ends the session with the browser. */
  rememberMe?: boolean | undefined;
}

type Owner = Extract<Who, { kind: "owner" }>;

/** Accounts with a password, and their sessions: better-auth on the studio's own database. */
export interface Accounts {
  hasOwner(): Promise<boolean>;
  /** Makes the first account. @throws AppError CONFLICT when there is an owner already. */
  createOwner(owner: { name: string; email: string; password: string }): Promise<void>;
  /** The signed-in owner that the cookie names, with a renewed cookie when it was due. */
  readSession(headers: IncomingHttpHeaders): Promise<{ who: Owner; setCookies: string[] } | undefined>;
  /** The owner whose session has that id, while it lives. */
  readSessionById(sessionId: string): Promise<Owner | undefined>;
  /** Those of the sessions that live. */
  live(sessionIds: readonly string[]): Promise<string[]>;
  /** Starts a session; its cookies are for the reply. @throws AppError SIGNED_OUT when address or password is wrong. */
  signIn(credentials: Credentials, headers: IncomingHttpHeaders): Promise<{ who: Owner; setCookies: string[] }>;
  /** Forgets sessions that ran out. */
  purge(): Promise<void>;
  /** Ends the session that the cookie names; the cookies to send clear it. */
  signOut(headers: IncomingHttpHeaders): Promise<{ setCookies: string[] }>;
}

export interface AccountsOptions {
  db: Database;
  secret: string;
  /** Whether people reach the studio by https: cookies are then Secure and `__Host-`. */
  isSecure: boolean;
}

export function openAccounts({ db, secret, isSecure }: AccountsOptions): Accounts {
  const auth = betterAuth({
    appName: "Kept",
    basePath: "/api/auth",
    secret,
    database: { db, type: "sqlite", transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: limits.sessionIdleMs / 1000, updateAge: 900 },
    // The studio's own guard counts requests, for every route in one way.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // With the prefix of better-auth the name could not be `__Host-`.
      useSecureCookies: false,
      cookies: {
        session_token: { name: isSecure ? "__Host-kept" : "kept", attributes: { secure: isSecure } },
        dont_remember: { name: isSecure ? "__Host-kept-brief" : "kept-brief", attributes: { secure: isSecure } },
      },
    },
  });

  const alive = () => {
    const now = Date.now();
    return db
      .selectFrom("session")
      .where("session.expiresAt", ">", new Date(now).toISOString())
      .where("session.createdAt", ">", new Date(now - limits.sessionMaxMs).toISOString());
  };

  const accounts: Accounts = {
    async hasOwner() {
      return (await db.selectFrom("user").select("id").limit(1).executeTakeFirst()) !== undefined;
    },

    async createOwner({ name, email, password }) {
      const { password: passwords } = await auth.$context;
      const hash = await passwords.hash(password);
      const now = new Date().toISOString();
      const user = { id: randomUUID(), name, email: email.toLowerCase(), createdAt: now, updatedAt: now };
      await db.transaction().execute(async (transaction) => {
        const taken = await transaction.selectFrom("user").select("id").limit(1).executeTakeFirst();
        if (taken !== undefined) throw new AppError("CONFLICT", "This studio has an owner already.");
        await transaction
          .insertInto("user")
          .values({ ...user, emailVerified: 0 })
          .execute();
        const account = { id: randomUUID(), userId: user.id, accountId: user.id, providerId: "credential" };
        await transaction
          .insertInto("account")
          .values({ ...account, password: hash, createdAt: now, updatedAt: now })
          .execute();
      });
    },

    async readSession(headers) {
      if (headers.cookie === undefined) return undefined;
      const { response, headers: replied } = await auth.api.getSession({
        headers: new Headers({ cookie: headers.cookie }),
        returnHeaders: true,
      });
      if (response === null) return undefined;
      const { session, user } = response;
      if (Date.now() - session.createdAt.getTime() > limits.sessionMaxMs) return undefined;
      return { who: ownerOf(user, session.id), setCookies: replied.getSetCookie() };
    },

    async readSessionById(sessionId) {
      const row = await alive()
        .innerJoin("user", "user.id", "session.userId")
        .where("session.id", "=", sessionId)
        .select(["user.id", "user.name"])
        .executeTakeFirst();
      return row && ownerOf(row, sessionId);
    },

    async live(sessionIds) {
      const rows = await alive().where("session.id", "in", sessionIds).select("session.id").execute();
      return rows.map(({ id }) => id);
    },

    async signIn({ email, password, rememberMe = true }, { "user-agent": agent = "" }) {
      const signedIn = auth.api.signInEmail({
        body: { email, password, rememberMe },
        headers: new Headers({ "user-agent": agent }),
        returnHeaders: true,
      });
      const { headers } = await signedIn.catch((error: unknown) => {
        if (!(error instanceof APIError)) throw error;
        throw new AppError("SIGNED_OUT", "The e-mail address or the password is not right.");
      });
      const setCookies = headers.getSetCookie();
      const session = await accounts.readSession({ cookie: setCookies.map((line) => line.split(";")[0]).join("; ") });
      return { who: must(session, "a session that was just made is there").who, setCookies };
    },

    async purge() {
      await db.deleteFrom("session").where("expiresAt", "<=", new Date().toISOString()).execute();
    },

    async signOut({ cookie = "" }) {
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return { setCookies: headers.getSetCookie() };
    },
  };
  return accounts;
}

function ownerOf({ id, name }: { id: string; name: string }, sessionId: string): Owner {
  return { kind: "owner", user: { id, name, color: colorOf(id), kind: "owner" }, sessionId };
}
