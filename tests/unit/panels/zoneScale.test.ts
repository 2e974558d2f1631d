import * as fc from "fast-check";
import { expect, test } from "vitest";
import { zoneScale } from "../../../client/panels/zone/zoneScale.ts";

test("P12 a rating shows its whole scale, a share the part in use and never past 0 or 100%", () => {
  expect(zoneScale({ kind: "rating", min: 1, max: 7 }, [4, 5])).toMatchObject({ min: 1, max: 7 });
  const share = zoneScale({ kind: "share" }, [0.8, 0.9, 0.97]);
  expect(share.min).toBeGreaterThanOrEqual(0.6);
  expect(share.max).toBeLessThanOrEqual(1);
});

test("P12 better is to the right, for lower-is-better too", () => {
  const wait = zoneScale({ kind: "mean", direction: "lower" }, [10, 15, 25]);
  expect(wait.position(10)).toBeGreaterThan(wait.position(25));
});

test("P12 every level lies on the axis, on a grid of about a hundred steps", () => {
  const measures = [
    { kind: "share" },
    { kind: "mean", direction: "lower" },
    { kind: "rating", min: 1, max: 7 },
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...measures),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
      (measure, parts) => {
        const levels = parts.map((part) => (measure.kind === "rating" ? 1 + 6 * part : part));
        const scale = zoneScale(measure, levels);
        for (const level of levels) {
          expect(level).toBeGreaterThanOrEqual(scale.min);
          expect(level).toBeLessThanOrEqual(scale.max);
        }
        const steps = (scale.max - scale.min) / scale.step;
        expect(steps).toBeGreaterThanOrEqual(40);
        expect(steps).toBeLessThanOrEqual(101);
      },
    ),
  );
});

test("P12 levels nobody would write still make an axis", () => {
  for (const level of [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0]) {
    const scale = zoneScale({ kind: "mean" }, [level, 5]);
    expect(scale.max).toBeGreaterThan(scale.min);
    expect(scale.ticks.length).toBeGreaterThan(1);
  }
});
