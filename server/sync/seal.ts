import * as Y from "yjs";
import type { DeletedRanges } from "./deletedRanges.ts";

/** Layout version and generation lie here. Who could write them could lock everyone else out of the map. */
const sealedRoot = "header";

/**
 * The part of a document that only the server writes. A client's update touches it when it puts something into it, beside
 * one of its structs, or deletes one.
 */
export class Seal {
  /** Yjs client id → clock → whether it is deleted already. */
  readonly #sealed = new Map<number, Map<number, boolean>>();

  constructor(doc: Y.Doc) {
    // oxlint-disable-next-line no-underscore-dangle -- the map's own methods give values, not the structs that hold them
    for (const newest of doc.getMap(sealedRoot)._map.values())
      for (let item: Y.Item | null = newest; item; item = item.left) {
        const { client, clock } = item.id;
        const clocks = this.#sealed.get(client) ?? new Map<number, boolean>();
        this.#sealed.set(client, clocks.set(clock, item.deleted));
      }
  }

  isTouchedBy(item: Y.Item): boolean {
    const { parent, origin, rightOrigin } = item;
    return (
      (parent as unknown) === sealedRoot ||
      [parent, origin, rightOrigin].some((id) => id instanceof Y.ID && this.#has(id))
    );
  }

  isDeletedBy(ranges: DeletedRanges): boolean {
    for (const [client, clocks] of this.#sealed)
      for (const { clock, len } of ranges.clients.get(client) ?? [])
        for (const [sealed, isDeleted] of clocks)
          if (!isDeleted && sealed >= clock && sealed < clock + len) return true;
    return false;
  }

  #has({ client, clock }: Y.ID): boolean {
    return this.#sealed.get(client)?.has(clock) ?? false;
  }
}
