import { useState } from "react";
import { type ItemFields, keysAfter, placeNow, without, withFields } from "./itemLists.ts";

/** What is done with the items of a list that have no ids: each says whether it was written. */
export interface ItemList<T> {
  /** An item keeps its key while it is the same item, wherever it comes to stand. */
  keys: readonly number[];
  /** The keys after a list is written. */
  keysOf: (next: readonly T[]) => readonly number[];
  add: (item: T) => boolean;
  change: (index: number, fields: ItemFields<T>) => boolean;
  remove: (index: number) => boolean;
  /** Makes the list anew from what it is now and where the item stands in it now; undefined leaves it. */
  edit: (index: number, make: (now: readonly T[], at: number) => readonly T[] | undefined) => boolean;
}

/**
 * A list in a record that others write, too: what was typed at an item goes to that item in the list as it is now, and
 * nowhere when it is gone.
 */
export function useItemList<T extends object>(
  items: readonly T[],
  read: () => readonly T[] | undefined,
  write: (next: T[] | null) => boolean,
): ItemList<T> {
  const [seen, setSeen] = useState(() => keysAfter(undefined, items));
  const known = keysAfter(seen, items);
  if (known !== seen) setSeen(known);
  const put = (next: readonly T[]) => write(next.length === 0 ? null : [...next]);
  const edit: ItemList<T>["edit"] = (index, make) => {
    const now = read() ?? [];
    const at = placeNow(items, index, now);
    const next = at === undefined ? undefined : make(now, at);
    return next !== undefined && put(next);
  };
  return {
    keys: known.keys,
    keysOf: (next) => keysAfter(known, next).keys,
    add: (item) => put([...(read() ?? []), item]),
    change: (index, fields) => edit(index, (now, at) => withFields(now, at, fields)),
    remove: (index) => edit(index, without),
    edit,
  };
}
