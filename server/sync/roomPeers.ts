import type { Bus } from "../bus/bus.ts";
import type { Clock } from "../clock.ts";
import { decodePeerMessage, encodePeerMessage, type PeerEntry, type PeerMessage } from "./peerMessage.ts";
import type { Report } from "./report.ts";
import type { TailRow } from "./tail.ts";

/** All of a node's people in a room are said again so often, for whoever did not hear it. */
const wholePresenceMs = 3_000;

/** What the other nodes' rooms want of this one. */
export interface PeerEars {
  rows(generation: string, rows: readonly TailRow[]): void;
  presence(node: string, entries: readonly PeerEntry[], isWhole: boolean): void;
  gone(node: string): void;
  tell(message: Uint8Array): void;
  /** All people here. */
  everyone(): readonly PeerEntry[];
}

export interface RoomPeersOptions {
  mapId: string;
  bus: Bus;
  clock: Clock;
  report: Report;
  ears: PeerEars;
}

/** The topic on which the rooms of a map speak. */
export function topicOf(mapId: string): string {
  return `map:${mapId}`;
}

/** What a room says to the rooms of the same map on other nodes; nothing while there are none. */
export class RoomPeers {
  readonly topic: string;
  readonly #options: RoomPeersOptions;
  readonly #unsubscribe: () => void;
  #isAccompanied = false;
  #rows: TailRow[] = [];
  #generation = "";
  #cancelFlush: (() => void) | undefined;
  #wholeAt = 0;

  constructor(options: RoomPeersOptions) {
    this.#options = options;
    this.topic = topicOf(options.mapId);
    this.#unsubscribe = options.bus.subscribe(this.topic, (bytes, node) => this.#hear(bytes, node));
    this.#say({ type: "hello" });
  }

  get isAccompanied(): boolean {
    return this.#isAccompanied;
  }

  /** Another node holds this map as well, or nobody can tell. */
  get mayBeAccompanied(): boolean {
    return this.#isAccompanied || !this.#options.bus.isUp;
  }

  /** Another node holds this map as well, or none does. */
  setAccompanied(isAccompanied: boolean): void {
    if (this.#isAccompanied === isAccompanied) return;
    this.#isAccompanied = isAccompanied;
    if (!isAccompanied) return;
    this.#say({ type: "hello" });
    this.#sayEveryone();
  }

  /** A row is in the log; what becomes so in one moment goes out together. */
  row(generation: string, row: TailRow): void {
    if (!this.#isAccompanied) return;
    this.#generation = generation;
    this.#rows.push(row);
    this.#cancelFlush ??= this.#options.clock.schedule(() => this.#flush(), 0);
  }

  presence(entries: readonly PeerEntry[]): void {
    if (this.#isAccompanied && entries.length > 0) this.#say({ type: "presence", isWhole: false, entries });
  }

  patrol(now: number): void {
    if (this.#isAccompanied && now - this.#wholeAt >= wholePresenceMs) this.#sayEveryone();
  }

  close(): void {
    this.#flush();
    if (this.#isAccompanied) this.#say({ type: "bye" });
    this.#unsubscribe();
  }

  #flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) this.#say({ type: "rows", generation: this.#generation, rows });
  }

  #sayEveryone(): void {
    this.#wholeAt = this.#options.clock.now();
    this.#say({ type: "presence", isWhole: true, entries: this.#options.ears.everyone() });
  }

  #say(message: PeerMessage): void {
    this.#options.bus.publish(this.topic, encodePeerMessage(message));
  }

  #hear(bytes: Uint8Array, node: string): void {
    const { ears, report, mapId } = this.#options;
    try {
      this.#take(decodePeerMessage(bytes), node, ears);
    } catch (error) {
      report("error", "message of another node failed", { map: mapId, node, error: String(error) });
    }
  }

  #take(message: PeerMessage, node: string, ears: PeerEars): void {
    if (message.type === "bye") ears.gone(node);
    else if (message.type !== "tell") this.setAccompanied(true);
    if (message.type === "rows") ears.rows(message.generation, message.rows);
    else if (message.type === "presence") ears.presence(node, message.entries, message.isWhole);
    else if (message.type === "hello") this.#sayEveryone();
    else if (message.type === "tell") ears.tell(message.message);
  }
}
