import { type Cubic, curveTo, pair } from "./monotone.ts";
import { type Point, type Rect, centre } from "./rect.ts";

/** A connection's line from one box to another. */
export interface ConnectionPath {
  /** SVG path data. */
  readonly path: string;
  /** The middle of the line, where its label stands. */
  readonly label: Point;
  /** Length of the straight way, for deciding how much of a label fits. */
  readonly length: number;
}

type Port = Point & { readonly dx: number; readonly dy: number };

/** Going back costs a bow of this depth below or above the cards. */
const bow = 48;

/** The line leaves and enters by the sides that face each other; one that runs back bows below the cards. */
export function connectionCurve(from: Rect, to: Rect): Cubic {
  const [start, end] = ports(from, to);
  const reach = Math.max(12, Math.min(bow * 2, Math.hypot(end.x - start.x, end.y - start.y) / 2));
  const pull = (port: Port): Point => ({
    x: port.x + port.dx * reach,
    y: port.y + port.dy * Math.max(reach, start.dy === end.dy && port.dy !== 0 ? bow : 0),
  });
  return { from: start, c1: pull(start), c2: pull(end), to: end };
}

/** {@link connectionCurve} as a path, with where its label stands. */
export function connectionPath(from: Rect, to: Rect): ConnectionPath {
  const curve = connectionCurve(from, to);
  const { from: start, c1, c2, to: end } = curve;
  return {
    path: `M${pair(start)}${curveTo([curve])}`,
    label: {
      x: (start.x + 3 * c1.x + 3 * c2.x + end.x) / 8,
      y: (start.y + 3 * c1.y + 3 * c2.y + end.y) / 8,
    },
    length: Math.hypot(end.x - start.x, end.y - start.y),
  };
}

function ports(from: Rect, to: Rect): [Port, Port] {
  const [a, b] = [centre(from), centre(to)];
  if (to.x >= from.x + from.width)
    return [
      { x: from.x + from.width, y: a.y, dx: 1, dy: 0 },
      { x: to.x, y: b.y, dx: -1, dy: 0 },
    ];
  if (to.y >= from.y + from.height)
    return [
      { x: a.x, y: from.y + from.height, dx: 0, dy: 1 },
      { x: b.x, y: to.y, dx: 0, dy: -1 },
    ];
  if (to.y + to.height <= from.y)
    return [
      { x: a.x, y: from.y, dx: 0, dy: -1 },
      { x: b.x, y: to.y + to.height, dx: 0, dy: 1 },
    ];
  return [
    { x: a.x, y: from.y + from.height, dx: 0, dy: 1 },
    { x: b.x, y: to.y + to.height, dx: 0, dy: 1 },
  ];
}
