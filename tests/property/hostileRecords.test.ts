import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { type Mirror, openMirror } from "../../shared/doc/mirror.ts";
import { tableOf } from "../../shared/doc/table.ts";
import { openUndo } from "../../shared/doc/undo.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { type Kind, kindNames, kinds } from "../../shared/model/kinds.ts";

/** One record of each kind that nobody attacks, and one, its twin, that is fair game. */
const journey = {
  format: "kept.journey",
  version: 1,
  title: "Honest work",
  sources: twins((id) => ({ id, title: "Source" })),
  personas: twins((id) => ({ id, name: "Persona", summary: "Words" })),
  departments: twins((id) => ({ id, name: "Department" })),
  channels: twins((id) => ({ id, name: "Channel" })),
  stages: twins((id) => ({ id, title: "Stage" })),
  lanes: twins((id) => ({ id, title: "Lane", kind: "touchpoints" })),
  touchpoints: twins((id) => ({ id, stage: "good", lane: "good", title: "Touchpoint", description: "Words" })),
  connections: twins((id) => ({ id, from: "good", to: "done", probability: 0.2 })),
  expectations: twins((id) => ({ id, touchpoint: "good", statement: "Fast", measure: { kind: "mean" } })),
  promises: twins((id) => ({ id, expectation: "good", wording: "Always", level: 3 })),
  evidence: twins((id) => ({ id, expectation: "good", grade: "survey", n: 4, met: 3 })),
  weakSpots: twins((id) => ({ id, touchpoint: "good", title: "Weak" })),
  scenarios: twins((id) => ({ id, title: "Scenario", touchpoints: { good: { failure: 0.5 } } })),
  plays: twins((id) => ({ id, title: "Play", steps: [{ phase: "fix", text: "Mend" }] })),
  notes: twins((id) => ({ id, text: "Note" })),
} as Journey;

const wrongTexts = [
  "\uD800",
  "a\0b",
  "__proto__",
  "constructor",
  "",
  "x".repeat(100_000),
  "a0é",
  "a0!",
  `a0${"z".repeat(998)}`,
];

const deep = () => {
  let value: unknown = "bottom";
  for (let i = 0; i < 500; i += 1) value = i % 2 ? [value] : { value };
  return value;
};

/** Values as a client of ours would never write them; drawn as recipes, because a shared type lives in one place only. */
const wrongValues: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.constantFrom(...wrongTexts).map((text) => () => text),
  fc.constantFrom(...wrongTexts.slice(0, 6)).map((text) => () => new Y.Text(text)),
  fc
    .anything({ withBigInt: false })
    .filter(isStorable)
    .map((value) => () => value),
  fc.constantFrom<() => unknown>(
    () => new Y.Map(Object.entries({ kind: "mean", title: new Y.Text("nested") })),
    () => Y.Array.from([1, [2], { three: 3 }]),
    () => new Y.XmlElement("script"),
    () => new Y.XmlText("<b>"),
    () => new Uint8Array(40),
    () => 12n,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => undefined,
    () => null,
    deep,
    () => JSON.parse('{"__proto__":{"polluted":true},"failure":2}') as unknown,
  ),
);

const wrongIds = ["bad", "__proto__", "constructor", "", "\uDFFF", "a\0b", "done", "churn", "x".repeat(300), "new"];

/** Writes straight into the document; `what` names it in a failure. */
interface Attack {
  what: string;
  strike(doc: Y.Doc, value: unknown): void;
}

const attacks: Attack[] = [
  ...kindNames.flatMap((kind) =>
    ["order", ...Object.keys({ ...kinds[kind].shape, ...kinds[kind].view }), "unknown", "__proto__", "id"].map(
      (field) => ({
        what: `${kind}.${field}`,
        strike(doc: Y.Doc, value: unknown) {
          const record = tableOf(doc, kind).get("bad");
          if (record instanceof Y.Map) record.set(field, value);
        },
      }),
    ),
  ),
  ...kindNames.flatMap((kind) =>
    wrongIds.flatMap((id) => [
      { what: `${kind} ${id} is no record`, strike: (doc: Y.Doc, value: unknown) => tableOf(doc, kind).set(id, value) },
      {
        what: `${kind} ${id} is a copy`,
        strike: (doc: Y.Doc) => tableOf(doc, kind).set(id, (tableOf(doc, kind).get("good") as Y.Map<unknown>).clone()),
      },
    ]),
  ),
  ...kindNames.map((kind) => ({
    what: `the table of ${kind}s is a list as well`,
    strike: (doc: Y.Doc) => Y.Array.prototype.push.call(tableOf(doc, kind) as never, ["item"]),
  })),
  ...["title", "context", "state", "asOf", "settings", "__proto__", "unknown"].map((field) => ({
    what: `map.${field}`,
    strike: (doc: Y.Doc, value: unknown) => doc.getMap("map").set(field, value),
  })),
  ...["schemaVersion", "generation", "lists", "__proto__"].map((field) => ({
    what: `header.${field}`,
    strike: (doc: Y.Doc, value: unknown) => doc.getMap("header").set(field, value),
  })),
];

