import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hideNotice, holdNotices, notices, showError, showNotice } from "../../../client/state/notices.ts";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  for (const { id } of notices.read()) hideNotice(id);
  vi.useRealTimers();
});

const words = () => notices.read().map(({ title, text }) => title ?? text);

test("X6 what was done is said for a while, what failed until it is dismissed", () => {
  showNotice("Copied");
  showError("Not saved");
  vi.advanceTimersByTime(60_000);
  expect(words()).toEqual(["Not saved"]);
  hideNotice(notices.read()[0]!.id);
  expect(words()).toEqual([]);
});

test("X6 a notice stays while the pointer or the focus is on it, and then has its whole time again", () => {
  showNotice("Copied");
  vi.advanceTimersByTime(7_000);
  holdNotices(true);
  vi.advanceTimersByTime(60_000);
  expect(words()).toEqual(["Copied"]);
  holdNotices(false);
  vi.advanceTimersByTime(7_000);
  expect(words()).toEqual(["Copied"]);
  vi.advanceTimersByTime(2_000);
  expect(words()).toEqual([]);
});

test("X6 three notices at most: done ones make room, and one failure twice is shown once", () => {
  showError("First");
  for (const done of ["A", "B", "C"]) showNotice(done);
  showError("First");
  expect(words()).toEqual(["B", "C", "First"]);
});
