/** Fields of an item to write; `null` takes an optional one away. */
export type ItemFields<T> = { [F in keyof T]?: T[F] | null };

/** The list with some fields of one item changed. A field that goes leaves no trace: a schema knows no `null`. */
export function withFields<T extends object>(items: readonly T[], index: number, fields: ItemFields<T>): T[] {
  return items.map((item, at) => (at === index ? merged(item, fields) : item));
}

export function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, at) => at !== index);
}

/** @returns undefined where there is no place. */
export function moved<T>(items: readonly T[], index: number, by: -1 | 1): T[] | undefined {
  const item = items[index];
  const other = items[index + by];
  if (item === undefined || other === undefined) return undefined;
  return items.map((each, at) => (at === index ? other : at === index + by ? item : each));
}

/** An object with some fields changed, or undefined when nothing is left in it. */
export function mergedOrNone<T extends object>(item: T | undefined, fields: ItemFields<T>): T | null {
  const next = merged(item ?? ({} as T), fields);
  return Object.keys(next).length === 0 ? null : next;
}

/** The items of a list that were seen, as text, each with its key. */
export interface SeenItems {
  texts: readonly string[];
  keys: readonly number[];
  /** The key that the next new item gets. */
  unused: number;
}

/**
 * The keys of items without ids, after the list changed: the same words are the same item, and as many that changed as
 * there were are taken in their order. The same object where nothing changed.
 */
export function keysAfter(seen: SeenItems | undefined, items: readonly object[]): SeenItems {
  const texts = items.map((item) => JSON.stringify(item));
  const before = seen ?? { texts: [], keys: [], unused: 0 };
  if (seen !== undefined && texts.length === seen.texts.length && texts.every((text, at) => text === seen.texts[at]))
    return seen;
  const left = before.texts.map((text, at) => ({ text, key: before.keys[at] }));
  const take = (at: number) => left.splice(at, 1)[0]?.key;
  const same = texts.map((text) => {
    const at = left.findIndex((each) => each.text === text);
    return at === -1 ? undefined : take(at);
  });
  const isChange = left.length === same.filter((key) => key === undefined).length;
  let { unused } = before;
  const keys = same.map((key) => key ?? (isChange ? take(0) : undefined) ?? unused++);
  return { texts, keys, unused };
}

/** Where an item that was drawn at a place stands now; undefined when it is not there any more. */
export function placeNow(drawn: readonly object[], index: number, now: readonly object[]): number | undefined {
  const text = JSON.stringify(drawn[index]);
  const alike = now.flatMap((item, at) => (JSON.stringify(item) === text ? [at] : []));
  const nth = drawn.slice(0, index).filter((item) => JSON.stringify(item) === text).length;
  return alike[nth] ?? alike.at(-1);
}

function merged<T extends object>(item: T, fields: ItemFields<T>): T {
  return Object.fromEntries(
    Object.entries({ ...item, ...fields }).filter(([, value]) => value !== null && value !== undefined),
  ) as T;
}
