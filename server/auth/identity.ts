import type { IncomingHttpHeaders } from "node:http";
import { readCookie } from "./cookie.ts";
import type { Accounts } from "./accounts.ts";
import type { Guests } from "./guests.ts";
import type { TicketHolder, Tickets } from "./tickets.ts";
import { hashToken, isTokenOf } from "./token.ts";
import { type Who, anonymous, colorOf } from "./who.ts";

/** Finds out who is asking, from a request's headers or from a ticket. What he may do is policy.ts's to say. */
export interface Identity {
  /** Name of the cookie that holds a guest's session. */
  readonly guestCookie: string;
  /** `setCookies` renews the session's cookie when that was due. */
  identify(headers: IncomingHttpHeaders): Promise<{ who: Who; setCookies: string[] }>;
  /** Uses the ticket up; anonymous when it is not good for that map. */
  identifyByTicket(ticket: string, mapId: string): Promise<Who>;
}

export interface IdentityOptions {
  accounts: Accounts;
  guests: Guests;
  tickets: Tickets;
  ownerToken: string | undefined;
  isSecure: boolean;
}

/** Stands for the programs that hold KEPT_OWNER_TOKEN. */
const program: Who = {
  kind: "program",
  user: { id: "program", name: "Program", color: colorOf("program"), kind: "program" },
};

export function openIdentity({ accounts, guests, tickets, ownerToken, isSecure }: IdentityOptions): Identity {
  const ownerTokenHash = ownerToken === undefined ? undefined : hashToken(ownerToken);
  const guestCookie = isSecure ? "__Host-kept-guest" : "kept-guest";

  const holderOf = async (holder: TicketHolder): Promise<Who | undefined> => {
    if (holder.kind === "program") return program;
    return holder.kind === "owner" ? accounts.readSessionById(holder.sessionId) : guests.read(holder);
  };

  return {
    guestCookie,

    async identify(headers) {
      const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
      if (bearer !== undefined) {
        const isOwner = ownerTokenHash !== undefined && isTokenOf(bearer, ownerTokenHash);
        return { who: isOwner ? program : anonymous, setCookies: [] };
      }
      const owner = await accounts.readSession(headers);
      if (owner !== undefined) return owner;
      const token = readCookie(headers.cookie, guestCookie);
      const guest = token === undefined ? undefined : await guests.read({ token });
      return { who: guest ?? anonymous, setCookies: [] };
    },

    async identifyByTicket(ticket, mapId) {
      const holder = await tickets.redeem(ticket, mapId);
      return (holder && (await holderOf(holder))) ?? anonymous;
    },
  };
}
