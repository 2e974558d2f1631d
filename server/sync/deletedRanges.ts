import type * as Y from "yjs";

/** What an update or a document deletes: ranges of clocks by client. */
export type DeletedRanges = ReturnType<typeof Y.decodeUpdate>["ds"];

/** Whether every range of `inner` is deleted in `outer`, whose ranges are sorted. */
export function containsRanges(outer: DeletedRanges, inner: DeletedRanges): boolean {
  for (const [client, ranges] of inner.clients) {
    const sorted = outer.clients.get(client) ?? [];
    for (const { clock, len } of ranges) {
      if (len === 0) continue;
      const before = sorted[lastAtOrBefore(sorted, clock)];
      if (!before || before.clock + before.len < clock + len) return false;
    }
  }
  return true;
}

/** Index of the last range that begins at or before `clock`, or -1. */
function lastAtOrBefore(ranges: readonly { clock: number }[], clock: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.clock ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
