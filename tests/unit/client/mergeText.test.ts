import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeText } from "../../../client/state/mergeText.ts";

test("P4 two people writing in one long text both keep their words", () => {
  expect(mergeText("The desk.", "The busy desk.", "The desk. Ask Ana.")).toBe("The busy desk. Ask Ana.");
  expect(mergeText("The desk.", "The desk. Ask Ana.", "The busy desk.")).toBe("The busy desk. Ask Ana.");
  expect(mergeText("abc", "abXc", "aYbc")).toBe("aYbXc");
});

test("P4 when only one of two wrote, the text is that one's", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (base, other) => {
      expect(mergeText(base, other, base)).toBe(other);
      expect(mergeText(base, base, other)).toBe(other);
    }),
  );
});
