/** Ranks from 1, equal values sharing their mean rank. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result: number[] = [];
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let at = from; at <= to; at++) result[order[at]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return result;
}

/**
 * Spearman's rank correlation of two series of equal length, −1…+1; null for fewer than three pairs or a constant
 * series. Source: Spearman 1904, as Pearson's correlation of the ranks.
 */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  if (x.length < 3 || x.length !== y.length) return null;
  const rankX = ranks(x);
  const rankY = ranks(y);
  const middle = (x.length + 1) / 2;
  let together = 0;
  let alone = 0;
  let other = 0;
  for (const [index, rank] of rankX.entries()) {
    const a = rank - middle;
    const b = rankY[index]! - middle;
    together += a * b;
    alone += a * a;
    other += b * b;
  }
  return alone > 0 && other > 0 ? Math.max(-1, Math.min(1, together / Math.sqrt(alone * other))) : null;
}
