import * as encoding from "lib0/encoding";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { decodeMessage, encodeMessage } from "../../shared/wire/message.ts";
import { encodePresenceEntries } from "../../shared/wire/presence.ts";
import { connectLight, type LightClient } from "./lightClient.ts";
import type { RoomTarget } from "./roomTarget.ts";

export interface LoadShape {
  /** Number of the first room. */
  firstRoom?: number;
  rooms: number;
  clientsPerRoom: number;
  editorsPerRoom: number;
  updatesPerSecond: number;
  presencePerSecond: number;
  warmUpMs: number;
  measureMs: number;
  /** How long what was sent may take to arrive in the end; absent: half a minute. */
  patienceMs?: number;
}

export interface LoadResult {
  /** Updates that arrived at somebody else, in the measured time. */
  delivered: number;
  /** Of those that should have. */
  share: number;
  presenceShare: number;
  cpuMs: number;
  /** From sending an update to receiving it. */
  p50Ms: number;
  p95Ms: number;
  /** From sending an update to "saved", where the server says so. */
  savedP50Ms: number;
  savedP99Ms: number;
}

interface Editor {
  client: LightClient;
  clientId: number;
  updates: Uint8Array[];
  sentAt: Float64Array;
  sent: number;
  saved: number;
  presenceClock: number;
  nextUpdateAt: number;
  nextPresenceAt: number;
  room: Room;
}

interface Room {
  name: string;
  prefix: Uint8Array;
  editors: Map<number, Editor>;
}

/** What is counted while `isOn`. */
interface Tally {
  isOn: boolean;
  delivered: number;
  presence: number;
  latencies: number[];
  savedLatencies: number[];
}

/**
 * Puts a server under load with clients that only count, and checks with one real document that all of it arrived. When
 * all are in, work begins after `onIn`.
 */
export async function runLoad(
  target: RoomTarget,
  shape: LoadShape,
  onIn: () => Promise<void> = async () => {},
): Promise<LoadResult> {
  const tally: Tally = { isOn: false, delivered: 0, presence: 0, latencies: [], savedLatencies: [] };
  const clients: LightClient[] = [];
  const editors: Editor[] = [];
  const witness = new Y.Doc();
  for (let r = 0; r < shape.rooms; r++) {
    const name = roomName((shape.firstRoom ?? 0) + r);
    const room: Room = { name, prefix: target.prefixOf(name), editors: new Map() };
    const joins = Array.from({ length: shape.clientsPerRoom }, (_, c) =>
      c < shape.editorsPerRoom
        ? joinEditor(target, room, c, shape, tally).then((editor) => {
            editors.push(editor);
            return editor.client;
          })
        : joinReader(
            target,
            room,
            `r${r}-${c}`,
            tally,
            r === 0 && c === shape.clientsPerRoom - 1 ? witness : undefined,
          ),
    );
    clients.push(...(await Promise.all(joins)));
  }
  await onIn();
  const stop = startSending(editors, shape);
  await sleep(shape.warmUpMs);
  const sentBefore = editors.reduce((sum, { sent }) => sum + sent, 0);
  const cpuBefore = await target.cpuMs();
  tally.isOn = true;
  const startedAt = performance.now();
  await sleep(shape.measureMs);
  tally.isOn = false;
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuMs = (await target.cpuMs()) - cpuBefore;
  const sent = editors.reduce((sum, editor) => sum + editor.sent, 0) - sentBefore;
  stop();
  // A relay under too much gets to it some time; what counts is what arrived in time.
  if (target.keepsDocuments) await arrived(editors, witness, shape);
  for (const client of clients) client.close();
  const presenceExpected = editors.length * shape.presencePerSecond * seconds * (shape.clientsPerRoom - 1);
  return {
    delivered: tally.delivered,
    share: tally.delivered / (sent * (shape.clientsPerRoom - 1)),
    presenceShare: presenceExpected ? tally.presence / presenceExpected : 1,
    cpuMs,
    p50Ms: quantile(tally.latencies, 0.5),
    p95Ms: quantile(tally.latencies, 0.95),
    savedP50Ms: quantile(tally.savedLatencies, 0.5),
    savedP99Ms: quantile(tally.savedLatencies, 0.99),
  };
}

