import { limits } from "../../shared/limits.ts";
import { encodePresenceMessage, type PresenceEntry, readPresence } from "../../shared/wire/presence.ts";
import type { Member } from "./member.ts";
import type { PeerEntry } from "./peerMessage.ts";

/** Clocks of those who left, so that one who comes back with an older clock is seen again. */
const maxRemembered = 1_000;

/** Whoever shows something: one connection, or another node's room that speaks for one of its own. */
export interface Presenter {
  readonly member: Member;
  /** The other node. */
  readonly node?: string;
}

interface Shown {
  by: Presenter;
  /** The clock that this connection or node gave. */
  theirs: number;
  /** The clock that others are told; it never runs back, whoever shows the client. */
  clock: number;
  /** What the client sent last; read only when it is passed on. */
  raw: string | undefined;
  /** What others were told last. */
  told: PresenceEntry | undefined;
}

/** Who shows what in a room: one entry a client, the latest only, in the name the server gives. */
export class PresenceBoard {
  readonly #shown = new Map<number, Shown>();
  readonly #changed = new Set<number>();
  /** Of those shown here, what other nodes have not been told. */
  readonly #changedHere = new Set<number>();
  /** Clients that left → their clock, and whose they were. */
  readonly #left = new Map<number, { clock: number; claimant: string | undefined }>();

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** The user who shows this client, or showed it last. One who may not edit lays claim to nothing. */
  claimantOf(clientId: number): string | undefined {
    return claimOf(this.#shown.get(clientId)) ?? this.#left.get(clientId)?.claimant;
  }

  /**
   * Takes a client's latest state, unread. An older one than the same connection showed before is ignored.
   * @returns false when somebody else shows this client.
   */
  show(by: Presenter, entry: PresenceEntry): boolean {
    const shown = this.#shown.get(entry.clientId);
    if (isAnothers(shown, by)) return false;
    if (entry.state === "null") this.leave(by, entry.clientId);
    else if (shown?.by !== by || entry.clock > shown.theirs) this.#put(by, entry, shown);
    return true;
  }

  /**
   * Takes what another node shows. Somebody who went from one node to another may be shown by both for a while: the later
   * state counts. @returns false when somebody else shows this client, or something later is known.
   */
  showRemote(by: Presenter, entry: PresenceEntry): boolean {
    const shown = this.#shown.get(entry.clientId);
    if (isAnothers(shown, by)) return false;
    const last = shown && (shown.by === by ? shown.theirs : shown.clock);
    if (last !== undefined && entry.clock <= last) return shown?.by === by;
    this.#put(by, entry, shown);
    return true;
  }

  #put(by: Presenter, { clientId, clock, state }: PresenceEntry, shown: Shown | undefined): void {
    const last = shown?.clock ?? this.#left.get(clientId)?.clock ?? -1;
    this.#left.delete(clientId);
    const told = { clock: Math.max(clock, last + 1), told: shown?.told };
    this.#shown.set(clientId, { by, theirs: clock, raw: state, ...told });
    this.#changed.add(clientId);
    if (by.node === undefined) this.#changedHere.add(clientId);
  }

  /** A connection is gone, or shows nothing any more; what another one shows of the same client stays. */
  leave(by: Presenter, clientId: number): void {
    const shown = this.#shown.get(clientId);
    if (shown?.by !== by) return;
    this.#shown.delete(clientId);
    this.#left.set(clientId, { clock: shown.clock + 1, claimant: claimOf(shown) });
    if (shown.told) this.#changed.add(clientId);
    else this.#changed.delete(clientId);
    if (by.node === undefined) this.#changedHere.add(clientId);
    const oldest = this.#left.keys().next();
    if (this.#left.size > maxRemembered && !oldest.done) this.#left.delete(oldest.value);
  }

  /** The message that tells what changed since it was last taken, or `undefined` when nothing that can be told did. */
  takeChanges(): Uint8Array | undefined {
    const entries: PresenceEntry[] = [];
    for (const clientId of this.#changed) {
      const shown = this.#shown.get(clientId);
      if (shown) {
        const entry = told(clientId, shown);
        if (entry) entries.push(entry);
      } else entries.push({ clientId, clock: this.#left.get(clientId)?.clock ?? 0, state: "null" });
    }
    this.#changed.clear();
    return messageOf(entries);
  }

  /** Whether another node shows this client. */
  isElsewhere(clientId: number): boolean {
    return this.#shown.get(clientId)?.by.node !== undefined;
  }

  /** What changed here since it was last taken, for other nodes; those who left with the state "null". */
  takeChangesHere(): PeerEntry[] {
    const entries: PeerEntry[] = [];
    for (const clientId of this.#changedHere) {
      const shown = this.#shown.get(clientId);
      if (!shown)
        entries.push({ clientId, clock: this.#left.get(clientId)?.clock ?? 0, state: "null", canEdit: false });
      else if (shown.by.node === undefined) entries.push(...peerEntries(clientId, shown));
    }
    this.#changedHere.clear();
    return entries;
  }

  /** All who are shown here, for other nodes. */
  everyoneHere(): PeerEntry[] {
    return [...this.#shown].flatMap(([clientId, shown]) =>
      shown.by.node === undefined ? peerEntries(clientId, shown) : [],
    );
  }

  /** The message that tells one who comes about all who are there. */
  everyone(): Uint8Array | undefined {
    const entries: PresenceEntry[] = [];
    for (const [clientId, shown] of this.#shown) {
      const entry = told(clientId, shown);
      if (entry) entries.push(entry);
    }
    return messageOf(entries);
  }
}

/** Reads what a client sent, once, and stamps it with its user; what cannot be read is not passed on. */
function told(clientId: number, shown: Shown): PresenceEntry | undefined {
  if (shown.raw !== undefined) {
    const state = stamped(shown.raw, shown.by.member);
    shown.raw = undefined;
    if (state !== undefined) shown.told = { clientId, clock: shown.clock, state };
    else return undefined;
  }
  return shown.told;
}

function peerEntries(clientId: number, shown: Shown): PeerEntry[] {
  const entry = told(clientId, shown);
  return entry ? [{ ...entry, canEdit: shown.by.member.canEdit }] : [];
}

/** Whether somebody else shows it with as good a claim. */
function isAnothers(shown: Shown | undefined, by: Presenter): boolean {
  if (!shown || shown.by.member.userId === by.member.userId) return false;
  return shown.by.member.canEdit || !by.member.canEdit;
}

function claimOf(shown: Shown | undefined): string | undefined {
  return shown?.by.member.canEdit ? shown.by.member.userId : undefined;
}

function stamped(raw: string, { userId: id, name, color }: Member): string | undefined {
  if (raw.length > limits.presenceBytes) return undefined;
  try {
    const state = readPresence(JSON.parse(raw));
    return state && JSON.stringify({ ...state, user: { id, name, color } });
  } catch {
    return undefined;
  }
}

function messageOf(entries: readonly PresenceEntry[]): Uint8Array | undefined {
  return entries.length > 0 ? encodePresenceMessage(entries) : undefined;
}
