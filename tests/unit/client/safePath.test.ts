import { expect, test } from "vitest";
import { safePath } from "../../../client/pages/entry/safePath.ts";

test("HX6 signing in leads to a page of the studio and never to another site", () => {
  for (const own of ["/", "/maps/a?show=b#c", "/maps/%C3%BC"]) expect(safePath(own)).toBe(own);
  const others = ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "evil"];
  const hidden = [
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "/\r\\evil.example",
    " //evil.example",
    "/\u0000",
    `/${"a".repeat(1_001)}`,
  ];
  for (const next of [null, ...others, ...hidden]) expect(safePath(next)).toBe("/");
});
