import { closeCodes } from "../../shared/wire/close.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { Guests } from "../auth/guests.ts";
import type { ShareLinks } from "../auth/shareLinks.ts";
import type { Log } from "../log.ts";
import type { Hub } from "../sync/hub.ts";

/** Sends people out of rooms when their rights change. */
export interface Expulsion {
  /** Closes these guests' sockets to a map: for good when nothing lets them in any more, else to come back with less. */
  judgeAgain(mapId: string, guestIds: readonly string[]): Promise<void>;
  close(): void;
}

export interface ExpulsionDeps {
  hub: Hub;
  accounts: Accounts;
  guests: Guests;
  shareLinks: ShareLinks;
  log: Log;
}

/** How soon somebody whose link or session ran out is sent out. */
const sweepMs = 1_000;

export function openExpulsion({ hub, accounts, guests, shareLinks, log }: ExpulsionDeps): Expulsion {
  const judgeAgain = async (mapId: string, guestIds: readonly string[]) => {
    for (const guestId of guestIds) {
      const guest = await guests.read({ sessionId: guestId });
      const isStillIn = guest?.roles.has(mapId) ?? false;
      hub.closeUser(guestId, isStillIn ? closeCodes.comeBack : closeCodes.signedOut, mapId);
    }
  };

  let sweptUntil = new Date().toISOString();
  const sweepLinks = async () => {
    const until = new Date().toISOString();
    for (const { guestId, mapId } of await shareLinks.guestsOfExpired(sweptUntil, until))
      await judgeAgain(mapId, [guestId]);
    sweptUntil = until;
  };
  const sweepSessions = async () => {
    const open = hub.sessions();
    if (open.size === 0) return;
    const ids = [...open];
    const live = new Set((await Promise.all([accounts.live(ids), guests.live(ids)])).flat());
    for (const id of ids) if (!live.has(id)) hub.closeSession(id, closeCodes.signedOut);
  };
  const logged = (what: string) => (error: unknown) => log.error({ err: error }, `expired ${what} not swept`);
  const timer = setInterval(() => {
    sweepLinks().catch(logged("links"));
    sweepSessions().catch(logged("sessions"));
  }, sweepMs).unref();

  return { judgeAgain, close: () => clearInterval(timer) };
}
