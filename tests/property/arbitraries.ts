import fc from "fast-check";
import type { z } from "zod";
import { journeyEnds } from "../../shared/model/connection.ts";
import { type Journey, mapFields } from "../../shared/model/journey.ts";
import { type Kind, kindNames, kinds, linksOf, ownersOf } from "../../shared/model/kinds.ts";
import { day, id, label, url } from "../../shared/model/scalars.ts";

type Fields = Record<string, unknown>;
type RawRecord = Fields & { id: string };

/** Words that have broken software before: prototype names, markup, bidi and zero-width marks, lines, joined emoji. */
const hardTexts = [
  "",
  " ",
  "constructor",
  "toString",
  "hasOwnProperty",
  "prototype",
  "done",
  "churn",
  "null",
  "=1+1",
  "<script>alert(1)</script>",
  "\u202Eright to left\u202C",
  "a\u200Bb\uFEFF",
  "line\r\nline\ttab",
  "👩‍👩‍👧‍👦 Ünïcödé 漢字 عربى",
  "\u0001\u001F\u007F\uFFFD\uFFFF",
];

const texts = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 24 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hardTexts) },
);

const labels = texts.filter((text) => label.safeParse(text).success);

const ids = fc
  .oneof({ weight: 2, arbitrary: fc.stringMatching(/^[a-z]{1,3}-\d{1,3}$/) }, { weight: 1, arbitrary: labels })
  .filter((text) => id.safeParse(text).success);

const urls = fc
  .oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.constant("mailto:desk@example.org"))
  .filter((text) => url.safeParse(text).success);

const days = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/**
 * Any valid journey document: every kind, every optional field there or not, lists absent, empty or filled, references
 * that hold. It is drawn from the record schemas themselves, so a field added to a kind is tested at once.
 */
export const journeys: fc.Arbitrary<Journey> = fc
  .tuple(
    fc.record(fieldsOf(mapFields), { requiredKeys: ["title"], noNullPrototype: true }),
    fc.record(rawLists(), { requiredKeys: [], noNullPrototype: true }),
  )
  .map(([fields, lists]) => withReferences({ format: "kept.journey", version: 1, ...fields }, structuredClone(lists)));

/** Values for any field of a record or of the map. A reference is drawn as a number and resolved later. */
export function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema === id) return fc.nat();
  if (schema === label) return labels;
  if (schema === url) return urls;
  if (schema === day) return days;
  const { def } = schema as unknown as { def: SchemaDef };
  switch (def.type) {
    case "optional":
      return valuesOf(def.innerType);
    case "nullable":
      return fc.option(valuesOf(def.innerType), { nil: null });
    case "boolean":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "number":
      return numbersOf(schema as z.ZodNumber);
    case "array":
      return fc.array(valuesOf(def.element), { maxLength: 4 });
    case "union":
      return fc.oneof(...def.options.map(valuesOf));
    case "object":
      return fc.record(fieldsOf(def.shape), { requiredKeys: requiredKeysOf(def.shape), noNullPrototype: true });
    case "record":
      return fc.array(fc.tuple(fc.nat(), valuesOf(def.valueType)), { maxLength: 4 });
    default:
      throw new Error(`No arbitrary for a schema of type ${(def as { type: string }).type}`);
  }
}

type SchemaDef =
  | { type: "optional" | "nullable"; innerType: z.ZodType }
  | { type: "boolean" }
  | { type: "number" }
  | { type: "enum"; entries: Record<string, string> }
  | { type: "array"; element: z.ZodType }
  | { type: "union"; options: z.ZodType[] }
  | { type: "object"; shape: Record<string, z.ZodType> }
  | { type: "record"; valueType: z.ZodType };

function numbersOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = schema.minValue ?? Number.NEGATIVE_INFINITY;
  const max = schema.maxValue ?? Number.POSITIVE_INFINITY;
  if (schema.isInt || schema.format === "safeint")
    return fc.oneof(
      fc.integer({ min: Math.max(min, -100), max: Math.min(max, 1_000) }),
      fc.integer({ min: Math.max(min, Number.MIN_SAFE_INTEGER), max: Math.min(max, Number.MAX_SAFE_INTEGER) }),
    );
  return fc
    .double({ min: Number.isFinite(min) ? min : -1e300, max: Number.isFinite(max) ? max : 1e300, noNaN: true })
    .filter((value) => schema.safeParse(value).success);
}

/** Values for each field of a shape, see {@link valuesOf}. */
export function fieldsOf(shape: Readonly<Record<string, unknown>>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, valuesOf(schema as z.ZodType)]));
}

