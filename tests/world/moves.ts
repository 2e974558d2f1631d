import fc from "fast-check";
import { copyRecords } from "../../shared/commands/copyRecords.ts";
import { type CommandName, commands } from "../../shared/commands/registry.ts";
import { mapFields } from "../../shared/model/journey.ts";
import { type Kind, type RecordRef, kindNames, kinds } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import { type Pick, fieldsOf, resolveLinks, resolveOwners } from "../property/arbitraries.ts";
import type { Random } from "./random.ts";

type Fields = Record<string, unknown>;

/** One command, as a person or a program might send it: mostly sensible, sometimes stale or wrong. */
export interface Move {
  name: CommandName;
  args: unknown;
}

/** What the journey needs first is drawn more often, so that the rest finds owners. */
const addWeights: Partial<Record<Kind, number>> = {
  evidence: 3,
  stage: 2,
  lane: 2,
  touchpoint: 8,
  expectation: 6,
  promise: 4,
  connection: 4,
};
const addBag = kindNames.flatMap((kind) => Array<Kind>(addWeights[kind] ?? 1).fill(kind));

const maps = Object.fromEntries(
  kindNames.map((kind) => [kind, fieldsOf({ ...kinds[kind].shape, ...kinds[kind].view })]),
) as Record<Kind, Record<string, fc.Arbitrary<unknown>>>;

const moves: Record<string, { weight: number; draw(at: Drawing): Move | undefined }> = {
  add: { weight: 30, draw: drawAdd },
  patch: { weight: 25, draw: drawPatch },
  write: { weight: 8, draw: drawWrite },
  quarrel: { weight: 6, draw: drawQuarrel },
  move: { weight: 10, draw: drawMove },
  moveTouchpoints: { weight: 10, draw: drawMoveTouchpoints },
  shiftTouchpoints: { weight: 4, draw: drawShiftTouchpoints },
  delete: { weight: 6, draw: drawDelete },
  duplicate: { weight: 2, draw: drawDuplicate },
  paste: { weight: 3, draw: drawPaste },
  addRecords: { weight: 2, draw: drawAddRecords },
  patchRecords: { weight: 2, draw: drawPatchRecords },
  patchMap: { weight: 2, draw: drawPatchMap },
  promoteScenario: { weight: 2, draw: drawPromote },
  setScenarioRates: { weight: 2, draw: drawRates },
  nonsense: { weight: 3, draw: drawNonsense },
};

const bag = Object.entries(moves).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

interface Drawing {
  random: Random;
  /** The map as the person sees it. */
  records: Records;
  /** Somebody else's map, to copy from. */
  other: Records;
  freshId(kind: Kind): string;
}

/** A command that fits the map as the person sees it, with small mistakes now and then. */
export function drawCommand(at: Drawing): Move {
  const name = at.random.pick(bag);
  return moves[name ?? ""]?.draw(at) ?? drawAdd(at, "stage");
}

function drawAdd(at: Drawing, kind: Kind = at.random.pick(addBag) ?? "stage"): Move {
  const id = at.freshId(kind);
  return { name: nameOf("add", kind), args: { id, ...beforeSome(at, kind), ...drawFields(at, kind) } };
}

function drawPromote({ random, records }: Drawing): Move | undefined {
  const scenario = random.pick(records.all("scenario"));
  return scenario && { name: "promoteScenario", args: { id: scenario.id } };
}

function drawRates({ random, records }: Drawing): Move | undefined {
  const scenario = random.pick(records.all("scenario"));
  const touchpoint = random.pick(records.all("touchpoint"));
  const rates = random.pick([null, {}, { failure: 0.4 }, { recovery: null, quit: 0.2 }]);
  return (
    scenario &&
    touchpoint && { name: "setScenarioRates", args: { scenario: scenario.id, touchpoint: touchpoint.id, rates } }
  );
}

function drawPatch(at: Drawing): Move | undefined {
  const ref = pickRef(at);
  return ref && { name: nameOf("patch", ref.kind), args: { id: ref.id, fields: drawSomeFields(at, ref.kind) } };
}

