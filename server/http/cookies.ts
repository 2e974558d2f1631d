import type { FastifyReply, FastifyRequest } from "fastify";
import { readCookie } from "../auth/cookie.ts";

/** The studio's own cookies besides that of a session: HttpOnly, SameSite=Lax, and on https Secure and `__Host-`. */
export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined;
  set(reply: FastifyReply, name: CookieName, value: string, lifeMs: number): void;
  clear(reply: FastifyReply, name: CookieName): void;
}

/** A guest's session; a sign-in that waits for its code; one that is with the provider. */
export type CookieName = "guest" | "step" | "sso";

export function openCookies(isSecure: boolean): Cookies {
  const nameOf = (name: CookieName) => `${isSecure ? "__Host-" : ""}kept-${name}`;
  const settings = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure } as const;
  return {
    read: ({ headers }, name) => readCookie(headers.cookie, nameOf(name)),
    set(reply, name, value, lifeMs) {
      void reply.setCookie(nameOf(name), value, { ...settings, maxAge: lifeMs / 1000 });
    },
    clear(reply, name) {
      void reply.clearCookie(nameOf(name), settings);
    },
  };
}
