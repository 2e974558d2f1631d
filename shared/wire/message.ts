import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { AppError } from "../errors.ts";

/** First varUint of every frame: 0–3 are y-websocket's, 4–6 our own, which a stock client ignores. */
const types = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 4, refused: 5, session: 6 } as const;

/** The messages that a stock y-websocket client has no handler for. */
export const ownMessageTypes = [types.saved, types.refused, types.session] as const;

const steps = { syncStep1: 0, syncStep2: 1, update: 2 } as const;

/** Why the server did not take a change (message 5). What can be tried again later is RATE and NOT_SAVED. */
export const refusalCodes = [
  "READ_ONLY",
  "TOO_LARGE",
  "RATE",
  "FOREIGN_CLIENT",
  "MALFORMED",
  "LIMIT",
  "NOT_SAVED",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/**
 * One message a frame. Byte arrays of a decoded message are views into the frame.
 * `saved`: the first `count` Updates and non-empty SyncStep2 of this connection are settled, refused ones included.
 * `refused`: the `index`-th of them (from 1) was not taken; 0 speaks of presence, which is not counted.
 */
export type Message =
  | { type: "syncStep1"; stateVector: Uint8Array }
  | { type: "syncStep2" | "update"; update: Uint8Array }
  | { type: "awareness"; entries: Uint8Array }
  | { type: "auth"; reason: string }
  | { type: "queryAwareness" }
  | { type: "saved"; count: number }
  | { type: "refused"; index: number; code: string; text: string }
  | { type: "session"; state: unknown };

/** Writes a message as the one frame it travels in. */
export function encodeMessage(message: Message): Uint8Array {
  const encoder = encoding.createEncoder();
  switch (message.type) {
    case "syncStep1":
      return encodeSync(encoder, message.type, message.stateVector);
    case "syncStep2":
    case "update":
      return encodeSync(encoder, message.type, message.update);
    case "awareness":
      encoding.writeVarUint(encoder, types.awareness);
      encoding.writeVarUint8Array(encoder, message.entries);
      break;
    case "auth":
      encoding.writeVarUint(encoder, types.auth);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, message.reason);
      break;
    case "queryAwareness":
      encoding.writeVarUint(encoder, types.queryAwareness);
      break;
    case "saved":
      encoding.writeVarUint(encoder, types.saved);
      encoding.writeVarUint(encoder, message.count);
      break;
    case "refused":
      encoding.writeVarUint(encoder, types.refused);
      encoding.writeVarUint(encoder, message.index);
      encoding.writeVarString(encoder, message.code);
      encoding.writeVarString(encoder, message.text);
      break;
    case "session":
      encoding.writeVarUint(encoder, types.session);
      encoding.writeVarString(encoder, JSON.stringify(message.state));
      break;
  }
  return encoding.toUint8Array(encoder);
}

function encodeSync(encoder: encoding.Encoder, step: keyof typeof steps, body: Uint8Array): Uint8Array {
  encoding.writeVarUint(encoder, types.sync);
  encoding.writeVarUint(encoder, steps[step]);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

/**
 * Reads the one message of a frame.
 * @throws AppError MALFORMED for an unknown type, a frame that ends early or one that goes on after its message.
 */
export function decodeMessage(frame: Uint8Array): Message {
  const decoder = decoding.createDecoder(frame);
  let message: Message | undefined;
  try {
    message = readMessage(decoder);
  } catch (cause) {
    throw new AppError("MALFORMED", `The frame cannot be read: ${cause instanceof Error ? cause.message : "?"}`);
  }
  if (message === undefined) throw new AppError("MALFORMED", "The frame is of an unknown type.");
  if (decoding.hasContent(decoder)) throw new AppError("MALFORMED", "The frame goes on after its message.");
  return message;
}

function readMessage(decoder: decoding.Decoder): Message | undefined {
  switch (decoding.readVarUint(decoder)) {
    case types.sync:
      return readSync(decoder);
    case types.awareness:
      return { type: "awareness", entries: decoding.readVarUint8Array(decoder) };
    case types.auth:
      return decoding.readVarUint(decoder) === 0
        ? { type: "auth", reason: decoding.readVarString(decoder) }
        : undefined;
    case types.queryAwareness:
      return { type: "queryAwareness" };
    case types.saved:
      return { type: "saved", count: decoding.readVarUint(decoder) };
    case types.refused:
      return {
        type: "refused",
        index: decoding.readVarUint(decoder),
        code: decoding.readVarString(decoder),
        text: decoding.readVarString(decoder),
      };
    case types.session:
      return { type: "session", state: JSON.parse(decoding.readVarString(decoder)) as unknown };
    default:
      return undefined;
  }
}

function readSync(decoder: decoding.Decoder): Message | undefined {
  const step = decoding.readVarUint(decoder);
  if (step === steps.syncStep1) return { type: "syncStep1", stateVector: decoding.readVarUint8Array(decoder) };
  if (step === steps.syncStep2) return { type: "syncStep2", update: decoding.readVarUint8Array(decoder) };
  if (step === steps.update) return { type: "update", update: decoding.readVarUint8Array(decoder) };
  return undefined;
}

/** Whether an update says nothing: no structs, no deletions. Such a SyncStep2 is not counted as a change. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

/** Whether a frame that a client sends is one that the server counts for `saved`: an Update or a SyncStep2 that says something. */
export function isCountedFrame(frame: Uint8Array): boolean {
  if (frame[0] !== types.sync) return false;
  if (frame[1] === steps.update) return true;
  const isEmpty = frame.length === 5 && frame[2] === 2 && frame[3] === 0 && frame[4] === 0;
  return frame[1] === steps.syncStep2 && !isEmpty;
}
