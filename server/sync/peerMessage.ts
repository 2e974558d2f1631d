import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { PresenceEntry } from "../../shared/wire/presence.ts";
import type { TailRow } from "./tail.ts";

/** One client's presence as another node's room shows it. */
export interface PeerEntry extends PresenceEntry {
  /** Whether who shows it may edit: only then it lays claim to the client id. */
  canEdit: boolean;
}

/**
 * What the rooms of one map on several nodes say to each other. `rows` are in the log already; `presence` is all of a
 * node's people when it is whole; `hello` asks for that; `tell` is a message for everybody who has the map open.
 */
export type PeerMessage =
  | { type: "rows"; generation: string; rows: readonly TailRow[] }
  | { type: "presence"; isWhole: boolean; entries: readonly PeerEntry[] }
  | { type: "hello" }
  | { type: "bye" }
  | { type: "tell"; message: Uint8Array };

const types: readonly PeerMessage["type"][] = ["rows", "presence", "hello", "bye", "tell"];

export function encodePeerMessage(message: PeerMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, types.indexOf(message.type));
  if (message.type === "rows") {
    encoding.writeVarString(encoder, message.generation);
    encoding.writeVarUint(encoder, message.rows.length);
    for (const { seq, user, bytes, newClients = [] } of message.rows) {
      encoding.writeVarUint(encoder, seq);
      encoding.writeVarString(encoder, user);
      encoding.writeVarUint8Array(encoder, bytes);
      encoding.writeVarUint(encoder, newClients.length);
      for (const client of newClients) encoding.writeVarUint(encoder, client);
    }
  } else if (message.type === "presence") {
    encoding.writeVarUint(encoder, message.isWhole ? 1 : 0);
    encoding.writeVarUint(encoder, message.entries.length);
    for (const { clientId, clock, state, canEdit } of message.entries) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
      encoding.writeVarUint(encoder, canEdit ? 1 : 0);
    }
  } else if (message.type === "tell") encoding.writeVarUint8Array(encoder, message.message);
  return encoding.toUint8Array(encoder);
}

/** @throws when it is of an unknown type or ends early. */
export function decodePeerMessage(bytes: Uint8Array): PeerMessage {
  const decoder = decoding.createDecoder(bytes);
  const type = types[decoding.readVarUint(decoder)];
  switch (type) {
    case "rows": {
      const generation = decoding.readVarString(decoder);
      const rows = listOf(decoder, () => ({
        seq: decoding.readVarUint(decoder),
        user: decoding.readVarString(decoder),
        // A copy: the message's buffer holds others', and the row may be kept for long.
        bytes: decoding.readVarUint8Array(decoder).slice(),
        newClients: listOf(decoder, () => decoding.readVarUint(decoder)),
      }));
      return { type, generation, rows };
    }
    case "presence": {
      const isWhole = decoding.readVarUint(decoder) === 1;
      const entries = listOf(decoder, () => ({
        clientId: decoding.readVarUint(decoder),
        clock: decoding.readVarUint(decoder),
        state: decoding.readVarString(decoder),
        canEdit: decoding.readVarUint(decoder) === 1,
      }));
      return { type, isWhole, entries };
    }
    case "tell":
      return { type, message: decoding.readVarUint8Array(decoder).slice() };
    case "hello":
    case "bye":
      return { type };
    default:
      throw new Error("A node said something of an unknown kind.");
  }
}

function listOf<T>(decoder: decoding.Decoder, read: () => T): T[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, read);
}