export function roomName(index: number): string {
  return `room${index}`;
}

export async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

export function quantile(values: number[], at: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

async function joinEditor(
  target: RoomTarget,
  room: Room,
  index: number,
  shape: LoadShape,
  tally: Tally,
): Promise<Editor> {
  const total = Math.ceil(((shape.warmUpMs + shape.measureMs) / 1_000 + 5) * shape.updatesPerSecond) + 2;
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) =>
    updates.push(framed(room.prefix, encodeMessage({ type: "update", update }))),
  );
  for (let i = 0; i < total; i++) doc.getMap("bench").set(`editor ${index}`, `value ${i}`);
  const user = `${room.name}-${index}`;
  const receive = receiver(room, tally, doc.clientID);
  const editor: Editor = {
    client: await connectLight(urlOf(target, room, user), target.pathOf(room.name, user), (payload) => {
      if (payload[room.prefix.length] === 4 && room.prefix.length === 0) noteSaved(editor, payload, tally);
      else receive(payload);
    }),
    clientId: doc.clientID,
    updates,
    sentAt: new Float64Array(total),
    sent: 0,
    saved: 0,
    presenceClock: 0,
    nextUpdateAt: 0,
    nextPresenceAt: 0,
    room,
  };
  room.editors.set(doc.clientID, editor);
  greet(editor.client, target, room);
  return editor;
}

async function joinReader(
  target: RoomTarget,
  room: Room,
  user: string,
  tally: Tally,
  witness?: Y.Doc,
): Promise<LightClient> {
  const receive = receiver(room, tally, undefined);
  const client = await connectLight(urlOf(target, room, user), target.pathOf(room.name, user), (payload) => {
    receive(payload);
    if (witness && payload[room.prefix.length] === 0) apply(witness, payload.subarray(room.prefix.length));
  });
  greet(client, target, room);
  return client;
}

function urlOf(target: RoomTarget, room: Room, user: string): string {
  return target.urlOf?.(room.name, user) ?? target.url;
}

function greet(client: LightClient, target: RoomTarget, room: Room): void {
  for (const frame of target.greeting(room.name)) client.send(framed(room.prefix, frame));
  if (target.keepsDocuments)
    client.send(framed(room.prefix, encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) })));
}

function framed(prefix: Uint8Array, message: Uint8Array): Uint8Array {
  return prefix.length === 0 ? message : new Uint8Array([...prefix, ...message]);
}

function apply(doc: Y.Doc, message: Uint8Array): void {
  const decoded = decodeMessage(message);
  if (decoded.type === "update" || decoded.type === "syncStep2") Y.applyUpdate(doc, decoded.update);
}

/** Counts what arrives at one client; each update once, however often or in whatever company it comes. */
function receiver(room: Room, tally: Tally, own: number | undefined): (payload: Uint8Array) => void {
  const known = new Map<number, number>();
  const skip = room.prefix.length;
  const note = (clientId: number, from: number, to: number) => {
    const editor = room.editors.get(clientId);
    if (!editor || clientId === own) return;
    const before = Math.max(from, known.get(clientId) ?? 0);
    if (to <= before) return;
    known.set(clientId, to);
    if (!tally.isOn) return;
    const now = performance.now();
    for (let clock = before; clock < to; clock++) tally.latencies.push(now - (editor.sentAt[clock] ?? now));
    tally.delivered += to - before;
  };
  return (payload) => {
    const type = payload[skip];
    if (type === 1) {
      if (tally.isOn) tally.presence += presenceEntries(payload, skip, own);
      return;
    }
    if (type !== 0 || payload[skip + 1] === 0) return;
    const decoder = decoding.createDecoder(payload.subarray(skip + 2));
    const update = decoding.readVarUint8Array(decoder);
    const inner = decoding.createDecoder(update);
    // Most updates are one struct of one client.
    if (decoding.readVarUint(inner) === 1 && decoding.readVarUint(inner) === 1) {
      const clientId = decoding.readVarUint(inner);
      const clock = decoding.readVarUint(inner);
      note(clientId, clock, clock + 1);
      return;
    }
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [clientId, clock] of from) note(clientId, clock, to.get(clientId) ?? clock);
  };
}

