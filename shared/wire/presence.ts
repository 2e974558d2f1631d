import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { z } from "zod";
import { limits } from "../limits.ts";

const finite = z.number().min(-1e9).max(1e9);
const id = z.string().max(limits.idChars);

/** Who a person is to the others of a room; written by the server, whatever a client claims. */
export const presenceUser = z.object({ id, name: z.string().max(limits.labelChars), color: z.string().max(40) });

/** What one person shows to the others of a map. Unknown fields are dropped. Distances are in canvas pixels. */
export const presence = z.object({
  user: presenceUser.optional(),
  cursor: z.object({ x: finite, y: finite }).nullish(),
  selection: z.array(id).max(200).nullish(),
  drag: z.object({ ids: z.array(id).max(200), dx: finite, dy: finite }).nullish(),
  view: z.object({ x: finite, y: finite, width: finite, height: finite }).nullish(),
  editing: z.object({ kind: z.string().max(40), id, field: z.string().max(80) }).nullish(),
});

export type PresenceUser = z.infer<typeof presenceUser>;
export type Presence = z.infer<typeof presence>;

/** One person in an awareness message: `state` is JSON, `"null"` when he left. */
export interface PresenceEntry {
  clientId: number;
  /** Grows with each state of this client; an older one is ignored. */
  clock: number;
  state: string;
}

/** The body of an awareness message. */
export function encodePresenceEntries(entries: readonly PresenceEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}

/**
 * Reads the body of an awareness message that speaks of one client only; `undefined` when it speaks of none or several,
 * as the echoes of a stock client do.
 * @throws when the bytes end early.
 */
export function readOwnPresenceEntry(body: Uint8Array): PresenceEntry | undefined {
  const decoder = decoding.createDecoder(body);
  if (decoding.readVarUint(decoder) !== 1) return undefined;
  const clientId = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  return { clientId, clock, state: decoding.readVarString(decoder) };
}
