import { AppError } from "../../shared/errors.ts";
import type { Accounts } from "../auth/accounts.ts";
import { readCookie } from "../auth/cookie.ts";
import type { Guests } from "../auth/guests.ts";
import type { Identity } from "../auth/identity.ts";
import type { OwnerClaim } from "../auth/ownerClaim.ts";
import type { ShareLinks } from "../auth/shareLinks.ts";
import { limits } from "../../shared/limits.ts";
import { type Handlers, userOf } from "./handler.ts";

export interface PeopleDeps {
  accounts: Accounts;
  claim: OwnerClaim;
  identity: Identity;
  guests: Guests;
  shareLinks: ShareLinks;
  isSecure: boolean;
}

type Names = "readSetup" | "claimOwner" | "readMe" | "leaveAsGuest" | "peekLink" | "openLink";

/** Who is here: the owner's claim, guests who come by a link, and what each may open. */
export function peopleHandlers({ accounts, claim, identity, guests, shareLinks, isSecure }: PeopleDeps): Handlers<Names> {
  const cookie = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure } as const;

  return {
    readSetup: async () => ({ claimed: await accounts.hasOwner() }),

    async claimOwner({ body: { token, name, email, password }, request, reply }) {
      if (await accounts.hasOwner()) throw new AppError("CONFLICT", "This studio has an owner already. Sign in instead.");
      if (!claim.isRight(token))
        throw new AppError("FORBIDDEN", "This link is not good any more. The server prints a new one when it starts.");
      await accounts.createOwner({ name, email, password });
      const { setCookies } = await accounts.signIn({ email, password }, request.headers);
      const signedIn = await accounts.readSession({ cookie: setCookies.map((line) => line.split(";")[0]).join("; ") });
      if (signedIn === undefined) throw new AppError("UNAVAILABLE", "You are the owner now. Please sign in.");
      void reply.header("set-cookie", setCookies);
      return { user: signedIn.who.user };
    },

    readMe({ who }) {
      const user = userOf(who);
      if (who.kind !== "guest") return { user };
      return { user, maps: [...who.roles].map(([id, role]) => ({ id, role })) };
    },

    async leaveAsGuest({ who, reply }) {
      await guests.leave(userOf(who).id);
      void reply.clearCookie(identity.guestCookie, cookie);
    },

    async peekLink({ body: { token } }) {
      const { title, role } = await shareLinks.find(token);
      return { title, role };
    },

    async openLink({ body: { token, name }, request, reply }) {
      const link = await shareLinks.find(token);
      const guest = await guests.join(link.id, name, readCookie(request.headers.cookie, identity.guestCookie));
      void reply.setCookie(identity.guestCookie, guest.token, { ...cookie, maxAge: limits.sessionMaxMs / 1000 });
      return { map: link.mapId, role: link.role };
    },
  };
}
