import type * as Y from "yjs";
import { limits } from "../../shared/limits.ts";
import { type Kind, kindNames } from "../../shared/model/kinds.ts";

/** How many records there are, or are added. */
export interface RecordCount {
  touchpoints: number;
  all: number;
}

/** What an update that adds nothing adds. */
export const noRecords: RecordCount = { touchpoints: 0, all: 0 };

/**
 * How many records a map holds at most. What comes is added without looking; only when that passes a limit are the
 * records counted, because some of them may be gone.
 */
export class RecordCensus {
  #count: RecordCount;

  constructor(doc: Y.Doc) {
    this.#count = countKeys(doc);
  }

  /** Counts anew: a record that comes back from the dead is not seen to be added. */
  refresh(doc: Y.Doc): void {
    this.#count = countKeys(doc);
    const { touchpoints, all } = this.#count;
    if (touchpoints > limits.touchpointsPerMap || all > limits.recordsPerMap) this.#count = countRecords(doc);
  }

  add({ touchpoints, all }: RecordCount): void {
    this.#count = { touchpoints: this.#count.touchpoints + touchpoints, all: this.#count.all + all };
  }

  /** Why these may not be added, as a sentence. `read` gives the document when it has to be counted. */
  refuses(added: RecordCount, read: () => Y.Doc): string | undefined {
    if (excess(this.#count, added) === undefined) return undefined;
    this.#count = countRecords(read());
    return excess(this.#count, added);
  }
}

function excess(count: RecordCount, added: RecordCount): string | undefined {
  const { recordsPerMap, touchpointsPerMap } = limits;
  if (added.touchpoints > 0 && added.touchpoints + count.touchpoints > touchpointsPerMap)
    return `A map holds at most ${touchpointsPerMap.toLocaleString("en")} touchpoints.`;
  if (added.all > 0 && added.all + count.all > recordsPerMap)
    return `A map holds at most ${recordsPerMap.toLocaleString("en")} records.`;
  return undefined;
}

function countRecords(doc: Y.Doc): RecordCount {
  return countWith((kind) => doc.getMap(kind).size);
}

/** Deleted records included, but in no time. */
function countKeys(doc: Y.Doc): RecordCount {
  // oxlint-disable-next-line no-underscore-dangle -- the map's own size walks through all of it
  return countWith((kind) => doc.getMap(kind)._map.size);
}

function countWith(sizeOf: (kind: Kind) => number): RecordCount {
  return {
    touchpoints: sizeOf("touchpoint"),
    all: kindNames.reduce((sum, kind) => sum + sizeOf(kind), 0),
  };
}