/** Changes that are good one by one and together ask too much: of a flow, of a count, of a promise's level. */
function drawQuarrel(at: Drawing): Move | undefined {
  const { random } = at;
  const choices = [
    {
      kind: "connection",
      fields: { probability: random.pick([0.3, 0.6, 0.9]), when: random.pick(["any", "ok", null]) },
    },
    { kind: "connection", fields: { probability: null } },
    { kind: "evidence", fields: { met: random.below(9) } },
    { kind: "evidence", fields: { n: random.below(9) } },
    { kind: "evidence", fields: { met: null } },
    { kind: "expectation", fields: { measure: { kind: random.pick(["boolean", "mean"]) } } },
    { kind: "promise", fields: { level: null } },
  ] as const;
  const { kind, fields } = random.pick(choices) ?? choices[0];
  const id = pickId(at, kind);
  return id === undefined ? undefined : { name: nameOf("patch", kind), args: { id, fields } };
}

/** Typing: some letters go, others come, somewhere in a text that several may write. */
function drawWrite(at: Drawing): Move | undefined {
  const kind = at.random.pick(["note", "touchpoint", "scenario", "persona"] as const) ?? "note";
  const [field = ""] = kinds[kind].texts;
  const record = at.random.pick(at.records.all(kind));
  if (record === undefined) return undefined;
  const letters = Array.from(((record as unknown as Fields)[field] as string | undefined) ?? "");
  letters.splice(
    at.random.below(letters.length + 1),
    at.random.below(3),
    at.random.pick(["a", "é", "👍🏽", "word "]) ?? "",
  );
  return { name: nameOf("patch", kind), args: { id: record.id, fields: { [field]: letters.join("") } } };
}

function drawMove(at: Drawing): Move | undefined {
  const ref = pickRef(at);
  return ref && { name: nameOf("move", ref.kind), args: { id: ref.id, before: pickId(at, ref.kind) ?? null } };
}

function drawMoveTouchpoints(at: Drawing): Move {
  const { random } = at;
  const args = {
    ids: several(at, "touchpoint"),
    stage: pickId(at, "stage") ?? "nowhere",
    lane: pickId(at, "lane") ?? "nowhere",
    before: random.chance(0.5) ? null : (pickId(at, "touchpoint") ?? null),
  };
  return { name: "moveTouchpoints", args };
}

function drawShiftTouchpoints(at: Drawing): Move {
  const step = () => at.random.below(3) - 1;
  return { name: "shiftTouchpoints", args: { ids: several(at, "touchpoint"), stages: step(), lanes: step() } };
}

function drawDelete(at: Drawing): Move {
  const refs = [pickRef(at), ...(at.random.chance(0.3) ? [pickRef(at)] : [])].filter((ref) => ref !== undefined);
  return { name: "deleteRecords", args: { refs } };
}

function drawDuplicate(at: Drawing): Move {
  return { name: "duplicateTouchpoints", args: { ids: several(at, "touchpoint") } };
}

function drawPaste(at: Drawing): Move {
  const { random, other } = at;
  const kind = random.pick(["touchpoint", "touchpoint", "note", "scenario", "play"] as const) ?? "note";
  const refs = [1, 2, 3].flatMap(() => random.pick(other.all(kind)) ?? []).map(({ id }) => ({ kind, id }));
  const place = random.chance(0.5) ? { stage: pickId(at, "stage"), lane: pickId(at, "lane") } : { x: 10, y: 20 };
  return { name: "pasteRecords", args: { journey: copyRecords(other, refs), ...place } };
}

function drawAddRecords(at: Drawing): Move {
  const kind = at.random.pick(addBag) ?? "stage";
  return { name: "addRecords", args: { kind, records: [drawFields(at, kind), drawFields(at, kind)] } };
}

function drawPatchRecords(at: Drawing): Move {
  const kind = at.random.pick(addBag) ?? "stage";
  return { name: "patchRecords", args: { kind, ids: several(at, kind), fields: drawSomeFields(at, kind) } };
}

function drawPatchMap(at: Drawing): Move {
  const drawn = Object.entries(fieldsOf(mapFields)).filter(() => at.random.chance(0.4));
  return {
    name: "patchMap",
    args: { fields: Object.fromEntries(drawn.map(([field, values]) => [field, sample(at, values)])) },
  };
}

