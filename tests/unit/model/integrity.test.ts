import { expect, test } from "vitest";
import { limits } from "../../../shared/limits.ts";
import { parseJourney } from "../../../shared/model/integrity.ts";
import { journeyJsonSchema } from "../../../shared/model/journeyJsonSchema.ts";
import { kindNames, kinds } from "../../../shared/model/kinds.ts";

const head = { format: "kept.journey", version: 1, title: "Trip" };
const stages = [{ id: "s", title: "Stage" }];
const lanes = [{ id: "l", title: "Lane", kind: "touchpoints" }];
const touchpoints = [{ id: "t", stage: "s", lane: "l", title: "Touchpoint" }];
const expectations = [{ id: "e", touchpoint: "t", statement: "Fast", measure: { kind: "mean" } }];
const ground = { ...head, stages, lanes, touchpoints, expectations };

/** What is wrong with a document, as `path: message`. */
function faults(document: unknown): string[] {
  const parsed = parseJourney(document);
  return "problems" in parsed ? parsed.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

test("K1 every list of the format is known, and each may be left out", () => {
  expect(faults(head)).toEqual([]);
  const lists = Object.fromEntries(kindNames.map((kind) => [kinds[kind].list, []]));
  expect(faults({ ...head, ...lists })).toEqual([]);
});

test.each([
  ["a list where a document belongs", [], [": Invalid input: expected object, received array"]],
  ["nothing", undefined, [": Invalid input: expected object, received undefined"]],
  ["another format", { ...head, format: "map" }, ['format: Invalid input: expected "kept.journey"']],
  ["a later version", { ...head, version: 2 }, ["version: Invalid input: expected 1"]],
  ["a typo", { ...head, titel: "Trip" }, ["titel: is not a field of the journey format"]],
  [
    "a typo deep inside",
    { ...ground, expectations: [{ ...expectations[0], measure: { kind: "mean", units: "h" } }] },
    ["expectations[0].measure.units: is not a field of the journey format"],
  ],
  ["an id used twice", { ...head, stages: [...stages, ...stages] }, ['stages[1].id: "s" is used twice']],
  [
    "one id in two kinds, which is fine",
    { ...head, stages: [{ id: "x", title: "" }], lanes: [{ id: "x", title: "", kind: "notes" }] },
    [],
  ],
  [
    "a touchpoint named like an end",
    { ...ground, touchpoints: [...touchpoints, { ...touchpoints[0], id: "done" }] },
    [`touchpoints[1].id: "done" is the name of a journey's end`],
  ],
  ["an owner that is not there", { ...ground, stages: [] }, ['touchpoints[0].stage: there is no stage "s"']],
  [
    "references that are not there",
    { ...ground, touchpoints: [{ ...touchpoints[0], channel: "c", personas: ["p", "q"] }] },
    [
      'touchpoints[0].channel: there is no channel "c"',
      'touchpoints[0].personas[0]: there is no persona "p"',
      'touchpoints[0].personas[1]: there is no persona "q"',
    ],
  ],
  [
    "references inside scenarios and plays",
    {
      ...ground,
      scenarios: [{ id: "w", title: "What if", touchpoints: { x: { failure: 0.5 } } }],
      plays: [{ id: "p", title: "Plan", steps: [{ phase: "fix", text: "Mend", channel: "c" }] }],
    },
    ['scenarios[0].touchpoints.x: there is no touchpoint "x"', 'plays[0].steps[0].channel: there is no channel "c"'],
  ],
  ["a connection to an end, which is fine", { ...ground, connections: [{ id: "c", from: "t", to: "churn" }] }, []],
  [
    "a probability above 1",
    { ...ground, connections: [{ id: "c", from: "t", to: "done", probability: 1.2 }] },
    ["connections[0].probability: Too big: expected number to be <=1"],
  ],
  [
    "a promise without a level",
    { ...ground, promises: [{ id: "p", expectation: "e", wording: "Soon" }] },
    ["promises[0].level: is required, except for a yes-or-no expectation"],
  ],
  [
    "more met than there were",
    { ...ground, evidence: [{ id: "v", expectation: "e", grade: "survey", met: 3, n: 2 }] },
    ["evidence[0].met: 3 of 2 cannot be"],
  ],
  [
    "an address that would run",
    { ...head, sources: [{ id: "x", title: "", url: "java\tscript:alert(1)" }] },
    ["sources[0].url: must be an http, https or mailto address"],
  ],
])("K3 %s", (_, document, wanted) => {
  expect(faults(document)).toEqual(wanted);
});

test("K3 what leaves a touchpoint is summed for each outcome", () => {
  const flow = (rows: [probability: number, when?: string][]) =>
    faults({
      ...ground,
      connections: rows.map(([probability, when], i) => ({ id: `c${i}`, from: "t", to: "done", probability, when })),
    });
  expect(flow([[0.1], [0.2], [0.7]])).toEqual([]);
  expect(
    flow([
      [1, "ok"],
      [1, "recovered"],
      [1, "unrecovered"],
    ]),
  ).toEqual([]);
  expect(flow([[0.6, "ok"], [0.5]])).toEqual([
    'connections[1].probability: brings what leaves "t" to 1.1, more than 1',
  ]);
  expect(flow([[0.9, "ok"], [0.5], [0.6, "recovered"]])).toEqual([
    'connections[1].probability: brings what leaves "t" to 1.4, more than 1',
    'connections[2].probability: brings what leaves "t" to 1.1, more than 1',
  ]);
});

test("K3 faults of form and faults between records are listed together, each once", () => {
  const listed = faults({
    ...ground,
    stages: [{ id: 7, title: "Stage" }],
    promises: [{ id: "p", expectation: "gone", wording: 3, level: "high" }],
    notes: "none",
  });
  expect(listed.map((line) => line.split(":")[0])).toEqual([
    "stages[0].id",
    "promises[0].wording",
    "promises[0].level",
    "notes",
    "touchpoints[0].stage",
    "promises[0].expectation",
  ]);
});

test("K3 a list with a hole in it is refused like any other fault", () => {
  const holed = (list: unknown[]) => Object.assign(Array(list.length + 1), list);
  expect(faults({ ...ground, expectations: holed(expectations), promises: holed([]) })).toEqual([
    "expectations[1]: Invalid input: expected object, received undefined",
    "promises[0]: Invalid input: expected object, received undefined",
  ]);
});

test("K3 the limits of a map hold, and one past them is refused", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `t${i}`, stage: "s", lane: "l", title: "" }));
  const of = (count: number) => ({ ...head, stages, lanes, touchpoints: many(count) });
  expect(faults(of(limits.touchpointsPerMap))).toEqual([]);
  expect(faults(of(limits.touchpointsPerMap + 1))).toEqual(["touchpoints: has 10001, the limit is 10000"]);
  const sources = Array.from({ length: limits.recordsPerMap + 1 }, (_, i) => ({ id: `s${i}`, title: "" }));
  expect(faults({ ...head, sources: sources.slice(1) })).toEqual([]);
  expect(faults({ ...head, sources })).toEqual([": has 50001 records, the limit is 50000"]);
  expect(faults({ ...head, title: "x".repeat(limits.labelChars) })).toEqual([]);
  expect(faults({ ...head, title: "x".repeat(limits.labelChars + 1) })).toHaveLength(1);
});

