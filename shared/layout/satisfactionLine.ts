import { curveMarks } from "./curveGeometry.ts";
import { curveTo, monotoneCubics, pair } from "./monotone.ts";
import type { Point } from "./rect.ts";

/** A promise kept, on the scale of satisfaction 1–7: where the promised line runs. */
const kept = 5;

/** Satisfaction on the scale of the two lines: 7 at the desired level, 5 at the promise, 1 at the adequate one. */
export function asGap(satisfaction: number): number {
  return satisfaction >= kept ? (satisfaction - kept) / 2 : (satisfaction - kept) / 4;
}

/** Where satisfactions stand in a frame of that height, from left to right; the unknown are left out. */
export function satisfactionPoints(
  values: readonly (number | undefined)[],
  xs: readonly number[],
  height: number,
): Point[] {
  return values
    .flatMap((value, i) => {
      if (value === undefined) return [];
      const level = { status: "kept", gap: asGap(value), low: null, high: null, kappa: 1 };
      const [mark] = curveMarks([level], { width: 0, height, xs: [xs[i] ?? 0] });
      return mark?.y === undefined ? [] : [{ x: mark.x, y: mark.y }];
    })
    .sort((a, b) => a.x - b.x);
}

/** A smooth line through points as SVG path data. */
export function pathThrough(points: readonly Point[]): string {
  const [first] = points;
  return first === undefined ? "" : `M${pair(first)}${curveTo(monotoneCubics(points))}`;
}