function presenceEntries(payload: Uint8Array, skip: number, own: number | undefined): number {
  const decoder = decoding.createDecoder(payload.subarray(skip + 1));
  decoding.readVarUint(decoder);
  let count = 0;
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    if (decoding.readVarUint(decoder) !== own) count += 1;
    decoding.readVarUint(decoder);
    const length = decoding.readVarUint(decoder);
    decoder.pos += length;
  }
  return count;
}

function noteSaved(editor: Editor, payload: Uint8Array, tally: Tally): void {
  const count = decoding.readVarUint(decoding.createDecoder(payload.subarray(1)));
  const now = performance.now();
  if (tally.isOn) for (let i = editor.saved; i < count; i++) tally.savedLatencies.push(now - (editor.sentAt[i] ?? now));
  editor.saved = count;
}

/** Every editor writes and moves at its own even pace, out of step with the others. */
function startSending(editors: readonly Editor[], { updatesPerSecond, presencePerSecond }: LoadShape): () => void {
  const updateMs = 1_000 / updatesPerSecond;
  const presenceMs = presencePerSecond > 0 ? 1_000 / presencePerSecond : Number.POSITIVE_INFINITY;
  const start = performance.now();
  editors.forEach((editor, index) => {
    editor.nextUpdateAt = start + updateMs * (((index * 0.618) % 1) + 0.1);
    editor.nextPresenceAt = start + presenceMs * (((index * 0.381) % 1) + 0.1);
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const editor of editors) {
      while (editor.nextUpdateAt <= now && editor.sent < editor.updates.length) {
        editor.sentAt[editor.sent] = performance.now();
        editor.client.send(editor.updates[editor.sent] ?? new Uint8Array());
        editor.sent += 1;
        editor.nextUpdateAt += updateMs;
      }
      if (editor.nextPresenceAt > now) continue;
      editor.client.send(presenceOf(editor));
      editor.nextPresenceAt += presenceMs;
    }
  }, 1);
  return () => clearInterval(timer);
}

function presenceOf(editor: Editor): Uint8Array {
  const clock = ++editor.presenceClock;
  const state = `{"user":{"id":"u","name":"Somebody","color":"#30bced"},"cursor":{"x":${clock % 997},"y":${clock % 613}}}`;
  const entries = encodePresenceEntries([{ clientId: editor.clientId, clock, state }]);
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, editor.room.prefix);
  encoding.writeUint8Array(encoder, encodeMessage({ type: "awareness", entries }));
  return encoding.toUint8Array(encoder);
}

/** The real document of one reader ends with the last value of every editor of its room. @throws when it does not. */
async function arrived(
  editors: readonly Editor[],
  witness: Y.Doc,
  { updatesPerSecond, patienceMs = 30_000 }: LoadShape,
): Promise<void> {
  const first = editors[0]?.room;
  const own = editors.filter(({ room }) => room === first);
  const isThere = () =>
    [...own.entries()].every(([, editor]) => Y.getState(witness.store, editor.clientId) >= editor.sent);
  const deadline = performance.now() + patienceMs;
  while (!isThere()) {
    if (performance.now() > deadline) throw new Error(`not everything arrived (${updatesPerSecond} updates a second)`);
    await sleep(20);
  }
}
