import { type Point, type Rect, contains, intersects } from "./rect.ts";

/** Finds boxes by place. Built once per layout; asking costs what lies there, not what the map holds. */
export interface SpatialIndex<T extends Rect> {
  readonly size: number;
  /** Every box that meets `rect`, in the order they were given. */
  within: (rect: Rect) => T[];
  /** How many boxes meet `rect`, counted no further than `atMost`. */
  count: (rect: Rect, atMost: number) => number;
  /** The topmost (last given) box under a point. */
  at: (point: Point) => T | undefined;
}

/** About two cards by four: small enough to skip most, large enough that a screen touches few. */
const cell = 512;

/** Indexes boxes by a uniform grid: cards have one size and lie evenly, so a tree would only add steps. */
export function spatialIndex<T extends Rect>(boxes: Iterable<T>): SpatialIndex<T> {
  const items = [...boxes];
  const buckets = new Map<number, number[]>();
  items.forEach((box, index) => {
    for (const bucketKey of keysOf(box)) {
      const bucket = buckets.get(bucketKey);
      if (bucket === undefined) buckets.set(bucketKey, [index]);
      else bucket.push(index);
    }
  });

  const indexesIn = (rect: Rect, atMost: number): number[] => {
    const found = new Set<number>();
    const [columns, rows] = [span(rect.x, rect.width), span(rect.y, rect.height)];
    // Asked for more cells than exist, walking the boxes is cheaper than walking empty space.
    if ((columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1) > Math.max(64, items.length)) {
      items.forEach((box, index) => found.size < atMost && intersects(box, rect) && found.add(index));
      return [...found];
    }
    for (let row = rows[0]; row <= rows[1]; row++)
      for (let column = columns[0]; column <= columns[1]; column++)
        for (const index of buckets.get(key(column, row)) ?? []) {
          if (found.size >= atMost) return [...found];
          const box = items[index];
          if (box !== undefined && intersects(box, rect)) found.add(index);
        }
    return [...found].sort((a, b) => a - b);
  };

  return {
    size: items.length,
    within: (rect) => indexesIn(rect, Infinity).flatMap((index) => items[index] ?? []),
    count: (rect, atMost) => indexesIn(rect, atMost).length,
    at: (point) => {
      const here = buckets.get(key(Math.floor(point.x / cell), Math.floor(point.y / cell))) ?? [];
      const top = here.findLast((index) => contains(items[index] ?? nowhere, point));
      return top === undefined ? undefined : items[top];
    },
  };
}

/** One number per grid cell; a number is a faster map key than text. */
function key(column: number, row: number): number {
  return row * 2 ** 24 + column;
}

const nowhere: Rect = { x: Infinity, y: Infinity, width: 0, height: 0 };

function span(start: number, length: number): [first: number, last: number] {
  return [Math.floor(start / cell), Math.floor((start + length) / cell)];
}

function* keysOf(rect: Rect): Generator<number> {
  const [left, right] = span(rect.x, rect.width);
  const [top, bottom] = span(rect.y, rect.height);
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) yield key(column, row);
}