test.each(["a\0b", "\uD800", "tail \uDC00"])("K4 %j is no text that can be kept", (title) => {
  expect(faults({ ...head, title })).toEqual(["title: holds a character that cannot be stored"]);
  expect(faults({ ...head, stages: [{ id: title, title: "" }] })).toHaveLength(1);
});

test("K4 text of any script and joined emoji are kept", () => {
  expect(faults({ ...head, title: "日本語 עברית 👩‍👩‍👧‍👦 \u202E<b>&\u200B" })).toEqual([]);
});

test("K5 what is nested too deep or would reach a prototype is refused before a schema reads it", () => {
  let deep: unknown = "bottom";
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  expect(faults({ ...head, stages: deep })).toEqual([expect.stringMatching(/: is nested deeper than 32 levels$/)]);
  const reaching = JSON.parse('{"format":"kept.journey","version":1,"title":"x","stages":[{"__proto__":{"id":"s"}}]}');
  expect(faults(reaching)).toEqual(["stages[0].__proto__: is a reserved word"]);
  for (const id of ["__proto__", "constructor"])
    expect(faults({ ...head, stages: [{ id, title: "" }] })).toEqual(["stages[0].id: is a reserved word"]);
});

test("K5 where all is wrong the first hundred faults are enough", () => {
  const reserved = JSON.parse(
    `{"notes":[${Array.from({ length: 500 }, () => '{"__proto__":1}').join(",")}]}`,
  ) as object;
  const found = faults({ ...head, ...reserved });
  expect(found).toHaveLength(100);
  expect(found[0]).toBe("notes[0].__proto__: is a reserved word");
});

test("K1 the JSON Schema names every list and refuses unknown fields", () => {
  const schema = journeyJsonSchema() as { properties: object; additionalProperties: boolean; required: string[] };
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(kindNames.map((kind) => kinds[kind].list)));
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(["format", "version", "title"]);
});
