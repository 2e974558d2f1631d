import type { IncomingHttpHeaders } from "node:http";
import type { User } from "../../shared/api/people.ts";
import type { Maps } from "../store/maps.ts";
import type { Identity } from "./identity.ts";
import { type Pass, passOf } from "./passes.ts";
import { type Verdict, decide } from "./policy.ts";

/** Whether somebody may join a map's room, with which pass, and whether his changes are taken. */
export type Admission = { user: User; pass?: Pass; canEdit: boolean } | { refused: Exclude<Verdict, "allowed"> };

/** Judges who wants to join a map's room: by ticket, or by bearer token or cookie. */
export type Admit = (headers: IncomingHttpHeaders, mapId: string, ticket: string | undefined) => Promise<Admission>;

export function openAdmission(identity: Identity, maps: Maps): Admit {
  return async (headers, mapId, ticket) => {
    const who =
      ticket === undefined ? await identity.identify(headers) : await identity.identifyByTicket(ticket, mapId);
    const map = await maps.place(mapId);
    const verdict = decide("sync.join", who, { map });
    if (verdict !== "allowed") return { refused: verdict };
    if (who.kind === "anonymous") return { refused: "SIGNED_OUT" };
    const pass = passOf(who);
    return { user: who.user, ...(pass && { pass }), canEdit: decide("sync.update", who, { map }) === "allowed" };
  };
}
