import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { splitUpdate } from "../../client/session/splitUpdate.ts";

/** Two tabs that write maps, nested maps and text, delete, and hear of each other now and then. */
const script = fc.array(
  fc.record({
    tab: fc.nat(1),
    step: fc.constantFrom("set", "nest", "text", "delete", "meet"),
    key: fc.constantFrom("a", "b", "c"),
    size: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 1, maxLength: 60 },
);

test("O11 an update in pieces gives the same document, and no piece waits for a later one", () => {
  fc.assert(
    fc.property(
      script,
      fc.integer({ min: 30, max: 300 }),
      fc.integer({ min: 1, max: 8 }),
      (steps, maxBytes, maxStructs) => {
        const base = new Y.Doc();
        base.getMap("root").set("start", 1);
        const seed = Y.encodeStateAsUpdate(base);
        const tabs = [new Y.Doc(), new Y.Doc()] as const;
        for (const tab of tabs) Y.applyUpdate(tab, seed);
        for (const { tab, step, key, size } of steps)
          play(tabs[tab as 0 | 1], tabs[tab === 0 ? 1 : 0], step, key, size);
        Y.applyUpdate(tabs[0], Y.encodeStateAsUpdate(tabs[1]));

        const update = Y.encodeStateAsUpdate(tabs[0], Y.encodeStateVector(base));
        for (const piece of splitUpdate(update, maxBytes, maxStructs)) {
          Y.applyUpdate(base, piece);
          expect(base.store.pendingStructs).toBeNull();
        }
        expect(Y.encodeStateVector(base)).toEqual(Y.encodeStateVector(tabs[0]));
        expect(base.getMap("root").toJSON()).toEqual(tabs[0].getMap("root").toJSON());
      },
    ),
  );
});

function play(own: Y.Doc, other: Y.Doc, step: string, key: string, size: number): void {
  const root = own.getMap("root");
  const child = root.get(key);
  if (step === "meet") Y.applyUpdate(own, Y.encodeStateAsUpdate(other));
  else if (step === "delete") root.delete(key);
  else if (step === "nest") root.set(key, new Y.Map([["x", "y".repeat(size)]]));
  else if (step === "text") {
    if (child instanceof Y.Text) child.insert(Math.floor(child.length / 2), "t".repeat(size));
    else root.set(key, new Y.Text("start"));
  } else if (child instanceof Y.Map) child.set("z", "s".repeat(size));
  else root.set(key, "v".repeat(size));
}
