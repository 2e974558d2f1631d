import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeEvidence } from "../../../client/panels/evidence/describeEvidence.ts";
import { parseUpdateTimes } from "../../../client/panels/evidence/parseUpdateTimes.ts";
import { formOf, measureForms, measureInForm, measureSentence } from "../../../client/panels/measure/measureForms.ts";
import { deliveryOf } from "../../../shared/alignment/delivery.ts";

const every30 = measureInForm("cadence", { kind: "boolean" });

test("P19 (F09) of updates at 0, 30 and 75 minutes, promised every 30, 1 of 2 intervals is kept", () => {
  for (const text of [
    "0\n30\n75",
    "0, 30, 75",
    "0 30 75 min",
    "10:00\n10:30\n11:15",
    "Sent\n11:40 pm\n12:10 am\n12:55 am",
  ]) {
    const { drafts, problems } = parseUpdateTimes(text, every30);
    expect({ text, drafts, problems }).toEqual({ text, drafts: [{ values: [30, 45] }], problems: [] });
    expect(describeEvidence(drafts[0]!, every30)).toBe("1 of 2 intervals kept, the latest 15 min late");
    const evidence = { id: "e", order: "a0", expectation: "x", grade: "system", ...drafts[0] } as const;
    expect(deliveryOf(evidence, every30, 30)).toMatchObject({ met: 1, n: 2, value: 0.5 });
  }
});

test("P19 the cadence is said as a sentence, changes its unit, and is a share within a limit for everything else", () => {
  expect(every30).toEqual({ kind: "share", threshold: 30, unit: "min between updates", within: "atMost" });
  expect(measureSentence(every30, 0.9)).toBe("An update every 30 min in 90% of intervals");
  const within = measureInForm("within", { kind: "share" });
  expect(measureSentence(measureInForm("cadence", within), null)).toBe("An update every 2 hours in … of intervals");
  expect(measureInForm("within", every30)).toMatchObject({ threshold: 30, unit: "min" });
  expect(formOf(every30)).toBe("cadence");
  expect(formOf({ ...every30, within: "atLeast" })).toBe("within");
  expect(measureForms.map(({ name }) => name)).toContain("cadence");
});

test("P19 a blank line starts another customer, and one update alone leaves no interval", () => {
  expect(parseUpdateTimes("10:00\n10:20\n\n14:00\n14:50\n\n16:00", every30)).toEqual({
    drafts: [{ values: [20, 50] }],
    problems: [{ row: 7, message: "One update alone leaves no interval; left out" }],
  });
});

test("P19 dated updates are dated by the newest, in the cadence's own unit", () => {
  const daily = { ...every30, threshold: 1, unit: "days between updates" };
  expect(parseUpdateTimes("2024-05-30 09:00\n2024-05-31 09:00\n2024-06-02T09:00", daily).drafts).toEqual([
    { values: [1, 2], observedOn: "2024-06-02" },
  ]);
});

test("P19 what is no time, runs backwards or was never on a clock is left out and named with its row", () => {
  expect(parseUpdateTimes("10:00\nlost\n10:30\n10:10\n11:00", every30)).toEqual({
    drafts: [{ values: [30, 30] }],
    problems: [
      { row: 2, message: "No time of an update; left out" },
      { row: 4, message: "Earlier than the update before it, or told in another way; left out" },
    ],
  });
  expect(parseUpdateTimes("10:00\n25:10\n10:20", every30).drafts).toEqual([{ values: [20] }]);
});

test("P19 counts are read as everywhere, and so is a paste for any other measure", () => {
  expect(parseUpdateTimes("168/200", every30).drafts).toEqual([{ met: 168, n: 200 }]);
  expect(describeEvidence({ met: 168, n: 200 }, every30)).toBe("168 of 200 intervals kept (84%)");
  expect(parseUpdateTimes("Met\tTotal\n1\t2", every30).drafts).toEqual([{ met: 1, n: 2 }]);
  expect(parseUpdateTimes("0\n30\n75", { ...every30, unit: "min" }).drafts).toEqual([{ values: [0, 30, 75] }]);
});

test("P19 a number below zero is no interval, also where it was read as a value", () => {
  expect(parseUpdateTimes("-1", every30)).toEqual({
    drafts: [],
    problems: [{ row: 0, message: "An interval below zero; left out" }],
  });
});

test("P19 no text whatever makes it throw, and no interval is negative", () => {
  const pieces = fc.constantFrom(
    "10:00",
    "23:59",
    "0",
    "75",
    "\n",
    "\n\n",
    " ",
    ",",
    "\t",
    "pm",
    "x",
    "2024-05-31 10:00",
    "/",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join("")),
      ),
      (text) => {
        for (const { values = [] } of parseUpdateTimes(text, every30).drafts)
          for (const value of values) expect(value).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
