import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeEvidence } from "../../../client/panels/evidence/describeEvidence.ts";
import { parseDay } from "../../../client/panels/evidence/parseDay.ts";
import { addTogether, parseEvidence } from "../../../client/panels/evidence/parseEvidence.ts";

const share = { kind: "share", direction: "higher" } as const;
const within = { kind: "share", threshold: 2, unit: "hours", within: "atMost" } as const;
const wait = { kind: "mean", direction: "lower", unit: "min" } as const;
const rating = { kind: "rating", min: 1, max: 7 } as const;

test("P10 a single met/n is one piece of evidence", () => {
  expect(parseEvidence("168/200", share)).toEqual({ drafts: [{ met: 168, n: 200 }], problems: [] });
  expect(parseEvidence("168 of 200", share).drafts).toEqual([{ met: 168, n: 200 }]);
});

test("P10 rows of date, met and n under headings are one piece of evidence each, and can be added together", () => {
  const { drafts, problems } = parseEvidence("Month\tMet\tTotal\r\n2024-03\t50\t60\r\n2024-04\t118\t140\r\n", share);
  expect(problems).toEqual([]);
  expect(drafts).toEqual([
    { observedOn: "2024-03-31", met: 50, n: 60 },
    { observedOn: "2024-04-30", met: 118, n: 140 },
  ]);
  expect(addTogether(drafts)).toEqual({ met: 168, n: 200, observedOn: "2024-04-30" });
});

test("P10 two columns of counts without headings are met and n", () => {
  expect(parseEvidence("50\t60\n118\t140", share).drafts).toEqual([
    { met: 50, n: 60 },
    { met: 118, n: 140 },
  ]);
});

test("P10 a column of raw values is one piece of evidence; what is no number is left out and named with its row", () => {
  const { drafts, problems } = parseEvidence("Minutes\n12\n14,5\nn/a\n9 min\n", wait);
  expect(drafts).toEqual([{ values: [12, 14.5, 9] }]);
  expect(problems).toEqual([{ row: 4, message: "“n/a” is not a number; left out" }]);
});

test("P10 numbers on one line are as many values, but a grouped number is one", () => {
  expect(parseEvidence("12 14 15 9", wait).drafts).toEqual([{ values: [12, 14, 15, 9] }]);
  expect(parseEvidence("1 200", wait).drafts).toEqual([{ values: [1200] }]);
});

test("P10 a comma is read as the block as a whole uses it, and refused when it could be either", () => {
  expect(parseEvidence("1,250\n2,5", wait).drafts).toEqual([{ values: [1.25, 2.5] }]);
  expect(parseEvidence("1,250\n2,340.5", wait).drafts).toEqual([{ values: [1250, 2340.5] }]);
  expect(parseEvidence("1,250", wait)).toMatchObject({ drafts: [], problems: [{ row: 1 }] });
});

test("P10 yes and no are counted", () => {
  expect(parseEvidence("yes\nno\nyes", { kind: "boolean" }).drafts).toEqual([{ met: 2, n: 3 }]);
  expect(parseEvidence("Answer\n1\n0\n1\n1", share).drafts).toEqual([{ met: 3, n: 4 }]);
});

test("P10 raw values make a share only where a limit says what counts", () => {
  expect(parseEvidence("1.5\n3\n0.5", within).drafts).toEqual([{ values: [1.5, 3, 0.5] }]);
  expect(describeEvidence({ values: [1.5, 3, 0.5] }, within)).toBe("3 values, 2 within 2 hours");
  const refused = parseEvidence("1.5\n3\n0.5", share);
  expect(refused.drafts).toEqual([]);
  expect(refused.problems[0]?.message).toContain("Within");
});

test("P10 a table of value, n and sd is one piece of evidence a row, with grade, rater and note", () => {
  const text = "Date;Mean;N;SD;Grade;Rated by;Note\n31.05.2024;4,6;40;1,1;survey;Panel;spring wave";
  expect(parseEvidence(text, rating)).toEqual({
    drafts: [
      { observedOn: "2024-05-31", value: 4.6, n: 40, sd: 1.1, grade: "survey", rater: "Panel", note: "spring wave" },
    ],
    problems: [],
  });
});

test("P10 what cannot be is left out and said: more met than cases, counts for an average, a rating off its scale", () => {
  expect(parseEvidence("210/200", share)).toMatchObject({ drafts: [], problems: [{ row: 1 }] });
  expect(parseEvidence("168/200", wait)).toMatchObject({ drafts: [], problems: [{ row: 1 }] });
  expect(parseEvidence("6\n0\n5", rating)).toMatchObject({ drafts: [{ values: [6, 5] }], problems: [{ row: 2 }] });
});

test("P10 percentages are shares", () => {
  expect(parseEvidence("Share\tn\n84%\t200", share).drafts).toEqual([{ value: 0.84, n: 200 }]);
});

test("P10 quoted cells keep their line breaks and quotes", () => {
  expect(parseEvidence('met\tn\tnote\n3\t4\t"said ""late""\nagain"', share).drafts).toEqual([
    { met: 3, n: 4, note: 'said "late"\nagain' },
  ]);
});

test("P10 no text whatever makes it throw, and every draft it gives is within its own bounds", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc
          .array(fc.constantFrom("1", "2/3", "\t", "\n", ",", "%", "yes", "n", '"', ";", ".", " "))
          .map((p) => p.join("")),
      ),
      fc.constantFrom(share, within, wait, rating, { kind: "boolean" } as const),
      (text, measure) => {
        for (const draft of parseEvidence(text, measure).drafts) {
          if (draft.met !== undefined) expect(draft.met).toBeLessThanOrEqual(draft.n ?? -1);
          for (const value of draft.values ?? []) expect(Number.isFinite(value)).toBe(true);
        }
      },
    ),
  );
});

test("P11 a day is read in the ways that mean one day only", () => {
  expect(parseDay("2024-05-31")).toEqual({ value: "2024-05-31" });
  expect(parseDay("2024-05-31T10:00")).toEqual({ value: "2024-05-31" });
  expect(parseDay("31.5.2024")).toEqual({ value: "2024-05-31" });
  expect(parseDay("05/31/2024")).toEqual({ value: "2024-05-31" });
  expect(parseDay("3/4/2024")).toHaveProperty("problem");
  expect(parseDay("2024-02-30")).toHaveProperty("problem");
});
