import { expect, test } from "vitest";
import { beyondOf } from "../../../client/session/copyContent.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";

const mapOf = (...titles: string[]) =>
  recordsOfJourney({
    title: "Parcel",
    stages: [{ id: "buy", title: "Buy" }],
    lanes: [{ id: "lane", title: "Customer", kind: "customer" }],
    touchpoints: titles.map((title, index) => ({ id: `t${index}`, title, stage: "buy", lane: "lane" })),
  } as never);

test("O8 of a copy counts what it has beyond the server's last word on its history, whatever the map became since", () => {
  const before = mapOf("Pays", "Waits");
  const now = mapOf("Pays by card", "Waits", "Returns");
  expect(beyondOf(before, now, mapOf("Pays", "Waits"))).toEqual([]);
  expect(beyondOf(before, now, mapOf("Pays"))).toMatchObject([{ verb: "removed", id: "t1" }]);
  expect(beyondOf(before, now, mapOf("Pays", "Waits long"))).toMatchObject([{ verb: "changed", id: "t1" }]);
});

test("O8 where that is not known the copy is compared with the map, and what is only in the map may be somebody else's", () => {
  const now = mapOf("Pays", "Waits", "Returns");
  expect(beyondOf(undefined, now, mapOf("Pays", "Waits"))).toEqual([]);
  expect(beyondOf(undefined, now, mapOf("Pays", "Looks"))).toMatchObject([{ verb: "changed", id: "t1" }]);
});
