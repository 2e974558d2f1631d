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

/**
 * Reads what the schema above allows, or `undefined`. By hand, because it happens thirty times a second for everyone in
 * every room; a test shows that both agree.
 */
export function readPresence(value: unknown): Presence | undefined {
  if (!isObject(value)) return undefined;
  const { user, cursor, selection, drag, view, editing } = value;
  const read: Presence = {};
  if (user !== undefined) {
    if (!isObject(user) || !isText(user.id, limits.idChars)) return undefined;
    if (!isText(user.name, limits.labelChars) || !isText(user.color, 40)) return undefined;
    read.user = { id: user.id, name: user.name, color: user.color };
  }
  if (cursor !== undefined) {
    if (cursor !== null && !(isObject(cursor) && areFinite(cursor.x, cursor.y))) return undefined;
    read.cursor = cursor && { x: cursor.x as number, y: cursor.y as number };
  }
  if (selection !== undefined) {
    if (selection !== null && !areIds(selection)) return undefined;
    read.selection = selection;
  }
  if (drag !== undefined) {
    if (drag !== null && !(isObject(drag) && areIds(drag.ids) && areFinite(drag.dx, drag.dy))) return undefined;
    read.drag = drag && { ids: drag.ids as string[], dx: drag.dx as number, dy: drag.dy as number };
  }
  if (view !== undefined) {
    if (view !== null && !(isObject(view) && areFinite(view.x, view.y, view.width, view.height))) return undefined;
    const { x, y, width, height } = (view ?? {}) as Record<"x" | "y" | "width" | "height", number>;
    read.view = view && { x, y, width, height };
  }
  if (editing !== undefined) {
    if (editing !== null && !(isObject(editing) && isText(editing.kind, 40) && isText(editing.field, 80)))
      return undefined;
    if (editing !== null && !isText(editing.id, limits.idChars)) return undefined;
    const { kind, id, field } = (editing ?? {}) as Record<"kind" | "id" | "field", string>;
    read.editing = editing && { kind, id, field };
  }
  return read;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown, maxChars: number): value is string {
  return typeof value === "string" && value.length <= maxChars;
}

function areFinite(...values: unknown[]): boolean {
  return values.every((value) => typeof value === "number" && value >= -1e9 && value <= 1e9);
}

function areIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 200 && value.every((id) => isText(id, limits.idChars));
}

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
  return encoding.toUint8Array(encodeEntries(entries));
}

/** The awareness message of these entries. */
export function encodePresenceMessage(entries: readonly PresenceEntry[]): Uint8Array {
  const body = encodeEntries(entries);
  const message = encoding.createEncoder();
  encoding.writeVarUint(message, awarenessType);
  encoding.writeVarUint(message, encoding.length(body));
  encoding.writeBinaryEncoder(message, body);
  return encoding.toUint8Array(message);
}

function encodeEntries(entries: readonly PresenceEntry[]): encoding.Encoder {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoder;
}

/** The first varUint of an awareness message; see message.ts. */
const awarenessType = 1;

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
