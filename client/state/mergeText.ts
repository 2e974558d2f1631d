/**
 * My edit of `base` on top of theirs: `mine` and `theirs` each replaced one stretch of it. Where the two stretches
 * touch, mine wins; else both are kept.
 */
export function mergeText(base: string, mine: string, theirs: string): string {
  const my = change(base, mine);
  const their = change(base, theirs);
  if (my.end <= their.start) return theirs.slice(0, my.start) + my.text + theirs.slice(my.end);
  if (their.end <= my.start) {
    const shift = their.text.length - (their.end - their.start);
    return theirs.slice(0, my.start + shift) + my.text + theirs.slice(my.end + shift);
  }
  return mine;
}

/** The one stretch of `from` that must be replaced to get `to`. */
function change(from: string, to: string): { start: number; end: number; text: string } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < most - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return { start, end: from.length - tail, text: to.slice(start, to.length - tail) };
}
