import { expect, test } from "vitest";
import { countWords, dayWords, fieldWords, titleWords, verbWords } from "../../../client/state/changeWords.ts";
import { peopleWords, versionLabel, versionTitle } from "../../../client/pages/history/versionWords.ts";

test("VH1 changes are a line of plain words", () => {
  expect(
    countWords([
      { kind: "touchpoint", verb: "changed", count: 3 },
      { kind: "promise", verb: "removed", count: 1 },
      { kind: "evidence", verb: "added", count: 2 },
      { kind: "play", verb: "added", count: 2 },
      { kind: "map", verb: "changed", count: 1 },
    ]),
  ).toBe(
    "3 touchpoints changed, 1 promise removed, 2 pieces of evidence added, 2 plans B added, map’s own fields changed",
  );
  expect(fieldWords(["zeroTolerance", "order", "title"])).toBe("zero tolerance, its place, title");
  expect(verbWords("changed", ["title"])).toBe("changed: title");
  expect(verbWords("removed", [])).toBe("removed");
  expect(titleWords({ kind: "weakSpot", title: "" })).toBe("Untitled weak spot");
});

test("VH1 days are today, yesterday, or named", () => {
  const now = new Date(2024, 5, 28, 0, 30);
  expect(dayWords(new Date(2024, 5, 28, 0, 10).toISOString(), now)).toBe("Today");
  expect(dayWords(new Date(2024, 5, 27, 23, 50).toISOString(), now)).toBe("Yesterday");
  expect(dayWords(new Date(2024, 5, 21, 12, 0).toISOString(), now)).toMatch(/Friday.*21/);
});

test("VH1 a version is called by its name, or by what it is", () => {
  const at = new Date(2024, 5, 28, 14, 5).toISOString();
  expect(versionTitle({ kind: "named", name: "Launch", at, of: null })).toBe("Launch");
  expect(versionTitle({ kind: "automatic", name: null, at, of: null })).toBe("14:05");
  expect(versionTitle({ kind: "safety", name: null, at, of: null })).toBe("Before a restore");
  expect(versionTitle({ kind: "restored", name: "Launch", at, of: at })).toBe("Restored: Launch");
  expect(versionLabel({ kind: "named", name: "Launch", at, of: null })).toBe("“Launch”");
  expect(versionLabel({ kind: "automatic", name: null, at, of: null })).toContain("14:05");
  const people = (...names: string[]) => peopleWords(names.map((name) => ({ name })));
  expect([
    people("Ada"),
    people("Ada", "Ben"),
    people("Ada", "Ben", "Eve"),
    people("Ada", "Ben", "Eve", "Grace"),
  ]).toEqual(["Ada", "Ada and Ben", "Ada, Ben and Eve", "Ada, Ben and 2 more"]);
});
