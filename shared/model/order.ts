import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { z } from "zod";

/** A record's place among its kind: compared as text, ties broken by id. */
export const orderKey = z.string().min(1).max(1_000).refine(isOrderKey, "is not an order key");

/** Compares two records by order, then id: the same on every machine. */
export function byOrder(a: { order: string; id: string }, b: { order: string; id: string }): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A key after `before` and before `after`; `null` means the end of the list. Equal neighbours give a key after both. */
export function orderBetween(before: string | null, after: string | null): string {
  const ordered = before === null || after === null || before < after;
  return generateKeyBetween(before, ordered ? after : null);
}

/** `count` keys in rising order, for a list written at once. */
export function orderKeys(count: number): string[] {
  return generateNKeysBetween(null, null, count);
}

function isOrderKey(text: string): boolean {
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}
