import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { z } from "zod";

/** Honest keys have a dozen; a place between two keys of this length gets none longer. */
const maxKeyChars = 1_000;

/** A record's place among its kind: compared as text, ties broken by id. */
export const orderKey = z.string().max(maxKeyChars).refine(isOrderKey, "is not an order key");

/** Compares two records by order, then id: the same on every machine. */
export function byOrder(a: { order: string; id: string }, b: { order: string; id: string }): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** `count` rising keys for a list written at once. */
export function orderKeys(count: number): string[] {
  return generateNKeysBetween(null, null, count);
}

interface Ordered {
  id: string;
  order: string;
}

/** Keys for records put into a list, and new keys for neighbours that had the same one. */
export interface Placement {
  keys: string[];
  rekeyed: { id: string; order: string }[];
}

/**
 * Keys that put `count` records before `list[index]` (`list.length` is the end). Two people inserting at the same
 * place at once make equal keys; such neighbours are given new ones, so that the new records really land between.
 * Where keys have grown until none fits between, the whole list is given new ones.
 * @param list in order. @param moving ids in the list that are being placed, and so count as not there.
 */
export function placeAt(
  list: readonly Ordered[],
  index: number,
  count: number,
  moving: ReadonlySet<string> = new Set(),
): Placement {
  const stays = ({ id }: Ordered) => !moving.has(id);
  let left = index - 1;
  while (left >= 0 && !stays(list[left]!)) left -= 1;
  const before = list[left]?.order ?? null;
  const tied: Ordered[] = [];
  let after: string | null = null;
  for (let right = index; right < list.length && after === null; right += 1) {
    const record = list[right]!;
    if (!stays(record)) continue;
    if (before !== null && record.order <= before) tied.push(record);
    else after = record.order;
  }
  const keys = generateNKeysBetween(before, after, count + tied.length);
  if (keys.every((key) => key.length <= maxKeyChars))
    return { keys: keys.slice(0, count), rekeyed: tied.map(({ id }, i) => ({ id, order: keys[count + i]! })) };
  const front = list.slice(0, index).filter(stays);
  const spread = orderKeys(list.length + count);
  return {
    keys: spread.slice(front.length, front.length + count),
    rekeyed: [
      ...front.map(({ id }, i) => ({ id, order: spread[i]! })),
      ...list
        .slice(index)
        .filter(stays)
        .map(({ id }, i) => ({ id, order: spread[front.length + count + i]! })),
    ],
  };
}

function isOrderKey(text: string): boolean {
  // The library takes letters it does not know for its first, and then finds no key between two.
  if (!/^[0-9A-Za-z]+$/.test(text)) return false;
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}