/** Places in the order that leave no room beside them, or are none. */
const wrongOrders = fc
  .constantFrom("a0é", "a0!", "a00", "a", "b", `a0${"z".repeat(998)}`, `a1${"0".repeat(900)}1`, `z${"z".repeat(999)}`)
  .map((order) => () => order);

const drawnAttacks = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...attacks), wrongValues) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...attacks.filter(({ what }) => what.endsWith(".order"))), wrongOrders),
    },
  ),
  { minLength: 1, maxLength: 12 },
);

test("K7 what is written past every command is hidden and listed, and others work on undisturbed", () => {
  fc.assert(
    fc.property(drawnAttacks, (drawn) => {
      const bytes = Y.encodeStateAsUpdate(createDoc(journey));
      const victim = openDoc(bytes);
      const mirror = openMirror(victim);
      const before = goodRecords(mirror);
      const attacker = openDoc(bytes);
      for (const [attack, value] of drawn) attack.strike(attacker, value());
      Y.applyUpdate(victim, Y.encodeStateAsUpdate(attacker));

      expect(goodRecords(mirror)).toEqual(before);
      expectSound(mirror);
      expectSound(openMirror(victim));
      expectWork(victim, mirror);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

/** Every kind of work on the honest records still does what it says. */
function expectWork(doc: Y.Doc, mirror: Mirror): void {
  const origin = {};
  const undo = openUndo(doc, origin);
  const run = (name: CommandName, args: object) => runCommand({ doc, mirror }, name, args, origin);
  for (const kind of kindNames) {
    const name = `${(kind[0] ?? "").toUpperCase()}${kind.slice(1)}` as Capitalize<Kind>;
    const first = mirror.all(kind)[0]?.id ?? null;
    run(`move${name}`, { id: "good", before: null });
    expect(mirror.all(kind).at(-1)?.id).toBe("good");
    if (first !== "good") run(`move${name}`, { id: "good", before: first });
    expect(mirror.all(kind)).toContain(mirror.read(kind, "good"));
  }
  run("addTouchpoint", { id: "mine", stage: "good", lane: "good", title: "Mine" });
  run("moveTouchpoints", { ids: ["mine"], stage: "good", lane: "good", before: "good" });
  expect(mirror.read("touchpoint", "mine")).toMatchObject({ title: "Mine" });
  run("duplicateTouchpoints", { ids: ["good"] });
  run("deleteRecords", { refs: [{ kind: "stage", id: "good" }] });
  expect(mirror.all("expectation")).toEqual([]);
  expectSound(mirror);
  undo.undo();
  expect(mirror.read("touchpoint", "mine")).toMatchObject({ title: "Mine" });
  expectSound(mirror);
  undo.close();
}

function expectSound(mirror: Mirror): void {
  expect(parseJourney(JSON.parse(JSON.stringify(exportJourney(mirror))))).toHaveProperty("journey");
  for (const { kind, id, message } of mirror.problems) {
    expect(mirror.read(kind, id)).toBeUndefined();
    expect(message).not.toBe("");
  }
}

function goodRecords(mirror: Mirror): unknown[] {
  return kindNames.map((kind) => mirror.read(kind, "good"));
}

function twins<T>(make: (id: string) => T): T[] {
  return [make("good"), make("bad")];
}

function openDoc(bytes: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  for (const kind of kindNames) doc.getMap(kind);
  Y.applyUpdate(doc, bytes);
  return doc;
}

/** What Yjs itself would not take is no attack. */
function isStorable(value: unknown): boolean {
  try {
    new Y.Doc().getMap("any").set("value", value);
    return true;
  } catch {
    return false;
  }
}