function requiredKeysOf(shape: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(shape).filter((name) => !(shape[name] as z.ZodType).safeParse(undefined).success);
}

function rawLists(): Record<string, fc.Arbitrary<RawRecord[]>> {
  return Object.fromEntries(
    kindNames.map((kind) => {
      const { shape } = kinds[kind];
      const required = ["id", ...requiredKeysOf(shape)];
      const fields: Record<string, fc.Arbitrary<unknown>> = { id: ids, ...fieldsOf(shape) };
      const record = fc.record(fields, { requiredKeys: required, noNullPrototype: true });
      const isFree = ({ id: each }: RawRecord) => kind !== "touchpoint" || !isEnd(each);
      const records = fc.uniqueArray((record as fc.Arbitrary<RawRecord>).filter(isFree), {
        selector: ({ id: each }) => each,
        maxLength: 6,
      });
      return [kinds[kind].list, records];
    }),
  );
}

/** Turns drawn numbers into references that hold, drops what then has no owner, and mends what kinds ask of each other. */
function withReferences(head: Fields, lists: Record<string, RawRecord[] | undefined>): Journey {
  const journey = { ...head };
  const known = new Map<Kind, string[]>();
  const pick: Pick = (kind, drawn, extra = []) => {
    const all = [...(known.get(kind) ?? []), ...extra];
    return all[drawn % all.length];
  };
  for (const kind of kindNames) {
    const list = lists[kinds[kind].list];
    if (list === undefined) continue;
    for (const record of list) resolveOwners(kind, record, pick);
    const owned = list.filter((record) => ownersOf(kind).every(([field]) => record[field] !== undefined));
    journey[kinds[kind].list] = owned;
    known.set(
      kind,
      owned.map((record) => record.id),
    );
  }
  for (const kind of kindNames)
    for (const record of (journey[kinds[kind].list] ?? []) as RawRecord[]) resolveLinks(kind, record, pick);
  mend(journey);
  return journey as unknown as Journey;
}

/** Names a record of a kind by a drawn number; undefined when there is none. */
export type Pick = (kind: Kind, drawn: number, extra?: readonly string[]) => string | undefined;

/** Puts names where numbers were drawn for a record's owners. */
export function resolveOwners(kind: Kind, record: Fields, pick: Pick): void {
  for (const [field, owner] of ownersOf(kind))
    if (typeof record[field] === "number")
      record[field] = pick(owner, record[field], kind === "connection" && field === "to" ? journeyEnds : []);
}

/** Puts names where numbers were drawn for a record's soft references; one that finds nobody is left out. */
export function resolveLinks(kind: Kind, record: Fields, pick: Pick): void {
  for (const [field, target] of linksOf(kind)) {
    const drawn = record[field];
    if (Array.isArray(drawn))
      record[field] = drawn.map((each) => pick(target, each as number)).filter((each) => each !== undefined);
    else if (typeof drawn === "number") setOrRemove(record, field, pick(target, drawn));
  }
  if (kind === "play" && Array.isArray(record.steps))
    for (const step of record.steps as Fields[])
      if (typeof step.channel === "number") setOrRemove(step, "channel", pick("channel", step.channel));
  if (kind === "scenario" && Array.isArray(record.touchpoints)) {
    const overlay = (record.touchpoints as [number, Fields][]).map(([drawn, fields]) => [
      pick("touchpoint", drawn),
      fields,
    ]);
    record.touchpoints = Object.fromEntries(overlay.filter(([touchpoint]) => touchpoint !== undefined));
  }
}

function setOrRemove(fields: Fields, name: string, value: unknown): void {
  if (value === undefined) delete fields[name];
  else fields[name] = value;
}

/** What a journey asks between its records: shares that leave a touchpoint, levels of promises, met of n. */
function mend(journey: Fields): void {
  const { connections = [], promises = [], evidence = [], expectations = [] } = journey as Record<string, RawRecord[]>;
  for (const connection of connections)
    if (typeof connection.probability === "number")
      connection.probability /= connections.filter(({ from }) => from === connection.from).length;
  const booleans = new Set(
    expectations.filter(({ measure }) => (measure as Fields).kind === "boolean").map((expectation) => expectation.id),
  );
  for (const promise of promises) if (!booleans.has(promise.expectation as string)) promise.level ??= 0.9;
  for (const item of evidence)
    if (item.met !== undefined && item.n !== undefined) item.met = Math.min(item.met as number, item.n as number);
}

function isEnd(touchpoint: string): boolean {
  return (journeyEnds as readonly string[]).includes(touchpoint);
}
