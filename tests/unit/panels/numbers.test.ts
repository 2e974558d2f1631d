import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatLevel, formatLevelDifference, levelDigits, parseLevel } from "../../../client/panels/measure/levels.ts";
import { measureForms, measureInForm, formOf, measureSentence } from "../../../client/panels/measure/measureForms.ts";
import { formatNumber, formatSigned, parseNumber } from "../../../client/panels/measure/numbers.ts";

test.each([
  ["12", 12],
  [" 1 200 ", 1200],
  ["46\u202f315\u202f223", 46_315_223],
  ["12,5", 12.5],
  ["0,125", 0.125],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["1,234,567", 1_234_567],
  ["−3", -3],
  [".5", 0.5],
  ["2e3", 2000],
])("P1 the number %j is read as %d, wherever the writer is from", (text, value) => {
  expect(parseNumber(text)).toEqual({ value });
});

test.each(["", "n/a", "1,234", "12 minutes", "1.2.3", "--4", "1e999", "0x10"])(
  "P1 %j is not read as a number, and says why",
  (text) => expect(parseNumber(text)).toHaveProperty("problem"),
);

test("P2 a level is shown in its measure's words and read back as it was shown", () => {
  const share = { kind: "share" } as const;
  const rating = { kind: "rating", min: 1, max: 7 } as const;
  const wait = { kind: "mean", direction: "lower", unit: "min" } as const;
  expect(formatLevel(share, 0.84)).toBe("84%");
  expect(formatLevel(rating, 4.6)).toBe("4.6 of 7");
  expect(formatLevel(wait, 12)).toBe("12 min");
  expect(formatLevel(wait, null)).toBe("–");
  expect(formatLevelDifference(share, -0.06)).toBe("−6 points");
  expect(formatLevelDifference(wait, 3)).toBe("+3 min");
  expect(parseLevel(share, "84 %")).toEqual({ value: 0.84 });
  expect(parseLevel(wait, "12 min")).toEqual({ value: 12 });
  expect(parseLevel(share, "140")).toHaveProperty("problem");
  expect(parseLevel(rating, "8")).toHaveProperty("problem");
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (level) => {
      const read = parseLevel(share, levelDigits(share, level));
      expect("value" in read ? read.value : Number.NaN).toBeCloseTo(level, 10);
    }),
  );
});

test("P2 numbers look the same in every country", () => {
  expect(formatNumber(38_218_582)).toBe("38,218,582");
  expect(formatNumber(1200)).toBe("1,200");
  expect(formatNumber(0.4471)).toBe("0.45");
  expect(formatNumber(12.3456)).toBe("12.3");
  expect(formatNumber(-0.001)).toBe("0");
  expect(formatSigned(-1.4)).toBe("−1.4");
  expect(formatSigned(0.3)).toBe("+0.3");
  expect(formatSigned(0)).toBe("0");
});

test("P3 every plain form makes a measure that is shown in that form again, and a sentence", () => {
  for (const { name } of measureForms) {
    const measure = measureInForm(name, { kind: "share" });
    expect(formOf(measure)).toBe(name);
    expect(measureSentence(measure, null).length).toBeGreaterThan(3);
  }
  expect(measureSentence(measureInForm("within", { kind: "boolean" }), 0.9)).toBe("Within 2 hours in 90% of cases");
  expect(measureSentence({ kind: "mean", direction: "lower", unit: "minutes" }, 15)).toBe(
    "At most 15 minutes on average",
  );
  expect(measureSentence({ kind: "rating", min: 1, max: 7 }, 6)).toBe("Rated 6 of 7");
});
