// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { mapPath, readMapPlace } from "../../../client/state/place.ts";

test("an address that was cut off within a letter is no page of a map", () => {
  expect(readMapPlace("/maps/x/plays/%E0%A4")).toBeUndefined();
  expect(readMapPlace(mapPath("x", "plays", "ä b"))).toEqual({ map: "x", view: "plays", item: "ä b" });
});
