import { type Rect, centre } from "./rect.ts";

export type Direction = "left" | "right" | "up" | "down";

/** Straying sideways counts this many times as much as going ahead, so that arrows keep to their row or column. */
const sideways = 4;

/** The box that an arrow key leads to from `id`; `undefined` at the edge. */
export function neighbour<T extends Rect & { readonly id: string }>(
  boxes: Iterable<T>,
  from: T,
  direction: Direction,
): T | undefined {
  const start = centre(from);
  let best: T | undefined;
  let least = Infinity;
  for (const box of boxes) {
    const { x, y } = centre(box);
    const [ahead, aside] = ahead2d(x - start.x, y - start.y, direction);
    const cost = ahead + sideways * Math.abs(aside);
    if (box.id !== from.id && ahead > 0 && cost < least) [best, least] = [box, cost];
  }
  return best;
}

function ahead2d(dx: number, dy: number, direction: Direction): [ahead: number, aside: number] {
  if (direction === "left") return [-dx, dy];
  if (direction === "right") return [dx, dy];
  return direction === "up" ? [-dy, dx] : [dy, dx];
}
