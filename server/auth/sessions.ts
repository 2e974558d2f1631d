import type { IncomingHttpHeaders } from "node:http";
import type { SessionItem } from "../../shared/api/accounts.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import type { BetterAuth } from "./betterAuth.ts";
import { deviceOf } from "./device.ts";

/** From where somebody signs in. */
export interface Origin {
  userAgent: string;
  address: string;
}

/** The sessions of accounts: one a browser, each with a cookie. */
export interface Sessions {
  /** The id of the session that the cookie names. Whether it is still good, `passes` says. */
  idOf(headers: IncomingHttpHeaders): Promise<string | undefined>;
  /** Starts one; its cookies are for the reply. `isBrief`: it ends with the browser. */
  start(userId: string, from: Origin, isBrief: boolean): Promise<{ sessionId: string; setCookies: string[] }>;
  /** Ends the session that the cookie names; the cookies to send clear it. */
  signOut(headers: IncomingHttpHeaders): Promise<{ setCookies: string[] }>;
  list(userId: string, current: string): Promise<SessionItem[]>;
  /** False when that person has no such session. */
  end(userId: string, sessionId: string): Promise<boolean>;
  /** Whether somebody signed in with it within the last quarter of an hour. */
  isRecent(sessionId: string): Promise<boolean>;
  /** Ends all of somebody's sessions, but for one where it is named. */
  endAll(userId: string, except?: string): Promise<void>;
  /** Forgets sessions that ran out. */
  purge(): Promise<void>;
}

export function openSessions(auth: BetterAuth, db: Database): Sessions {
  return {
    async idOf({ cookie }) {
      if (cookie === undefined) return undefined;
      const found = await auth.api.getSession({
        headers: new Headers({ cookie }),
        query: { disableRefresh: true, disableCookieCache: true },
      });
      return found?.session.id;
    },

    async start(userId, { userAgent, address }, isBrief) {
      const { response, headers } = await auth.api.startSession({
        body: { userId, isBrief, userAgent: userAgent.slice(0, 400), ipAddress: address },
        returnHeaders: true,
      });
      return { sessionId: response.sessionId, setCookies: headers.getSetCookie() };
    },

    async signOut({ cookie = "" }) {
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return { setCookies: headers.getSetCookie() };
    },

    async list(userId, current) {
      const now = Date.now();
      const rows = await db
        .selectFrom("session")
        .where("userId", "=", userId)
        .where("expiresAt", ">", new Date(now).toISOString())
        .where("createdAt", ">", new Date(now - limits.sessionMaxMs).toISOString())
        .select(["id", "createdAt", "updatedAt as usedAt", "userAgent", "ipAddress"])
        .orderBy("updatedAt", "desc")
        .execute();
      return rows.map(({ userAgent, ipAddress, ...row }) => ({
        ...row,
        device: deviceOf(userAgent ?? ""),
        address: ipAddress === "" ? null : ipAddress,
        isThis: row.id === current,
      }));
    },

    async end(userId, sessionId) {
      const ended = await db
        .deleteFrom("session")
        .where("userId", "=", userId)
        .where("id", "=", sessionId)
        .executeTakeFirst();
      return ended.numDeletedRows > 0n;
    },

    async isRecent(sessionId) {
      const row = await db
        .selectFrom("session")
        .where("id", "=", sessionId)
        .where("createdAt", ">", new Date(Date.now() - limits.recentSignInMs).toISOString())
        .select("id")
        .executeTakeFirst();
      return row !== undefined;
    },

    async endAll(userId, except = "") {
      await db.deleteFrom("session").where("userId", "=", userId).where("id", "!=", except).execute();
    },

    async purge() {
      await db.deleteFrom("session").where("expiresAt", "<=", new Date().toISOString()).execute();
    },
  };
}
