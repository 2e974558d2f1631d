import type { IncomingMessage } from "node:http";
import { limits } from "../../shared/limits.ts";
import type { Admit } from "../auth/admission.ts";
import type { Admission } from "../sync/socket.ts";
import { AddressRate } from "./addressRate.ts";

/**
 * Stands before the sync socket: judges who wants to join a map's room. One address may ask so often, and be wrong so
 * often; past that nothing is looked up for it.
 * @param wrongPasses shared with HTTP, so that a search gains nothing by changing doors.
 */
export function openSocketGuard(
  admit: Admit,
  wrongPasses: AddressRate,
  addressOf: (request: IncomingMessage) => string,
) {
  const upgrades = new AddressRate(limits.upgradesPerSecond, limits.upgradesBurst);
  return async (request: IncomingMessage, mapId: string): Promise<Admission> => {
    const address = addressOf(request);
    const { authorization, cookie } = request.headers;
    const ticket = ticketOf(request);
    const isGuessable = ticket !== undefined || authorization !== undefined;
    if (!upgrades.take(address) || (isGuessable && !wrongPasses.has(address))) return { refused: "RATE" };
    const admission = await admit(request.headers, mapId, ticket);
    if ("refused" in admission) {
      const isWrong = admission.refused === "SIGNED_OUT" && (isGuessable || cookie !== undefined);
      return isWrong && !wrongPasses.take(address) ? { refused: "RATE" } : admission;
    }
    const { user, ...rights } = admission;
    return { member: { userId: user.id, name: user.name, color: user.color, ...rights } };
  };
}

function ticketOf({ url = "" }: IncomingMessage): string | undefined {
  return new URLSearchParams(url.split("?")[1]).get("ticket") ?? undefined;
}
