import type { Expectation, PromiseRecord } from "../model/kinds.ts";

/**
 * The names under which an expectation is the same promise as another: its statement (for the same persona), and the
 * wording of each of its active promises. Case, punctuation and spacing do not count.
 */
export function promiseKeys(expectation: Expectation, active: readonly PromiseRecord[]): string[] {
  const keys = active.map((promise) => `wording ${normalised(promise.wording)}`);
  keys.push(`statement ${expectation.persona ?? ""} ${normalised(expectation.statement)}`);
  return keys.filter((key) => !key.endsWith(" "));
}

/** A text as far as its words go. */
export function normalised(text: string): string {
  // Most texts are plain, and those need none of the slow machinery.
  if (/^[ -~]*$/.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9%]+/g, " ")
      .trim();
  return text
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
      const roots = [rootOf(index), rootOf(holders.get(key) ?? index)];
      parents[Math.max(...roots)] = Math.min(...roots);
      holders.set(key, index);
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
