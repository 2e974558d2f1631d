import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import { type Who, colorOf } from "./who.ts";

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
  /** Answers `POST …/sign-in/email` and `POST …/sign-out` under /api/auth. */
  answer(request: Request): Promise<Response>;
  /** Signs in; the reply carries the session's cookie. */
  signIn(credentials: { email: string; password: string }, headers: IncomingHttpHeaders): Promise<{ setCookies: string[] }>;
}

export interface AccountsOptions {
  db: Database;
  secret: string;
  /** Whether people reach the studio by https: cookies are then Secure and `__Host-`. */
  isSecure: boolean;
  /** Origins whose pages may sign in. */
  isTrustedOrigin: (origin: string) => boolean;
}

export function openAccounts({ db, secret, isSecure, isTrustedOrigin }: AccountsOptions): Accounts {
  const auth = betterAuth({
    appName: "Kept",
    basePath: "/api/auth",
    secret,
    database: { db, type: "sqlite", transaction: true },
    trustedOrigins: (request) => {
      const origin = request?.headers.get("origin");
      return typeof origin === "string" && isTrustedOrigin(origin) ? [origin] : [];
    },
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

  return {
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
        await transaction.insertInto("user").values({ ...user, emailVerified: 0 }).execute();
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
      const now = Date.now();
      const row = await db
        .selectFrom("session")
        .innerJoin("user", "user.id", "session.userId")
        .where("session.id", "=", sessionId)
        .where("session.expiresAt", ">", new Date(now).toISOString())
        .where("session.createdAt", ">", new Date(now - limits.sessionMaxMs).toISOString())
        .select(["user.id", "user.name"])
        .executeTakeFirst();
      return row && ownerOf(row, sessionId);
    },

    answer: (request) => auth.handler(request),

    async signIn(body, { "user-agent": agent = "" }) {
      const { headers } = await auth.api.signInEmail({
        body,
        headers: new Headers({ "user-agent": agent }),
        returnHeaders: true,
      });
      return { setCookies: headers.getSetCookie() };
    },
  };
}

function ownerOf({ id, name }: { id: string; name: string }, sessionId: string): Owner {
  return { kind: "owner", user: { id, name, color: colorOf(id), kind: "owner" }, sessionId };
}
