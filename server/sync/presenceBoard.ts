import { limits } from "../../shared/limits.ts";
import { encodeMessage } from "../../shared/wire/message.ts";
import { encodePresenceEntries, type PresenceEntry, type PresenceUser, presence } from "../../shared/wire/presence.ts";

/** Clocks of those who left, so that one who comes back with an older clock is seen again. */
const maxRemembered = 1_000;

interface Shown {
  user: PresenceUser;
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
  readonly #left = new Map<number, number>();

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** The user whose connection shows this client. */
  userOf(clientId: number): string | undefined {
    return this.#shown.get(clientId)?.user.id;
  }

  /** Takes a client's latest state, unread. An older one than it showed before is ignored. */
  show(user: PresenceUser, entry: PresenceEntry): void {
    const { clientId, clock, state } = entry;
    const shown = this.#shown.get(clientId);
    if (state === "null") {
      this.leave(clientId);
    } else if (shown) {
      if (clock <= shown.clock) return;
      Object.assign(shown, { user, clock, raw: state });
      this.#changed.add(clientId);
    } else {
      const last = this.#left.get(clientId) ?? -1;
      this.#left.delete(clientId);
      this.#shown.set(clientId, { user, clock: Math.max(clock, last + 1), raw: state, told: undefined });
      this.#changed.add(clientId);
    }
  }

  /** A client is gone, or shows nothing any more. */
  leave(clientId: number): void {
    const shown = this.#shown.get(clientId);
    if (!shown) return;
    this.#shown.delete(clientId);
    this.#left.set(clientId, shown.clock + 1);
    if (shown.told) this.#changed.add(clientId);
    else this.#changed.delete(clientId);
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
      } else entries.push({ clientId, clock: this.#left.get(clientId) ?? 0, state: "null" });
    }
    this.#changed.clear();
    return messageOf(entries);
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
    const state = stamped(shown.raw, shown.user);
    shown.raw = undefined;
    if (state !== undefined) shown.told = { clientId, clock: shown.clock, state };
    else return undefined;
  }
  return shown.told;
}

function stamped(raw: string, user: PresenceUser): string | undefined {
  if (raw.length > limits.presenceBytes) return undefined;
  try {
    const parsed = presence.safeParse(JSON.parse(raw));
    return parsed.success ? JSON.stringify({ ...parsed.data, user }) : undefined;
  } catch {
    return undefined;
  }
}

function messageOf(entries: readonly PresenceEntry[]): Uint8Array | undefined {
  return entries.length > 0 ? encodeMessage({ type: "awareness", entries: encodePresenceEntries(entries) }) : undefined;
}
