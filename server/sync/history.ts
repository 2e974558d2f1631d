import type { DeletedRanges } from "./deletedRanges.ts";
import { noRecords, type RecordCount } from "./recordCensus.ts";
import { broughtBy, type UpdateShape } from "./updateShape.ts";

/**
 * What became of an update. `new` may be stored and passed on; `known` says nothing new; `gap` builds upon what the
 * server has not seen, so its sender must send more; `foreign` writes under another user's client id; `sealed` writes where
 * only the server may. `later` repeats what somebody wrote on another node, which will say so itself, or die.
 */
export type Verdict =
  | {
      kind: "new";
      /** Ids that become the sender's. */
      newClients: number[];
      /** How many ids nobody knew: these, and those that are left to whoever comes and shows them. */
      unknownClients: number;
    }
  | { kind: "known" | "gap" | "foreign" | "later" | "sealed" };

/** Who sends an update, and whether he may say what others wrote. */
export interface Sender {
  userId: string;
  /**
   * He answers what he has beyond the server, soon after the map was opened: what others wrote, and a process that died
   * passed on and never saved, may be in it. `ownClient` is the id he shows as his.
   */
  recalls?: { ownClient: number | undefined };
}

/**
 * The room's own record of how far each client has written and whose it is. It decides on an update before the document
 * has applied it, so that passing on never waits for the document.
 */
export class History {
  /** Yjs client id → clocks below this are known. */
  readonly #clocks: Map<number, number>;
  readonly #owners: Map<number, string>;
  /** Rows were lost: what they held is taken from whoever still has it. */
  readonly isHealing: boolean;
  /** Who else lays claim to a client id: the editor who shows it, or did last. */
  readonly #claimant: (client: number) => string | undefined;
  /** Ids whose owners have come and said themselves what they wrote, with the connection on which they did. */
  readonly #heard = new Map<number, object>();
  /** Whether a client is at work on another node. */
  readonly #isElsewhere: (client: number) => boolean;

  constructor(
    clocks: Map<number, number>,
    owners: Map<number, string>,
    isHealing: boolean,
    claimant: (client: number) => string | undefined,
    isElsewhere: (client: number) => boolean = () => false,
  ) {
    this.#clocks = clocks;
    this.#owners = owners;
    this.isHealing = isHealing;
    this.#claimant = claimant;
    this.#isElsewhere = isElsewhere;
  }

  ownerOf(client: number): string | undefined {
    return this.#owners.get(client) ?? this.#claimant(client);
  }

  /** Whether the log says whose it is. */
  isOwned(client: number): boolean {
    return this.#owners.has(client);
  }

  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }

  /** Judges an update of a user; nothing is recorded yet. `isDeleted` tells whether ranges are all deleted already. */
  judge(shape: UpdateShape, sender: Sender, isDeleted: (ranges: DeletedRanges) => boolean): Verdict {
    const { userId, recalls } = sender;
    const newClients: number[] = [];
    let unknownClients = 0;
    let bringsNew = false;
    for (const { client, from, to } of shape.brings) {
      const known = this.clockOf(client);
      if (from > known) return { kind: "gap" };
      if (to <= known) continue;
      bringsNew = true;
      const owner = this.ownerOf(client);
      const isForeign = owner !== undefined && owner !== userId;
      const isRecalled = recalls !== undefined && !this.#heard.has(client);
      if (isForeign && !isRecalled && !this.isHealing) return { kind: "foreign" };
      if (isForeign && this.#isElsewhere(client)) return { kind: "later" };
      if (this.#owners.has(client)) continue;
      unknownClients += 1;
      // What he only heard of does not become his: its author would be turned away when he comes back.
      if (!isRecalled || client === recalls.ownClient || owner === userId) newClients.push(client);
    }
    if (shape.deletesSealed) return { kind: "sealed" };
    for (const [client, clock] of shape.sealed) if (clock > this.clockOf(client)) return { kind: "sealed" };
    const broughtUpTo = broughtBy(shape.brings);
    for (const [client, clock] of shape.needs)
      if (clock > this.clockOf(client) && clock > broughtUpTo(client)) return { kind: "gap" };
    if (!bringsNew && isDeleted(shape.deletes)) return { kind: "known" };
    return { kind: "new", newClients, unknownClients };
  }

  /** Whether it repeats a part of what is known, and goes on. */
  isOverlapping({ brings }: UpdateShape): boolean {
    return brings.some(({ client, from, to }) => from < this.clockOf(client) && to > this.clockOf(client));
  }

  /** The owner of this id has said all that he wrote under it; from now on nobody else is believed about it. */
  heardOf(client: number, by: object): void {
    this.#heard.set(client, by);
  }

  /** A connection is gone; whoever it was may say more to another node, which may die with it. */
  forget(by: object): void {
    for (const [client, connection] of this.#heard) if (connection === by) this.#heard.delete(client);
  }

  /** How many of the records in an update nobody knows yet. */
  countAdded({ adds }: UpdateShape): RecordCount {
    if (adds.length === 0) return noRecords;
    const added = adds.filter(({ client, clock }) => clock >= this.clockOf(client));
    return { touchpoints: added.filter(({ isTouchpoint }) => isTouchpoint).length, all: added.length };
  }

  /** Records an update that was judged `new`. */
  record(shape: UpdateShape, userId: string, newClients: readonly number[]): void {
    for (const client of newClients) this.#owners.set(client, userId);
    for (const { client, to } of shape.brings) if (to > this.clockOf(client)) this.#clocks.set(client, to);
  }

  /** Records what another node took; `owners` says whose its client ids are, of those that nobody knew. */
  recordOthers(shape: UpdateShape, owners: ReadonlyMap<number, string>): void {
    for (const { client, to } of shape.brings) {
      const owner = owners.get(client);
      if (owner !== undefined && !this.#owners.has(client)) this.#owners.set(client, owner);
      if (to > this.clockOf(client)) this.#clocks.set(client, to);
    }
  }
}
