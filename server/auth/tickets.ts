import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import type { Pass } from "./passes.ts";
import { hashToken, newToken } from "./token.ts";

/** Whom a ticket was made for; what he may do is asked again when it is used. */
export type TicketHolder = { kind: "program" } | Pass;

/** One-use passes to a map's sync socket, for programs that cannot send a header or a cookie with an upgrade. */
export interface Tickets {
  create(mapId: string, holder: TicketHolder): Promise<{ ticket: string; expiresAt: string }>;
  /** Its holder; `undefined` when it is unknown, used, too old or for another map. */
  redeem(ticket: string, mapId: string): Promise<TicketHolder | undefined>;
}

export function openTickets(db: Database): Tickets {
  return {
    async create(mapId, holder) {
      const ticket = newToken();
      const expiresAt = new Date(Date.now() + limits.ticketTtlMs).toISOString();
      await db.deleteFrom("ticket").where("expiresAt", "<=", new Date().toISOString()).execute();
      const row = { tokenHash: hashToken(ticket), mapId, holder: JSON.stringify(holder), expiresAt };
      await db.insertInto("ticket").values(row).execute();
      return { ticket, expiresAt };
    },

    async redeem(ticket, mapId) {
      const row = await db
        .deleteFrom("ticket")
        .where("tokenHash", "=", hashToken(ticket))
        .where("mapId", "=", mapId)
        .where("expiresAt", ">", new Date().toISOString())
        // Further ahead than a ticket lives: the clock was set back since, and the ticket may be of any age.
        .where("expiresAt", "<=", new Date(Date.now() + limits.ticketTtlMs).toISOString())
        .returning("holder")
        .executeTakeFirst();
      return row && (JSON.parse(row.holder) as TicketHolder);
    },
  };
}
