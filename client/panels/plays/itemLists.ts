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

function merged<T extends object>(item: T, fields: ItemFields<T>): T {
  return Object.fromEntries(
    Object.entries({ ...item, ...fields }).filter(([, value]) => value !== null && value !== undefined),
  ) as T;
}
