import { expect, test } from "vitest";
import { AddressRate } from "../../server/http/addressRate.ts";

test("S13 an address may do so much at once and so much a second, whatever others do", () => {
  const rate = new AddressRate(2, 3);
  const take = (address: string, times: number, now: number) =>
    Array.from({ length: times }, () => rate.take(address, now)).filter(Boolean).length;
  expect(rate.has("a", 0)).toBe(true);
  expect(take("a", 10, 0)).toBe(3);
  expect([rate.has("a", 400), rate.has("b", 400)]).toEqual([false, true]);
  expect(take("b", 10, 400)).toBe(3);
  expect(rate.has("a", 500)).toBe(true);
  expect(take("a", 10, 1_000)).toBe(2);
  expect(take("a", 10, 60_000)).toBe(3);
});
