import { limits } from "../../shared/limits.ts";
import type { PresenceBoard } from "./presenceBoard.ts";
import type { Session } from "./session.ts";
import type { SyncMeter } from "./syncMeter.ts";
import type { Packet } from "./transport.ts";

/** A quiet room passes a change on after this; company within it shares the write. */
const minTickMs = 3;
/** A room whose writes cost much waits this long at most, and this long when the whole process is loaded. */
const maxTickMs = 40;
const maxLoadedTickMs = 50;
/** A room spends at most one part in so many of the process's time on writing. */
const costShare = 12;
/** From this share of busy time on all rooms slow down, and from the second one on as far as they may. */
const loadedFrom = 0.3;
const loadedFully = 0.7;
const presenceMs = 1000 / limits.presenceHz;
/** Presence goes with a write that is made anyway, so much before or after its beat; "saved" waits so long for one. */
const presenceSlackMs = 8;
const savedWaitsMs = 8;

interface Change {
  message: Uint8Array;
  /** Has it already. */
  author: Session | undefined;
  /** When its frame came, when it came from here. */
  receivedAt: number | undefined;
}

/** What an outbox needs of its room and process. */
export interface OutboxOptions {
  sessions: ReadonlySet<Session>;
  board: PresenceBoard;
  meter: SyncMeter;
  now(): number;
  /** Busy share of the process, 0 to 1. */
  load(): number;
  /** Calls for `run` at that time, unless it is called for earlier. */
  wake(at: number): void;
  /** Presence was told to everybody here; the beat for whoever else wants it. */
  presenceTold(): void;
}

/**
 * Collects what a room has to say and says it in one write a person and tick, made once and shared by all. The tick
 * follows what a write to everyone costs.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #changes: Change[] = [];
  #changesAt = 0;
  #presenceAt = 0;
  #saved = new Set<Session>();
  #savedAt = 0;
  #lastWriteAt: number;
  /** Presence keeps its own beat: it is not sooner than this, however the writes fall. */
  #nextPresenceAt = 0;
  /** What a write to everyone costs, in milliseconds, smoothed. */
  #costMs = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#lastWriteAt = options.now();
  }

  /** When everybody last heard something. */
  get lastWriteAt(): number {
    return this.#lastWriteAt;
  }

  /** Passes a change on to everyone but its author. */
  relay(message: Uint8Array, author: Session | undefined, receivedAt?: number): void {
    if (this.#changes.length === 0) {
      const now = this.#options.now();
      this.#changesAt = Math.max(now + minTickMs, this.#lastWriteAt + this.#tickMs());
      this.#options.wake(this.#changesAt);
    }
    this.#changes.push({ message, author, receivedAt });
  }

  /** The board has something new. */
  presenceChanged(): void {
    if (this.#presenceAt > 0) return;
    const now = this.#options.now();
    this.#presenceAt = Math.max(now + minTickMs, this.#nextPresenceAt + presenceSlackMs);
    this.#options.wake(this.#presenceAt);
  }

  /** A session has news of what is settled; it goes with the next write, or alone when none is near. */
  saved(session: Session): void {
    if (this.#saved.size === 0) {
      const now = this.#options.now();
      const soon = this.#nextWriteAt();
      this.#savedAt = soon <= now + Math.max(savedWaitsMs, this.#tickMs()) ? soon : now + 1;
      this.#options.wake(this.#savedAt);
    }
    this.#saved.add(session);
  }

  forget(session: Session): void {
    this.#saved.delete(session);
  }

  /** Says what is due; gives when to be called again. */
  run(now: number): number | undefined {
    const changesAreDue = this.#changes.length > 0 && now >= this.#changesAt;
    const presenceIsDue = this.#presenceAt > 0 && now >= this.#presenceAt;
    if (changesAreDue || presenceIsDue) this.#writeToAll(now);
    if (this.#saved.size > 0 && now >= this.#savedAt) this.#writeSaved();
    const next = Math.min(this.#nextWriteAt(), this.#saved.size > 0 ? this.#savedAt : Number.POSITIVE_INFINITY);
    return Number.isFinite(next) ? next : undefined;
  }

  /** Says something to everyone, so that stock clients do not take the silence for a dead server. */
  keepAlive(message: Uint8Array, now: number): void {
    const packet: Packet = { messages: [message] };
    for (const session of this.#options.sessions) if (session.isOpen) session.write(packet);
    this.#lastWriteAt = now;
  }

  #nextWriteAt(): number {
    return Math.min(
      this.#changes.length > 0 ? this.#changesAt : Number.POSITIVE_INFINITY,
      this.#presenceAt > 0 ? this.#presenceAt : Number.POSITIVE_INFINITY,
    );
  }

  #tickMs(): number {
    const tickMs = Math.min(maxTickMs, Math.max(minTickMs, this.#costMs * costShare));
    const load = this.#options.load();
    if (load <= loadedFrom) return tickMs;
    const loaded = (load - loadedFrom) / (loadedFully - loadedFrom);
    const loadedTickMs = minTickMs + loaded * (maxLoadedTickMs - minTickMs);
    return Math.min(maxLoadedTickMs, Math.max(tickMs, loadedTickMs));
  }

  #writeToAll(now: number): void {
    const { sessions, board } = this.#options;
    const changes = this.#changes;
    this.#changes = [];
    const presence =
      this.#presenceAt > 0 && now >= this.#nextPresenceAt - presenceSlackMs ? board.takeChanges() : undefined;
    if (presence || !board.hasChanged) this.#presenceAt = 0;
    if (presence) {
      const beatMs = Math.max(presenceMs, this.#tickMs());
      this.#nextPresenceAt = Math.max(this.#nextPresenceAt + beatMs, now + beatMs / 2);
      this.#options.presenceTold();
    }
    const messages = changes.map(({ message }) => message);
    const quiet: Packet = { messages };
    const full: Packet = presence ? { messages: [...messages, presence] } : quiet;
    for (const session of sessions) {
      if (!session.isOpen) continue;
      const { pace } = session;
      if (this.#saved.has(session) || changes.some(({ author }) => author === session))
        session.write(this.#packetFor(session, changes, pace === "current" ? presence : undefined));
      else session.write(pace === "current" ? full : quiet);
    }
    this.#lastWriteAt = now;
    const done = this.#options.now();
    this.#costMs += (done - now - this.#costMs) * 0.1;
    if (sessions.size < 2) return;
    for (const { receivedAt } of changes) if (receivedAt !== undefined) this.#options.meter.passedOn(done - receivedAt);
  }

  /** For one who wrote some of it, or waits to hear that it is saved. */
  #packetFor(session: Session, changes: readonly Change[], presence: Uint8Array | undefined): Packet {
    const messages = changes.filter(({ author }) => author !== session).map(({ message }) => message);
    if (presence) messages.push(presence);
    if (this.#saved.delete(session) && session.hasNewsOfSaved) messages.push(session.takeSaved());
    return { messages };
  }

  #writeSaved(): void {
    const sessions = this.#saved;
    this.#saved = new Set();
    for (const session of sessions) if (session.hasNewsOfSaved) session.write({ messages: [session.takeSaved()] });
  }
}
