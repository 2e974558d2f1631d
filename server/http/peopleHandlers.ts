import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import type { Accounts } from "../auth/accounts.ts";
import { readCookie } from "../auth/cookie.ts";
import type { Guests } from "../auth/guests.ts";
import type { Identity } from "../auth/identity.ts";
import type { OwnerClaim } from "../auth/ownerClaim.ts";
import type { ShareLinks } from "../auth/shareLinks.ts";
import type { Hub } from "../sync/hub.ts";
import { type Handlers, userOf } from "./handler.ts";

export interface PeopleDeps {
  accounts: Accounts;
  claim: OwnerClaim;
  identity: Identity;
  guests: Guests;
  shareLinks: ShareLinks;
  hub: Hub;
  isSecure: boolean;
  /** @throws AppError RATE when somebody tries too many passwords for one account. */
  countSignIn: (request: FastifyRequest) => Promise<void>;
}

type Names = "readSetup" | "claimOwner" | "signIn" | "signOut" | "readMe" | "leaveAsGuest" | "peekLink" | "openLink";

/** Who is here: the owner's claim, guests who come by a link, and what each may open. */
export function peopleHandlers(deps: PeopleDeps): Handlers<Names> {
  const { accounts, claim, identity, guests, shareLinks, hub, isSecure, countSignIn } = deps;
  const cookie = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure } as const;

  return {
    readSetup: async () => ({ claimed: await accounts.hasOwner() }),

    async claimOwner({ body: { token, name, email, password }, request, reply }) {
      if (await accounts.hasOwner())
        throw new AppError("CONFLICT", "This studio has an owner already. Sign in instead.");
      if (!(await claim.isRight(token)))
        throw new AppError("FORBIDDEN", "This link is not good any more. The server prints a new one when it starts.");
      await accounts.createOwner({ name, email, password });
      await claim.end();
      const { who, setCookies } = await accounts.signIn({ email, password }, request.headers);
      void reply.header("set-cookie", setCookies);
      return { user: who.user };
    },

    async signIn({ body, request, reply }) {
      await countSignIn(request);
      const { who, setCookies } = await accounts.signIn(body, request.headers);
      void reply.header("set-cookie", setCookies);
      return { user: who.user };
    },

    async signOut({ who, request, reply }) {
      const { setCookies } = await accounts.signOut(request.headers);
      void reply.header("set-cookie", setCookies);
      if (who.kind === "owner") hub.closeSession(who.sessionId, closeCodes.signedOut);
    },

    readMe({ who }) {
      const user = userOf(who);
      if (who.kind !== "guest") return { user };
      return { user, maps: [...who.roles].map(([id, role]) => ({ id, role })) };
    },

    async leaveAsGuest({ who, reply }) {
      const { id } = userOf(who);
      await guests.leave(id);
      hub.closeUser(id, closeCodes.signedOut);
      void reply.clearCookie(identity.guestCookie, cookie);
    },

    async peekLink({ body: { token } }) {
      const { title, role } = await shareLinks.find(token);
      return { title, role };
    },

    async openLink({ who, body: { token, name }, request, reply }) {
      const link = await shareLinks.find(token);
      // The owner has every right already, and keeps his name.
      if (who.kind === "owner" || who.kind === "program") return { map: link.mapId, role: link.role };
      const guest = await guests.join(link.id, name, readCookie(request.headers.cookie, identity.guestCookie));
      void reply.setCookie(identity.guestCookie, guest.token, { ...cookie, maxAge: limits.sessionMaxMs / 1000 });
      return { map: link.mapId, role: link.role };
    },
  };
}
