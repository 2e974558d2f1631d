import fc from "fast-check";
import { expect, test } from "vitest";
import { closeCodes, isFinalClose } from "../../../shared/wire/close.ts";
import { decodeMessage, encodeMessage, isCountedFrame, type Message } from "../../../shared/wire/message.ts";
import { presence, readPresence } from "../../../shared/wire/presence.ts";
import { mapIdOfPath, syncPath } from "../../../shared/wire/version.ts";

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array));
const count = fc.nat({ max: 2 ** 31 });
const text = fc.string({ unit: "binary", maxLength: 50 });
const messages: fc.Arbitrary<Message> = fc.oneof(
  bytes.map((stateVector): Message => ({ type: "syncStep1", stateVector })),
  bytes.map((update): Message => ({ type: "syncStep2", update })),
  bytes.map((update): Message => ({ type: "update", update })),
  bytes.map((entries): Message => ({ type: "awareness", entries })),
  text.map((reason): Message => ({ type: "auth", reason })),
  fc.constant<Message>({ type: "queryAwareness" }),
  count.map((n): Message => ({ type: "saved", count: n })),
  fc.record({ type: fc.constant("refused" as const), index: count, code: text, text }),
  fc.jsonValue({ noUnicodeString: true }).map((state): Message => ({ type: "session", state })),
);

test("W1 a frame reads back as what was written, and not when it ends early or goes on", () => {
  fc.assert(
    fc.property(messages, (message) => {
      const frame = encodeMessage(message);
      const back = decodeMessage(frame);
      expect(JSON.stringify(back)).toBe(JSON.stringify(message));
      expect(() => decodeMessage(new Uint8Array([...frame, 0]))).toThrow();
      expect(() => decodeMessage(frame.subarray(0, -1))).toThrow();
    }),
  );
});

test("W1 any bytes are either a message or refused as malformed", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (frame) => {
      try {
        decodeMessage(frame);
      } catch (error) {
        expect(error).toMatchObject({ code: "MALFORMED" });
      }
    }),
    { numRuns: 2_000 },
  );
});

test("W4 presence is read by hand as its schema would", () => {
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(1e9, -1e9, 1e9 + 1, "1", null));
  const id = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("x".repeat(200), "x".repeat(201), 5, null));
  const ids = fc.oneof(
    fc.array(id, { maxLength: 4 }),
    fc.constant(Array.from({ length: 201 }, () => "a")),
    fc.anything(),
  );
  const part = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.record(fields) },
      { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.anything() },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  const states = fc.record(
    {
      user: part({ id, name: fc.string(), color: id }),
      cursor: part({ x: number, y: number }),
      selection: ids,
      drag: part({ ids, dx: number, dy: number }),
      view: part({ x: number, y: number, width: number, height: number }),
      editing: part({ kind: fc.string({ maxLength: 50 }), id, field: fc.string({ maxLength: 90 }) }),
      other: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: states }, { weight: 1, arbitrary: fc.anything() }), (state) => {
      expect(readPresence(state)).toEqual(presence.safeParse(state).data);
    }),
    { numRuns: 3_000 },
  );
});

test("W2 Updates and SyncStep2 that say something are counted, and nothing else", () => {
  fc.assert(
    fc.property(messages, (message) => {
      const isEmpty =
        message.type === "syncStep2" && message.update.length === 2 && message.update.every((b) => b === 0);
      const counts = message.type === "update" || (message.type === "syncStep2" && !isEmpty);
      expect(isCountedFrame(encodeMessage(message))).toBe(counts);
    }),
  );
  expect(isCountedFrame(encodeMessage({ type: "syncStep2", update: new Uint8Array([0, 0]) }))).toBe(false);
});

test("W3 final close codes are those from 4400 to 4499", () => {
  const final = Object.entries(closeCodes).filter(([, code]) => isFinalClose(code));
  expect(final.map(([name]) => name)).toEqual([
    "malformed",
    "signedOut",
    "forbidden",
    "noSuchMap",
    "otherGeneration",
    "clientTooOld",
  ]);
});

test("W1 the address of a map's socket reads back as the map, whatever its id", () => {
  fc.assert(
    fc.property(
      text.filter((id) => id.length > 0),
      (id) => {
        expect(mapIdOfPath(syncPath(id))).toBe(id);
      },
    ),
  );
  for (const path of ["/sync/", "/sync/a/b", "/sync", "/", "/sync/%E0%A4%A"]) expect(mapIdOfPath(path)).toBe(undefined);
});
