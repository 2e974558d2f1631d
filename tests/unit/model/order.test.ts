import { expect, test } from "vitest";
import { byOrder, orderKey, orderKeys, placeAt } from "../../../shared/model/order.ts";

const listOf = (...orders: string[]) => orders.map((order, i) => ({ id: `r${i}`, order }));

/** The ids as they stand when the placed records and the new keys of their neighbours are written. */
function after(list: { id: string; order: string }[], index: number, count: number, moving?: Set<string>): string[] {
  const { keys, rekeyed } = placeAt(list, index, count, moving);
  const renewed = new Map(rekeyed.map(({ id, order }) => [id, order]));
  const stay = list
    .filter(({ id }) => !moving?.has(id))
    .map(({ id, order }) => ({ id, order: renewed.get(id) ?? order }));
  const all = [...stay, ...keys.map((order, i) => ({ id: `new${i}`, order }))];
  for (const { order } of all) expect(orderKey.safeParse(order).success).toBe(true);
  expect(new Set(keys).size).toBe(count);
  return all.sort(byOrder).map(({ id }) => id);
}

test("K6 records land where they are put: first, between, last, several", () => {
  const list = listOf("a0", "a1", "a2");
  expect(after(list, 0, 1)).toEqual(["new0", "r0", "r1", "r2"]);
  expect(after(list, 1, 2)).toEqual(["r0", "new0", "new1", "r1", "r2"]);
  expect(after(list, 3, 1)).toEqual(["r0", "r1", "r2", "new0"]);
  expect(after([], 0, 2)).toEqual(["new0", "new1"]);
  expect(placeAt(list, 1, 2).rekeyed).toEqual([]);
});

test("K6 equal keys are ordered by id, and a place between them is made", () => {
  const list = listOf("a0", "a1", "a1", "a1", "a2");
  expect(after(list, 2, 1)).toEqual(["r0", "r1", "new0", "r2", "r3", "r4"]);
  expect(placeAt(list, 2, 1).rekeyed.map(({ id }) => id)).toEqual(["r2", "r3"]);
});

test("K6 records that move count as not there", () => {
  const list = listOf("a0", "a1", "a2", "a3");
  expect(after(list, 2, 2, new Set(["r1", "r2"]))).toEqual(["r0", "new0", "new1", "r3"]);
  expect(after(list, 4, 1, new Set(["r3"]))).toEqual(["r0", "r1", "r2", "new0"]);
});

test("K6 where no key fits between, the whole list is given new ones", () => {
  const list = listOf("a0", `a0${"z".repeat(998)}`, "a1");
  expect(after(list, 2, 1)).toEqual(["r0", "r1", "new0", "r2"]);
  expect(after(list, 2, 1, new Set(["r0"]))).toEqual(["r1", "new0", "r2"]);
  expect(placeAt(list, 2, 1).rekeyed).toHaveLength(3);
});

test("K6 a thousand records put into one gap keep short keys", () => {
  let list = listOf("a0", "a1");
  for (let i = 0; i < 1_000; i += 1) {
    const [order = ""] = placeAt(list, 1, 1).keys;
    list = [...list, { id: `n${i}`, order }].sort(byOrder);
  }
  expect(Math.max(...list.map(({ order }) => order.length))).toBeLessThan(250);
});

test.each(["", "a", "a00", "b0", "a0é", "a0!", "A", "a0\0", `a1${"z".repeat(999)}`])("K6 %j is no order key", (key) => {
  expect(orderKey.safeParse(key).success).toBe(false);
});

test("K6 keys of a list written at once rise", () => {
  const keys = orderKeys(10_000);
  expect(keys.every((key, i) => i === 0 || keys[i - 1]! < key)).toBe(true);
  expect(keys.every((key) => key.length < 8)).toBe(true);
});
