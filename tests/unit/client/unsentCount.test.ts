// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { databaseName } from "../../../client/session/localCopy.ts";
import { forgetUnsentCount, openUnsentCount, readUnsentCount } from "../../../client/session/unsentCount.ts";

const copy = { user: "u/1", map: "m", generation: "g" };

beforeEach(() => localStorage.clear());

test("O6 edits that closed tabs left behind are counted once, and none is left when they are saved", () => {
  openUnsentCount(copy, 1).set(2);
  openUnsentCount({ ...copy, user: "other" }, 1).set(5);
  const second = openUnsentCount(copy, 2);
  expect(second.carried).toBe(2);
  second.set(3);
  expect(readUnsentCount(copy)).toBe(3);
  second.set(0);
  expect(readUnsentCount(copy)).toBe(0);
  expect(readUnsentCount({ ...copy, user: "other" })).toBe(5);
});

test("O8 two users, two maps or two generations never share a copy, whatever their ids hold", () => {
  const names = [
    copy,
    { ...copy, generation: "g2" },
    { ...copy, map: "m/g" },
    { user: "u", map: "1/m", generation: "g" },
  ];
  expect(new Set(names.map(databaseName)).size).toBe(names.length);
  openUnsentCount(copy, 1).set(1);
  forgetUnsentCount({ ...copy, generation: "g2" });
  expect(readUnsentCount(copy)).toBe(1);
});
