import { saySame } from "./sameStructs.ts";
import type { TailRow } from "./tail.ts";
import type { UpdateShape } from "./updateShape.ts";

/** An update that this room took: its place in the log is not known yet, or comes after what the room has followed. */
export interface OwnRow {
  readonly user: string;
  readonly bytes: Uint8Array;
  readonly newClients: readonly number[];
  readonly brings: UpdateShape["brings"];
  seq: number | undefined;
}

/**
 * What a room holds that the log has after something the room has not seen, or not at all yet. Two nodes may take the same
 * client's work at once; then the log says whose came first.
 */
export class OwnRows {
  readonly #rows = new Set<OwnRow>();

  add(row: Omit<OwnRow, "seq">): OwnRow {
    const own = { ...row, seq: undefined };
    this.#rows.add(own);
    return own;
  }

  /** Everything up to `seq` was followed. */
  followed(seq: number): void {
    for (const row of this.#rows) if (row.seq !== undefined && row.seq <= seq) this.#rows.delete(row);
  }

  drop(row: OwnRow): void {
    this.#rows.delete(row);
  }

  /** Whether a row of the log is one of these, whose place was not known yet. */
  recognise({ seq, user, bytes }: TailRow): boolean {
    for (const row of this.#rows) {
      if (row.seq !== undefined || row.user !== user || Buffer.compare(row.bytes, bytes) !== 0) continue;
      row.seq = seq;
      return true;
    }
    return false;
  }

  /**
   * Whether a row that the log has before some of these says something else under the same client and clocks, or gives a
   * client id to somebody else. `owners`: whose its ids are.
   */
  contradicts({ seq, bytes }: TailRow, { brings }: UpdateShape, owners: ReadonlyMap<number, string>): boolean {
    for (const row of this.#rows) {
      const isAfter = row.seq === undefined || row.seq > seq;
      if (!isAfter || !overlap(row.brings, brings)) continue;
      if (!saySame(row.bytes, bytes)) return true;
      if (row.newClients.some((client) => (owners.get(client) ?? row.user) !== row.user)) return true;
    }
    return false;
  }
}

function overlap(some: UpdateShape["brings"], others: UpdateShape["brings"]): boolean {
  return some.some((one) =>
    others.some((other) => one.client === other.client && one.from < other.to && other.from < one.to),
  );
}
