import { closeCodes } from "../../shared/wire/close.ts";
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

/** How soon somebody whose link ran out is sent out. */
const sweepMs = 1_000;

export function openExpulsion(hub: Hub, guests: Guests, shareLinks: ShareLinks, log: Log): Expulsion {
  const judgeAgain = async (mapId: string, guestIds: readonly string[]) => {
    for (const guestId of guestIds) {
      const guest = await guests.read({ sessionId: guestId });
      const isStillIn = guest?.roles.has(mapId) ?? false;
      hub.closeUser(guestId, isStillIn ? closeCodes.comeBack : closeCodes.signedOut, mapId);
    }
  };

  let sweptUntil = new Date().toISOString();
  const sweep = async () => {
    const until = new Date().toISOString();
    for (const { guestId, mapId } of await shareLinks.guestsOfExpired(sweptUntil, until))
      await judgeAgain(mapId, [guestId]);
    sweptUntil = until;
  };
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.error({ err: error }, "expired links not swept"));
  }, sweepMs).unref();

  return { judgeAgain, close: () => clearInterval(timer) };
}