/** Anything under any name: only an AppError may come of it. */
function drawNonsense(at: Drawing): Move {
  const name = at.random.pick([...(Object.keys(commands) as CommandName[]), "toString" as CommandName]) ?? "patchMap";
  if (at.random.chance(0.5)) return { name, args: sample(at, fc.anything({ withNullPrototype: true })) };
  const kind = at.random.pick(kindNames) ?? "stage";
  const junk = sample(
    at,
    fc.record({ a: fc.anything(), id: fc.anything(), title: fc.anything(), order: fc.anything() }),
  );
  return at.random.chance(0.5)
    ? { name: "addRecords", args: { kind, records: [{ ...drawFields(at, kind), ...junk }] } }
    : {
        name: nameOf("patch", kind),
        args: { id: pickId(at, kind) ?? "x", fields: { ...drawFields(at, kind), ...junk } },
      };
}

/** Required fields always, the others by chance. */
function drawFields(at: Drawing, kind: Kind): Fields {
  const shape: Fields = { ...kinds[kind].shape };
  const isRequired = (field: string) =>
    field in shape && !(shape[field] as { safeParse(v: unknown): { success: boolean } }).safeParse(undefined).success;
  const chosen = Object.entries(maps[kind]).filter(([field]) => isRequired(field) || at.random.chance(0.3));
  return named(at, kind, Object.fromEntries(chosen.map(([field, values]) => [field, sample(at, values)])));
}

/** One to three fields; `null` takes one away. */
function drawSomeFields(at: Drawing, kind: Kind): Fields {
  const all = Object.entries(maps[kind]);
  const chosen = [1, 2, 3].slice(at.random.below(3)).flatMap(() => at.random.pick(all.map(([field]) => field)) ?? []);
  const fields = Object.fromEntries(chosen.map((field) => [field, sample(at, maps[kind][field] ?? fc.constant(null))]));
  const resolved = named(at, kind, fields);
  for (const field of chosen) if (at.random.chance(0.15)) resolved[field] = null;
  return resolved;
}

function named(at: Drawing, kind: Kind, fields: Fields): Fields {
  const pick: Pick = (target, drawn, extra = []) => {
    const ids = [...at.records.all(target).map(({ id }) => id), ...extra];
    return at.random.chance(0.02) ? "nowhere" : ids[drawn % ids.length];
  };
  resolveOwners(kind, fields, pick);
  resolveLinks(kind, fields, pick);
  if (kind === "promise") fields.level ??= 0.9;
  if (typeof fields.probability === "number") fields.probability /= 4;
  if (typeof fields.met === "number" && typeof fields.n === "number") fields.met = Math.min(fields.met, fields.n);
  return fields;
}

function beforeSome(at: Drawing, kind: Kind): Fields {
  return at.random.chance(0.5) ? { before: pickId(at, kind) ?? null } : {};
}

function pickRef(at: Drawing): RecordRef | undefined {
  const filled = kindNames.filter((kind) => at.records.all(kind).length > 0);
  const kind = at.random.pick(filled);
  const id = kind && pickId(at, kind);
  return kind && id !== undefined ? { kind, id } : undefined;
}

/** Mostly somebody who is there, often the one whom all quarrel over; now and then one that is no more. */
function pickId(at: Drawing, kind: Kind): string | undefined {
  if (at.random.chance(0.02)) return "nowhere";
  const all = at.records.all(kind);
  return at.random.chance(0.4) ? all.at(-1)?.id : at.random.pick(all)?.id;
}

function several(at: Drawing, kind: Kind): string[] {
  return [1, 2, 3].slice(at.random.below(3)).flatMap(() => pickId(at, kind) ?? []);
}

function sample<T>(at: Drawing, values: fc.Arbitrary<T>): T {
  const [value] = fc.sample(values, { numRuns: 1, seed: at.random.below(0x7fffffff) });
  return structuredCloneable(value as T);
}

/** fast-check may hand out the same object twice; what a command keeps must be its own. */
function structuredCloneable<T>(value: T): T {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}

function nameOf(verb: "add" | "patch" | "move", kind: Kind): CommandName {
  return `${verb}${(kind[0] ?? "").toUpperCase()}${kind.slice(1)}` as CommandName;
}
