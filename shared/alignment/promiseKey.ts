import type { Expectation, PromiseRecord } from "../model/kinds.ts";

/**
 * The names under which an expectation is the same promise as another: its statement (for the same persona), and the
 * wording of each of its active promises. Case, punctuation and spacing do not count.
 * @param prefix keeps apart what must not be compared.
 */
export function promiseKeys(
  { statement }: Expectation,
  persona: string | null,
  active: readonly PromiseRecord[],
  prefix = "",
): string[] {
  const keys: string[] = [];
  for (const promise of active) addKey(keys, `${prefix} wording`, promise.wording);
  addKey(keys, `${prefix} statement ${persona ?? ""}`, statement);
  return keys;
}

function addKey(keys: string[], about: string, text: string): void {
  const words = normalised(text);
  if (words !== "") keys.push(`${about} ${words}`);
}

/** A text as far as its words go. */
export function normalised(text: string): string {
  const lower = text.toLowerCase();
  // Most texts are plain, and those need none of the slow machinery.
  if (/^[a-z0-9%]+(?: [a-z0-9%]+)*$/.test(lower)) return lower;
  return lower
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%]+/gu, " ")
    .trim();
}

/** Items that share a key, directly or through others, together; groups and their items in the order given. */
export function groupByKeys<T extends { keys: readonly string[] }>(items: readonly T[]): T[][] {
  const parents = items.map((_, index) => index);
  const rootOf = (index: number) => {
    let at = index;
    while (parents[at]! !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  };
  const holders = new Map<string, number>();
  for (const [index, { keys }] of items.entries()) {
    for (const key of keys) {
      const holder = holders.get(key);
      if (holder === undefined) {
        holders.set(key, index);
        continue;
      }
      const [here, there] = [rootOf(index), rootOf(holder)];
      parents[Math.max(here, there)] = Math.min(here, there);
    }
  }
  const groups = new Map<number, T[]>();
  for (const [index, item] of items.entries()) {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
