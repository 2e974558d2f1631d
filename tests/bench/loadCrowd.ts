import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { comeBackWithinMs } from "../../shared/wire/close.ts";
import { decodeMessage, encodeMessage, isEmptyUpdate } from "../../shared/wire/message.ts";
import { encodePresenceEntries } from "../../shared/wire/presence.ts";
import { connectLight, type LightClient } from "./lightClient.ts";
import type { Visitor } from "./loadStudio.ts";

/** What a crowd saw while it was watched. */
export interface Seen {
  /** From sending a change to its arrival at another one, and to "saved", in milliseconds. */
  propagationMs: number[];
  savedMs: number[];
  sent: number;
  arrived: number;
  presence: number;
  /** Close codes of connections that the server ended or refused. */
  closes: Map<number | undefined, number>;
}

/** What one person does. */
export interface Habits {
  updatesPerSecond: number;
  presencePerSecond: number;
}

const greeting = encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) });

/**
 * Many people on light connections, in many maps. They count what arrives and hold no document, but for editors, who
 * write real changes of real records: titles of touchpoints.
 */
export class Crowd {
  readonly #url: string;
  readonly #people: LightPerson[] = [];
  /** When each change was sent: by client id and clock. */
  readonly #sentAt = new Map<number, { map: string; times: Map<number, number> }>();
  #seen = newSeen();
  #isWatching = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  get size(): number {
    return this.#people.length;
  }

  get synced(): number {
    return this.#people.filter(({ isSynced }) => isSynced).length;
  }

  /** Lets people into a map; resolves when all have the document. `habits` of the first so many, who may write. */
  async join(map: string, visitors: readonly Visitor[], writers: number, habits: Habits): Promise<void> {
    const people = visitors.map(
      (visitor, index) => new LightPerson(this, this.#url, map, visitor, index < writers ? habits : undefined),
    );
    this.#people.push(...people);
    await Promise.all(people.map((person) => person.come()));
  }

  /** Everybody acts by his habits from now on. */
  start(): void {
    const start = performance.now();
    const actors = this.#people.filter(({ habits }) => habits);
    actors.forEach((person, index) => person.begin(start, index));
    this.#timer = setInterval(() => {
      const now = performance.now();
      for (const person of actors) person.act(now);
    }, 2);
  }

  /** Counts for so long. */
  async watch(ms: number): Promise<Seen> {
    this.#seen = newSeen();
    this.#isWatching = true;
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#isWatching = false;
    return this.#seen;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.stop();
    for (const person of this.#people) person.close();
  }

  /** How far each writer has written, by map and client id. */
  get written(): { map: string; clientId: number; clock: number }[] {
    return [...this.#sentAt].map(([clientId, { map, times }]) => ({ map, clientId, clock: Math.max(...times.keys()) }));
  }

  noteSent(map: string, clientId: number, clock: number): void {
    const sender = this.#sentAt.get(clientId) ?? { map, times: new Map<number, number>() };
    this.#sentAt.set(clientId, sender);
    sender.times.set(clock, performance.now());
    if (this.#isWatching) this.#seen.sent += 1;
  }

  noteArrived(clientId: number, from: number, to: number): void {
    const times = this.#sentAt.get(clientId)?.times;
    if (!this.#isWatching || !times) return;
    const now = performance.now();
    for (let clock = from; clock < to; clock++) {
      const at = times.get(clock);
      if (at === undefined) continue;
      this.#seen.arrived += 1;
      this.#seen.propagationMs.push(now - at);
    }
  }

  noteSaved(ms: number): void {
    if (this.#isWatching) this.#seen.savedMs.push(ms);
  }

  notePresence(): void {
    if (this.#isWatching) this.#seen.presence += 1;
  }

  noteClose(code: number | undefined): void {
    this.#seen.closes.set(code, (this.#seen.closes.get(code) ?? 0) + 1);
  }
}

function newSeen(): Seen {
  return { propagationMs: [], savedMs: [], sent: 0, arrived: 0, presence: 0, closes: new Map() };
}

/** One of them. Comes back by himself, with the waits of the studio's own page. */
class LightPerson {
  readonly map: string;
  readonly habits: Habits | undefined;
  readonly #crowd: Crowd;
  readonly #url: string;
  readonly #visitor: Visitor;
  #client: LightClient | undefined;
  #doc: Y.Doc | undefined;
  #touchpoint = "";
  #unsavedSince: number[] = [];
  #savedCount = 0;
  #failures = 0;
  #isLeaving = false;
  #nextUpdateAt = 0;
  #nextPresenceAt = 0;
  #presenceClock = 0;
  #writes = 0;
  #onSynced: (() => void) | undefined;
  isSynced = false;

  constructor(crowd: Crowd, url: string, map: string, visitor: Visitor, habits: Habits | undefined) {
    this.#crowd = crowd;
    this.#url = url;
    this.map = map;
    this.#visitor = visitor;
    this.habits = habits;
  }

  /** Resolves when he has the document, however often he has to come. */
  async come(): Promise<void> {
    const synced = new Promise<void>((resolve) => (this.#onSynced = resolve));
    void this.#connect();
    await synced;
  }

  close(): void {
    this.#isLeaving = true;
    this.#client?.close();
  }

  begin(start: number, index: number): void {
    const spread = (index * 0.618) % 1;
    this.#nextUpdateAt = start + (spread * 1_000) / (this.habits?.updatesPerSecond ?? 1);
    this.#nextPresenceAt = start + (spread * 1_000) / (this.habits?.presencePerSecond ?? 1);
  }

  act(now: number): void {
    if (!this.habits || !this.isSynced) return;
    if (now >= this.#nextUpdateAt && this.habits.updatesPerSecond > 0) {
      this.#write();
      this.#nextUpdateAt = Math.max(this.#nextUpdateAt + 1_000 / this.habits.updatesPerSecond, now - 1_000);
    }
    if (now >= this.#nextPresenceAt && this.habits.presencePerSecond > 0) {
      this.#point();
      this.#nextPresenceAt = Math.max(this.#nextPresenceAt + 1_000 / this.habits.presencePerSecond, now - 1_000);
    }
  }

  async #connect(): Promise<void> {
    try {
      this.#client = await connectLight(
        this.#url,
        `/sync/${this.map}`,
        (payload) => this.#hear(payload),
        (code) => this.#lost(code),
        this.#visitor.headers,
      );
      if (this.#isLeaving) this.#client.close();
      else this.#client.send(greeting);
    } catch {
      this.#crowd.noteClose(undefined);
      this.#comeBack();
    }
  }

  #lost(code: number | undefined): void {
    if (this.#isLeaving || !this.#client) return;
    this.#client = undefined;
    this.isSynced = false;
    this.#unsavedSince = [];
    this.#savedCount = 0;
    this.#crowd.noteClose(code);
    this.#comeBack();
  }

  #comeBack(): void {
    if (this.#isLeaving) return;
    const ceilingMs = Math.min(comeBackWithinMs, 2 ** (this.#failures + 1) * 200);
    const waitMs = Math.min(2 ** this.#failures * 100, Math.random() * ceilingMs);
    this.#failures += 1;
    setTimeout(() => void this.#connect(), waitMs);
  }

  #hear(payload: Uint8Array): void {
    if (payload[0] === 1) this.#crowd.notePresence();
    else if (payload[0] === 4) this.#hearSaved(payload);
    else if (payload[0] === 0 && payload[1] === 1) this.#hearDocument(payload);
    else if (payload[0] === 0 && payload[1] === 0)
      this.#client?.send(encodeMessage({ type: "syncStep2", update: this.#missing(payload) }));
    else if (payload[0] === 0) {
      const { from, to } = Y.parseUpdateMeta(updateIn(payload));
      for (const [clientId, clock] of from) this.#crowd.noteArrived(clientId, clock, to.get(clientId) ?? clock);
    }
  }

  /** What he has and the server lacks: what he wrote and was not told of as saved. */
  #missing(payload: Uint8Array): Uint8Array {
    const message = decodeMessage(payload);
    if (!this.#doc || message.type !== "syncStep1") return new Uint8Array([0, 0]);
    const update = Y.encodeStateAsUpdate(this.#doc, message.stateVector);
    // One that says something is counted for "saved" like any other change.
    if (!isEmptyUpdate(update)) this.#unsavedSince.push(performance.now());
    return update;
  }

  #hearDocument(payload: Uint8Array): void {
    if (this.habits && !this.#doc) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, updateIn(payload));
      const keys = [...doc.getMap("touchpoint").keys()];
      this.#touchpoint = keys[doc.clientID % keys.length] ?? "";
      doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== this) return;
        const from = Y.parseUpdateMeta(update).from.get(doc.clientID) ?? 0;
        this.#unsavedSince.push(performance.now());
        this.#crowd.noteSent(this.map, doc.clientID, from);
        this.#client?.send(encodeMessage({ type: "update", update }));
      });
      this.#doc = doc;
    }
    this.isSynced = true;
    this.#failures = 0;
    this.#onSynced?.();
  }

  #hearSaved(payload: Uint8Array): void {
    const count = decoding.readVarUint(decoding.createDecoder(payload.subarray(1)));
    const now = performance.now();
    for (const at of this.#unsavedSince.splice(0, count - this.#savedCount)) this.#crowd.noteSaved(now - at);
    this.#savedCount = count;
  }

  #write(): void {
    const doc = this.#doc;
    const record = doc?.getMap("touchpoint").get(this.#touchpoint);
    if (!doc || !(record instanceof Y.Map)) return;
    const title = `Written ${++this.#writes} by ${doc.clientID}`;
    doc.transact(() => record.set("title", title), this);
  }

  #point(): void {
    const { clientID } = this.#doc ?? {};
    if (clientID === undefined) return;
    const clock = ++this.#presenceClock;
    const state = `{"user":{"id":"u","name":"Somebody","color":"#30bced"},"cursor":{"x":${clock % 997},"y":${clock % 613}}}`;
    const entries = encodePresenceEntries([{ clientId: clientID, clock, state }]);
    this.#client?.send(encodeMessage({ type: "awareness", entries }));
  }
}

function updateIn(payload: Uint8Array): Uint8Array {
  return decoding.readVarUint8Array(decoding.createDecoder(payload.subarray(2)));
}
