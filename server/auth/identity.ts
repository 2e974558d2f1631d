import type { IncomingHttpHeaders } from "node:http";
import { programId } from "../store/names.ts";
import type { ApiTokens } from "./apiTokens.ts";
import { readCookie } from "./cookie.ts";
import type { Guests } from "./guests.ts";
import type { Pass, Passes } from "./passes.ts";
import type { Sessions } from "./sessions.ts";
import type { Tickets } from "./tickets.ts";
import { hashToken, isTokenOf } from "./token.ts";
import { type Who, anonymous, colorOf } from "./who.ts";

/** Finds out who is asking, from a request's headers or from a ticket. What he may do is policy.ts's to say. */
export interface Identity {
  identify(headers: IncomingHttpHeaders): Promise<Who>;
  /** Uses the ticket up; anonymous when it is not good for that map. */
  identifyByTicket(ticket: string, mapId: string): Promise<Who>;
}

export interface IdentityOptions {
  passes: Passes;
  sessions: Sessions;
  guests: Guests;
  apiTokens: ApiTokens;
  tickets: Tickets;
  ownerToken: string | undefined;
  isSecure: boolean;
}

/** Stands for the programs that hold KEPT_OWNER_TOKEN. */
export const program: Who = {
  kind: "program",
  user: { id: programId, name: "Program", color: colorOf(programId), kind: "program" },
};

export function openIdentity(options: IdentityOptions): Identity {
  const { passes, sessions, guests, apiTokens, tickets, ownerToken, isSecure } = options;
  const ownerTokenHash = ownerToken === undefined ? undefined : hashToken(ownerToken);
  const guestCookie = isSecure ? "__Host-kept-guest" : "kept-guest";

  /** Who the pass of that id is of, noting that it is in use. */
  const read = async (kind: Pass["kind"], id: string | undefined): Promise<Who | undefined> => {
    if (id === undefined) return undefined;
    const who = await passes.read({ kind, id });
    if (who !== undefined) await passes.touch([{ kind, id }]);
    return who;
  };

  return {
    async identify(headers) {
      const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
      if (bearer !== undefined) {
        if (ownerTokenHash !== undefined && isTokenOf(bearer, ownerTokenHash)) return program;
        return (await read("token", await apiTokens.idOf(bearer))) ?? anonymous;
      }
      const account = await read("account", await sessions.idOf(headers));
      if (account !== undefined) return account;
      const secret = readCookie(headers.cookie, guestCookie);
      return (secret && (await read("guest", await guests.idOf(secret)))) || anonymous;
    },

    async identifyByTicket(ticket, mapId) {
      const holder = await tickets.redeem(ticket, mapId);
      if (holder === undefined) return anonymous;
      return holder.kind === "program" ? program : ((await passes.read(holder)) ?? anonymous);
    },
  };
}
