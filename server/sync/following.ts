import { type CloseCode, closeCodes } from "../../shared/wire/close.ts";
import type { MapHead, UpdateLog } from "../store/updateLog.ts";
import { type OwnRow, OwnRows } from "./ownRows.ts";
import { Rerun } from "./rerun.ts";
import type { Report } from "./report.ts";
import type { Seal } from "./seal.ts";
import { Tail, type TailRow } from "./tail.ts";
import { readUpdateShape, type UpdateShape } from "./updateShape.ts";

/** What following the log needs of the room that does it. */
export interface FollowingRoom {
  readonly id: string;
  readonly isClosed: boolean;
  readonly report: Report;
  /** Takes what others wrote. `owners`: whose its client ids are, of those that nobody knew here. */
  take(row: TailRow, shape: UpdateShape, owners: ReadonlyMap<number, string>): void;
  /** Whether the room knows whose a client id is. */
  isOwned(client: number): boolean;
  /** Another node holds something this one has to hear of. */
  committed(row: TailRow): void;
  close(code: CloseCode, reason: string): void;
  reload(): void;
  /** Calls for `catchUp` in a moment, unless it has become needless. */
  catchUpSoon(): void;
}

export interface FollowingOptions {
  room: FollowingRoom;
  log: Pick<UpdateLog, "readAfter" | "owners" | "isShared">;
  generation: string;
  seal: Seal;
  /** The last row of the log that the document was made of. */
  seq: number;
}

/**
 * Keeps a room in step with a log that other nodes append to: what they wrote is taken in the order of the log, and what
 * contradicts it here makes the room reload.
 */
export class Following {
  readonly #options: FollowingOptions;
  readonly #own = new OwnRows();
  readonly #tail: Tail;
  readonly #reading = new Rerun(() => this.#read());
  /** Whose client ids are that stand in rows which have not been taken yet. */
  readonly #owners = new Map<number, string>();
  /** As far as the log is known to go. */
  #head: number;

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.#head = options.seq;
    this.#tail = new Tail(options.seq, (row) => this.#take(row));
  }

  /** Every row up to this one is in the document. */
  get seq(): number {
    return this.#tail.seq;
  }

  /** The room takes an update; `settle` follows when the log has it. */
  begin(row: Omit<OwnRow, "seq">): OwnRow | undefined {
    return this.#options.log.isShared ? this.#own.add(row) : undefined;
  }

  /** The log has an update of this room, or, with 0, dropped it. */
  settle(own: OwnRow | undefined, seq: number): void {
    if (seq === 0) {
      if (own) this.#own.drop(own);
      void this.catchUp();
      return;
    }
    if (own) own.seq = seq;
    this.#tail.committed(seq);
    if (!own) return;
    this.#followed();
    const { user, bytes, newClients } = own;
    this.#options.room.committed({ seq, user, bytes, newClients });
  }

  /** Another node says that these are in the log. */
  hear(generation: string, rows: readonly TailRow[]): void {
    if (generation !== this.#options.generation) {
      void this.catchUp();
      return;
    }
    for (const row of rows) this.#tail.heard(row);
    this.#followed();
  }

  /** The log's own word on how far it goes; `undefined` when the map is gone. */
  noteHead(head: MapHead | undefined): void {
    if (!this.#isSameHistory(head)) return;
    this.#head = Math.max(this.#head, head.seq);
    if (head.seq > this.#tail.seq) void this.catchUp();
  }

  /** Resolves when everything that was in the log when this was called is in the document, or the log cannot be read. */
  async catchUp(): Promise<void> {
    try {
      await this.#reading.run();
    } catch (error) {
      this.#options.room.report("warn", "log not read", { map: this.#options.room.id, error: String(error) });
    }
  }

  async #read(): Promise<void> {
    const { room, log } = this.#options;
    const head = this.#head;
    const read = await log.readAfter(room.id, this.#tail.seq);
    if (read) await this.#learnOwners(read.rows);
    if (room.isClosed || !this.#isSameHistory(read)) return;
    // What was merged away comes without its authors; who opens the map gets them.
    if (read.snapshot && read.snapshot.seq > this.#tail.seq) room.reload();
    else this.#tail.read(read.rows, head);
    this.#followed();
  }

  /** Rows that are read do not say which client ids became whose. */
  async #learnOwners(rows: readonly TailRow[]): Promise<void> {
    const { room, log, seal } = this.#options;
    const unknown = new Set<number>();
    for (const { bytes } of rows)
      for (const { client } of shapeOf(bytes, seal)?.brings ?? []) if (!room.isOwned(client)) unknown.add(client);
    if (unknown.size === 0) return;
    for (const [client, user] of await log.owners(room.id, [...unknown])) this.#owners.set(client, user);
  }

  #isSameHistory<T extends { generation: string }>(found: T | undefined): found is T {
    const { room, generation } = this.#options;
    if (room.isClosed) return false;
    if (!found) room.close(closeCodes.noSuchMap, "This map was deleted.");
    else if (found.generation !== generation) room.close(closeCodes.otherGeneration, "This map was restored.");
    return found?.generation === generation;
  }

  #take(row: TailRow): void {
    const { room, seal } = this.#options;
    if (room.isClosed || this.#own.recognise(row)) return;
    const shape = shapeOf(row.bytes, seal);
    for (const client of row.newClients ?? []) this.#owners.set(client, row.user);
    if (!shape || this.#own.contradicts(row, shape, this.#owners)) room.reload();
    else room.take(row, shape, this.#owners);
    for (const { client } of shape?.brings ?? []) this.#owners.delete(client);
  }

  #followed(): void {
    this.#own.followed(this.#tail.seq);
    if (this.#tail.hasGap) this.#options.room.catchUpSoon();
  }
}

/** `undefined` when it cannot be read. */
function shapeOf(bytes: Uint8Array, seal: Seal): UpdateShape | undefined {
  try {
    return readUpdateShape(bytes, seal);
  } catch {
    return undefined;
  }
}
