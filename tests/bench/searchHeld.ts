/** Where a search begins, the largest number it tries, and how near to each other held and not held are in the end. */
export interface HeldSearch {
  from: number;
  most: number;
  /** A ratio: with 1.15 the next number that is not held is at most 15% larger. */
  closeness: number;
}

/**
 * The largest number found that is held: doubled or halved from the first until one is and one is not, then between them.
 * 0 when not even one is held.
 */
export async function searchHeld(
  { from, most, closeness }: HeldSearch,
  isHeld: (size: number) => Promise<boolean>,
): Promise<number> {
  let held = 0;
  let broken = most + 1;
  for (let size = from; size >= 1 && size <= most;) {
    if (await isHeld(size)) {
      held = size;
      if (held === most) return held;
      size = broken > most ? Math.min(most, size * 2) : 0;
    } else {
      broken = size;
      size = held > 0 ? 0 : Math.floor(size / 2);
    }
  }
  while (held > 0 && broken <= most && broken / held > closeness && broken - held > 1) {
    const middle = Math.floor((held + broken) / 2);
    if (await isHeld(middle)) held = middle;
    else broken = middle;
  }
  return held;
}
