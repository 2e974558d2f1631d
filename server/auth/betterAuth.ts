import { betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { must } from "../../shared/assert.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";

export interface BetterAuthOptions {
  db: Database;
  secret: string;
  /** Whether people reach the studio by https: cookies are then Secure and `__Host-`. */
  isSecure: boolean;
}

/** The one step that better-auth has no route for: a session for somebody whom the studio has let in. */
const startSession = createAuthEndpoint(
  "/start-session",
  {
    method: "POST",
    body: z.object({
      userId: z.string(),
      isBrief: z.boolean(),
      userAgent: z.string(),
      ipAddress: z.string(),
    }),
  },
  async (context) => {
    const { userId, isBrief, ...from } = context.body;
    const { internalAdapter } = context.context;
    const session = await internalAdapter.createSession(userId, false, from);
    const user = must(await internalAdapter.findUserById(userId), "who is let in has an account");
    // The cookie outlives a session that is not used: that is for the database to say, where sockets count as use, too.
    await setSessionCookie(context, { session, user }, isBrief, {
      maxAge: isBrief ? undefined : limits.sessionMaxMs / 1000,
    });
    return { sessionId: session.id };
  },
);

/** better-auth on the studio's own database, for sessions, their cookies and passwords. None of its routes is served. */
export function openBetterAuth({ db, secret, isSecure }: BetterAuthOptions) {
  return betterAuth({
    appName: "Kept",
    basePath: "/api/auth",
    // None of its addresses is used. Without one it looks for BASE_URL and the like, which a host may use for himself.
    baseURL: "http://localhost",
    secret,
    // Times as ISO text and flags as 0 and 1, which is what the tables hold on every database.
    database: { db, type: "sqlite", transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: limits.sessionIdleMs / 1000, disableSessionRefresh: true },
    // The studio's own guard counts requests, for every route in one way.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [{ id: "kept", endpoints: { startSession } }],
    advanced: {
      // With the prefix of better-auth the name could not be `__Host-`.
      useSecureCookies: false,
      cookies: {
        session_token: { name: isSecure ? "__Host-kept" : "kept", attributes: { secure: isSecure } },
        dont_remember: { name: isSecure ? "__Host-kept-brief" : "kept-brief", attributes: { secure: isSecure } },
      },
    },
  });
}

export type BetterAuth = ReturnType<typeof openBetterAuth>;
