import type { LoggedUpdate } from "../store/updateLog.ts";

/** A row of the log, as far as a room needs it. */
export interface TailRow extends Pick<LoggedUpdate, "seq" | "user" | "bytes"> {
  /** The Yjs client ids that became the user's with it, when the node that wrote it says so. */
  newClients?: readonly number[];
}

/** So many rows may be known before the one that comes first; what is more is read from the log when its turn has come. */
const maxAhead = 1_000;

/**
 * How far a room has followed a log that others append to as well: everything up to `seq` is in its document. Rows come
 * as they come, and are taken in the order of the log, without a gap.
 */
export class Tail {
  #seq: number;
  readonly #take: (row: TailRow) => void;
  /** Rows whose turn has not come; the room's own ones, which it holds already, are `undefined`. */
  readonly #ahead = new Map<number, TailRow | undefined>();

  /** @param take is called with each row that others wrote, in order. */
  constructor(seq: number, take: (row: TailRow) => void) {
    this.#seq = seq;
    this.#take = take;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Something is known that comes after what is not. */
  get hasGap(): boolean {
    return this.#ahead.size > 0;
  }

  /** A row of this room's own is in the log. */
  committed(seq: number): void {
    this.#note(seq, undefined);
  }

  /** A row that somebody says is in the log. */
  heard(row: TailRow): void {
    if (this.#ahead.size < maxAhead) this.#note(row.seq, row);
  }

  /** All there is after `seq`, read from the log; up to `upTo`, where more is known to be gone. */
  read(rows: readonly TailRow[], upTo = 0): void {
    for (const row of rows) {
      if (row.seq <= this.#seq) continue;
      const isOwn = this.#ahead.has(row.seq) && this.#ahead.get(row.seq) === undefined;
      this.#seq = row.seq;
      if (!isOwn) this.#take(row);
    }
    this.#seq = Math.max(this.#seq, upTo);
    for (const seq of this.#ahead.keys()) if (seq <= this.#seq) this.#ahead.delete(seq);
    this.#advance();
  }

  #note(seq: number, row: TailRow | undefined): void {
    if (seq <= this.#seq) return;
    this.#ahead.set(seq, row);
    this.#advance();
  }

  #advance(): void {
    for (let next = this.#seq + 1; this.#ahead.has(next); next++) {
      const row = this.#ahead.get(next);
      this.#ahead.delete(next);
      this.#seq = next;
      if (row) this.#take(row);
    }
  }
}
