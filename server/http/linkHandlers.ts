import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import { syncPath } from "../../shared/wire/version.ts";
import { passOf } from "../auth/passes.ts";
import { decide } from "../auth/policy.ts";
import type { ShareLinks } from "../auth/shareLinks.ts";
import type { Tickets } from "../auth/tickets.ts";
import type { Maps } from "../store/maps.ts";
import type { Expulsion } from "./expulsion.ts";
import { refusal } from "./guard.ts";
import type { Handlers } from "./handler.ts";

export interface LinkDeps {
  shareLinks: ShareLinks;
  tickets: Tickets;
  maps: Maps;
  expulsion: Expulsion;
  /** The studio's address as this asker reaches it. */
  originOf: (request: FastifyRequest) => string;
}

type Names = "listLinks" | "createLink" | "revokeLink" | "createTicket";

/** Ways into a map: share links for people, tickets for programs. */
export function linkHandlers({ shareLinks, tickets, maps, expulsion, originOf }: LinkDeps): Handlers<Names> {
  return {
    listLinks: ({ params }) => shareLinks.list(params.map),

    async createLink({ params, body, request }) {
      const { token, ...link } = await shareLinks.create(params.map, body);
      request.trail.object = { kind: "link", id: link.id };
      request.trail.details = { role: link.role };
      return { ...link, url: `${originOf(request)}/join#${token}` };
    },

    async revokeLink({ params }) {
      if (!(await shareLinks.revoke(params.map, params.link)))
        throw new AppError("NOT_FOUND", "This map has no such link, or it has ended.");
      await expulsion.judgeAgain((mapId, { pass }) => mapId === params.map && pass !== undefined);
    },

    async createTicket({ who, body }) {
      const verdict = decide("sync.join", who, { map: await maps.place(body.map) });
      if (verdict !== "allowed") throw refusal(verdict);
      const holder = passOf(who) ?? { kind: "program" as const };
      const { ticket, expiresAt } = await tickets.create(body.map, holder);
      return { ticket, expiresAt, url: `${syncPath(body.map)}?ticket=${ticket}` };
    },
  };
}
