import * as Y from "yjs";
import type { Connection, Hub } from "../../../server/sync/hub.ts";
import type { Packet, Transport } from "../../../server/sync/transport.ts";
import { decodeMessage, encodeMessage, isEmptyUpdate, type Message } from "../../../shared/wire/message.ts";
import { encodePresenceEntries, type PresenceEntry } from "../../../shared/wire/presence.ts";
import * as decoding from "lib0/decoding";

/** A transport whose network is an array. */
export class ArrayTransport implements Transport {
  readonly packets: Packet[] = [];
  readonly pauses: number[] = [];
  closed: { code: number; reason: string } | undefined;
  unsentBytes = 0;
  onMessage: (message: Message) => void = () => {};
  #onceTaken: (() => void)[] = [];

  write(packet: Packet): void {
    this.packets.push(packet);
    for (const message of packet.messages) this.onMessage(decodeMessage(message));
  }

  onceTaken(listener: () => void): void {
    this.#onceTaken.push(listener);
  }

  /** The network takes all that was written. */
  take(): void {
    this.unsentBytes = 0;
    for (const listener of this.#onceTaken.splice(0)) listener();
  }

  pause(ms: number): void {
    this.pauses.push(ms);
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }
}

/** Somebody with a document of his own who speaks the protocol as a stock client does. */
export class Person {
  readonly doc = new Y.Doc();
  readonly transport = new ArrayTransport();
  readonly received: Message[] = [];
  readonly presences = new Map<number, unknown>();
  sent = 0;
  saved = 0;
  /** While false he keeps what he writes to himself. */
  isOnline = true;
  #connection: Connection | undefined;

  constructor() {
    this.transport.onMessage = (message) => this.#hear(message);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isOnline) this.send({ type: "update", update });
    });
  }

  /** Comes in and greets. */
  static async join(
    hub: Hub,
    userId: string,
    options: { canEdit?: boolean; generation?: string } = {},
  ): Promise<Person> {
    const person = new Person();
    await person.enter(hub, userId, options);
    person.greet();
    return person;
  }

  async enter(
    hub: Hub,
    userId: string,
    { canEdit = true, generation, map = "map" }: { canEdit?: boolean; generation?: string; map?: string } = {},
  ): Promise<void> {
    const member = { userId, name: userId.toUpperCase(), color: "#123456", canEdit };
    this.#connection = await hub.join(map, member, this.transport, generation);
  }

  greet(): void {
    this.send({ type: "syncStep1", stateVector: Y.encodeStateVector(this.doc) });
  }

  leave(): void {
    this.#connection?.leave();
  }

  send(message: Message): void {
    if (message.type === "update" || (message.type === "syncStep2" && !isEmptyUpdate(message.update))) this.sent += 1;
    this.sendBytes(encodeMessage(message));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#connection?.receive(bytes);
  }

  /** Writes one value; tests read it with `value`. */
  write(key: string, value: unknown): void {
    this.doc.getMap("test").set(key, value);
  }

  value(key: string): unknown {
    return this.doc.getMap("test").get(key);
  }

  show(state: unknown, entry: Partial<PresenceEntry> = {}): void {
    const whole = { clientId: this.doc.clientID, clock: 1, state: JSON.stringify(state), ...entry };
    this.send({ type: "awareness", entries: encodePresenceEntries([whole]) });
  }

  of<T extends Message["type"]>(type: T): Extract<Message, { type: T }>[] {
    return this.received.filter((message): message is Extract<Message, { type: T }> => message.type === type);
  }

  #hear(message: Message): void {
    this.received.push(message);
    if (message.type === "syncStep2" || message.type === "update") Y.applyUpdate(this.doc, message.update, this);
    if (message.type === "syncStep1")
      this.send({ type: "syncStep2", update: Y.encodeStateAsUpdate(this.doc, message.stateVector) });
    if (message.type === "saved") this.saved = message.count;
    if (message.type === "awareness")
      for (const { clientId, state } of readEntries(message.entries)) this.presences.set(clientId, JSON.parse(state));
  }
}

function readEntries(body: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(body);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    clientId: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: decoding.readVarString(decoder),
  }));
}
