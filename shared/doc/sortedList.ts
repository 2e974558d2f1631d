import { byOrder } from "../model/order.ts";

interface Ordered {
  id: string;
  order: string;
}

/** Records by id and in order. `all` gives the same array until something changes. */
export interface SortedList<T extends Ordered> {
  get(id: string): T | undefined;
  all(): readonly T[];
  set(record: T): void;
  delete(id: string): void;
}

/** After this many changes between two reads a sort is cheaper than finding each place. */
const sortAfterChanges = 32;

/** A list whose single changes cost a copy of the array, not a sort: editing one of 5,000 must not sort 5,000. */
export function openSortedList<T extends Ordered>(): SortedList<T> {
  const byId = new Map<string, T>();
  let sorted: readonly T[] = [];
  let changes: { before: T | undefined; after: T | undefined }[] = [];

  const note = (before: T | undefined, after: T | undefined) => {
    if (changes.length <= sortAfterChanges) changes.push({ before, after });
  };
  return {
    get: (id) => byId.get(id),
    all() {
      if (changes.length === 0) return sorted;
      sorted = changes.length > sortAfterChanges ? [...byId.values()].sort(byOrder) : changes.reduce(applied, sorted);
      changes = [];
      return sorted;
    },
    set(record) {
      note(byId.get(record.id), record);
      byId.set(record.id, record);
    },
    delete(id) {
      note(byId.get(id), undefined);
      byId.delete(id);
    },
  };
}

function applied<T extends Ordered>(list: readonly T[], change: { before: T | undefined; after: T | undefined }): T[] {
  const copy = [...list];
  if (change.before !== undefined) copy.splice(placeOf(copy, change.before), 1);
  if (change.after !== undefined) copy.splice(placeOf(copy, change.after), 0, change.after);
  return copy;
}

/** Index of the first record that does not come before `record`. */
function placeOf<T extends Ordered>(list: readonly T[], record: T): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byOrder(list[middle]!, record) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
