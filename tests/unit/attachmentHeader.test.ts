import fc from "fast-check";
import { expect, test } from "vitest";
import { attachmentHeader } from "../../server/http/attachmentHeader.ts";

test("H18 a plain name stays as it is", () => {
  expect(attachmentHeader("Airline trip", "json")).toBe(
    `attachment; filename="Airline trip.json"; filename*=UTF-8''Airline%20trip.json`,
  );
});

test("H18 any name gives one well-formed header without paths and without control characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 0, maxLength: 400, size: "max" }), (name) => {
      const header = attachmentHeader(name, "json");
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/);
      const encoded = header.split("''")[1] ?? "";
      expect(decodeURIComponent(encoded)).not.toMatch(/[/\\:"<>|\p{Cc}\p{Cf}]|^\./u);
    }),
  );
});
