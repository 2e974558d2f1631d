import fc from "fast-check";
import { expect, test } from "vitest";
import { type CurveLevel, curveGeometry } from "../../../shared/layout/curveGeometry.ts";
import { sampleCurve } from "../../../shared/layout/sampleCurve.ts";
import { halves, monotoneCubics } from "../../../shared/layout/monotone.ts";

const frame = { width: 400, height: 120 };

function level(gap: number | null, kappa: number | null = 0.8, status = "kept"): CurveLevel {
  return { status, gap, low: gap === null ? null : gap - 0.1, high: gap === null ? null : gap + 0.1, kappa };
}

/** Every number pair of a path, in order. */
function pairs(path: string): { x: number; y: number }[] {
  return [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

const subpaths = (path: string) => path.split("M").length - 1;

test("Y13 the delivered line passes through every measured point and breaks at the others", () => {
  const picture = curveGeometry([level(0.5), level(-0.5), level(null), level(1), level(0)], frame);
  expect(subpaths(picture.delivered)).toBe(2);
  for (const { x, y } of picture.marks) {
    const passes = pairs(picture.delivered).some(
      (point) => Math.abs(point.x - x) < 0.01 && Math.abs(point.y - (y ?? NaN)) < 0.01,
    );
    expect(passes).toBe(y !== undefined);
  }
});

test("Y13 a lone measured point is a short level line", () => {
  const { delivered, marks } = curveGeometry([level(null), level(0.4), level(null)], frame);
  const points = pairs(delivered);
  expect(new Set(points.map(({ y }) => y)).size).toBe(1);
  expect(points[0]?.x).toBeLessThan(marks[1]?.x ?? NaN);
  expect(points.at(-1)?.x).toBeGreaterThan(marks[1]?.x ?? NaN);
});

test("Y13 the line never leaves the band between neighbouring points", () => {
  const ys = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(ys, (heights) => {
      for (const { from, c1, c2, to } of monotoneCubics(heights.map((y, x) => ({ x: x * 10, y })))) {
        const [low, high] = [Math.min(from.y, to.y) - 1e-9, Math.max(from.y, to.y) + 1e-9];
        for (const { y } of [c1, c2]) expect(y >= low && y <= high).toBe(true);
      }
    }),
  );
});

test("Y13 nothing measured, or nothing at all, draws no line and does not throw", () => {
  for (const levels of [[], [level(null)], [level(null), level(null)]]) {
    const { delivered, envelope, area, thin } = curveGeometry(levels, frame);
    expect([delivered, envelope, area, thin]).toEqual(["", "", "", ""]);
  }
});

test("Y14 the promised line is straight at 0 and breaks where nothing is promised", () => {
  const { promised, zero } = curveGeometry([level(0), level(0), level(null, null, "unpromised"), level(null)], frame);
  expect(subpaths(promised)).toBe(2);
  expect(pairs(promised).every(({ y }) => y === zero)).toBe(true);
  expect(promised).not.toContain("C");
});

test("Y15 better is higher, the envelope holds the line, and the scale ends at the zone of tolerance", () => {
  const { marks, zero, desired, adequate } = curveGeometry([level(1), level(-1), level(0.2)], frame);
  expect(marks.map(({ y }) => Math.sign((y ?? NaN) - zero))).toEqual([-1, 1, -1]);
  for (const { y, low, high } of marks) expect((high ?? NaN) <= (y ?? NaN) && (y ?? NaN) <= (low ?? NaN)).toBe(true);
  expect([marks[0]?.y, marks[1]?.y]).toEqual([desired, adequate]);
});

test("Y15 thin evidence is hatched half-way to the neighbours", () => {
  const { thin, marks } = curveGeometry([level(0.5, 0.9), level(0.5, 0.1), level(0.5, 0.2), level(0.5, 0.9)], frame);
  const xs = pairs(thin).map(({ x }) => x);
  const x = (index: number) => marks[index]?.x ?? NaN;
  expect(subpaths(thin)).toBe(1);
  expect(Math.min(...xs)).toBeCloseTo((x(0) + x(1)) / 2);
  expect(Math.max(...xs)).toBeCloseTo((x(2) + x(3)) / 2);
});

test("Y15 a cubic's halves meet at the middle of its x", () => {
  const [cubic] = monotoneCubics([
    { x: 0, y: 0 },
    { x: 30, y: 12 },
  ]);
  expect(cubic && halves(cubic)[0].to.x).toBe(15);
});

test("Y16 a stretch keeps what it shows and one point beyond each end; close neighbours become one", () => {
  const levels = [level(0.1), level(0.2), level(0.4), level(-0.6), level(null), level(0.9)];
  const xs = [0, 100, 104, 200, 300, 400];
  const whole = sampleCurve(levels, xs, { from: 0, to: 400, step: 1 });
  expect(whole).toEqual({ levels, xs });
  const part = sampleCurve(levels, xs, { from: 90, to: 210, step: 10 });
  expect(part.xs).toEqual([0, 102, 200, 300]);
  expect(part.levels[1]?.gap).toBeCloseTo(0.3);
  expect([part.levels[1]?.low, part.levels[1]?.high]).toEqual([0.1, 0.5]);
  expect(sampleCurve([], [], { from: 0, to: 10, step: 1 })).toEqual({ levels: [], xs: [] });
});
