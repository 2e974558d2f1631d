import type { Point } from "./rect.ts";

/** A cubic Bézier from the point before it: two control points and its end. */
export interface Cubic {
  readonly from: Point;
  readonly c1: Point;
  readonly c2: Point;
  readonly to: Point;
}

/**
 * A smooth line through points of rising x that never over- or undershoots them.
 * Source: Steffen 1990, "A simple method for monotonic interpolation in one dimension".
 */
export function monotoneCubics(points: readonly Point[]): Cubic[] {
  const tangents = points.map((_, index) => tangent(points, index));
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const third = (to.x - from.x) / 3;
    return {
      from,
      c1: { x: from.x + third, y: from.y + third * (tangents[index] ?? 0) },
      c2: { x: to.x - third, y: to.y - third * (tangents[index + 1] ?? 0) },
      to,
    };
  });
}

/** The two halves of a cubic; with control points at thirds they meet at the middle of its x. */
export function halves({ from, c1, c2, to }: Cubic): [Cubic, Cubic] {
  const [a, b, c] = [middle(from, c1), middle(c1, c2), middle(c2, to)];
  const [d, e] = [middle(a, b), middle(b, c)];
  const centre = middle(d, e);
  return [
    { from, c1: a, c2: d, to: centre },
    { from: centre, c1: e, c2: c, to },
  ];
}

/** The same curve from its end to its start. */
export function reversed({ from, c1, c2, to }: Cubic): Cubic {
  return { from: to, c1: c2, c2: c1, to: from };
}

/** SVG path commands that follow the cubics from where the pen is. */
export function curveTo(cubics: readonly Cubic[]): string {
  return cubics.map(({ c1, c2, to }) => `C${pair(c1)} ${pair(c2)} ${pair(to)}`).join("");
}

/** A coordinate pair as SVG paths write it, to a hundredth of a pixel. */
export function pair({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}

/** A coordinate as SVG paths write it, to a hundredth of a pixel. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function tangent(points: readonly Point[], index: number): number {
  const here = points[index];
  const before = points[index - 1];
  const after = points[index + 1];
  if (here === undefined || before === undefined || after === undefined) return 0;
  const [h0, h1] = [here.x - before.x, after.x - here.x];
  if (h0 <= 0 || h1 <= 0) return 0;
  const [s0, s1] = [(here.y - before.y) / h0, (after.y - here.y) / h1];
  const mean = (s0 * h1 + s1 * h0) / (h0 + h1);
  return (Math.sign(s0) + Math.sign(s1)) * Math.min(Math.abs(s0), Math.abs(s1), Math.abs(mean) / 2);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
