import { z } from "zod";
import { channel } from "./channel.ts";
import { connection } from "./connection.ts";
import { department } from "./department.ts";
import { evidence } from "./evidence.ts";
import { expectation } from "./expectation.ts";
import { lane, laneView } from "./lane.ts";
import { note, noteView } from "./note.ts";
import { orderKey } from "./order.ts";
import { persona } from "./persona.ts";
import { play } from "./play.ts";
import { promise } from "./promise.ts";
import { id } from "./scalars.ts";
import { scenario, scenarioView } from "./scenario.ts";
import { source } from "./source.ts";
import { stage, stageView } from "./stage.ts";
import { touchpoint, touchpointView } from "./touchpoint.ts";
import { weakSpot, weakSpotView } from "./weakSpot.ts";

interface KindSpec {
  /** Name of the list in the journey document. */
  list: string;
  /** What it is called on screen. */
  word: string;
  /** Start of the ids we make. */
  idPrefix: string;
  /** Fields of the journey format, without `id`. */
  shape: z.ZodRawShape;
  /** Fields that only the canvas uses; kept in the synced document, not exported. */
  view: z.ZodRawShape;
  /** References that a record cannot live without: it goes when they go. */
  owners: Readonly<Record<string, string>>;
  /** References that are simply absent when their target is gone. A list of ids counts as one reference. */
  links: Readonly<Record<string, string>>;
  /** Long free texts, kept as shared text so that two writers both keep their words. */
  texts: readonly string[];
}

/**
 * Every record kind of a journey map, once: format, import, export, document layout, integrity and commands loop
 * over this list. The order is that of the journey document; owners stand before what they own.
 */
export const kinds = {
  source: {
    word: "source",
    list: "sources",
    idPrefix: "src",
    shape: source,
    view: {},
    owners: {},
    links: {},
    texts: [],
  },
  persona: {
    word: "persona",
    list: "personas",
    idPrefix: "pe",
    shape: persona,
    view: {},
    owners: {},
    links: {},
    texts: ["summary"],
  },
  department: {
    word: "department",
    list: "departments",
    idPrefix: "de",
    shape: department,
    view: {},
    owners: {},
    links: {},
    texts: [],
  },
  channel: {
    word: "channel",
    list: "channels",
    idPrefix: "ch",
    shape: channel,
    view: {},
    owners: {},
    links: {},
    texts: [],
  },
  stage: {
    word: "stage",
    list: "stages",
    idPrefix: "st",
    shape: stage,
    view: stageView,
    owners: {},
    links: {},
    texts: [],
  },
  lane: { word: "lane", list: "lanes", idPrefix: "la", shape: lane, view: laneView, owners: {}, links: {}, texts: [] },
  touchpoint: {
    word: "touchpoint",
    list: "touchpoints",
    idPrefix: "tp",
    shape: touchpoint,
    view: touchpointView,
    owners: { stage: "stage", lane: "lane" },
    links: { channel: "channel", department: "department", personas: "persona", plays: "play" },
    texts: ["description"],
  },
  connection: {
    word: "connection",
    list: "connections",
    idPrefix: "co",
    shape: connection,
    view: {},
    owners: { from: "touchpoint", to: "touchpoint" },
    links: {},
    texts: [],
  },
  expectation: {
    word: "expectation",
    list: "expectations",
    idPrefix: "ex",
    shape: expectation,
    view: {},
    owners: { touchpoint: "touchpoint" },
    links: { persona: "persona", channel: "channel", department: "department" },
    texts: [],
  },
  promise: {
    word: "promise",
    list: "promises",
    idPrefix: "pr",
    shape: promise,
    view: {},
    owners: { expectation: "expectation" },
    links: { channel: "channel", department: "department", source: "source" },
    texts: [],
  },
  evidence: {
    word: "evidence",
    list: "evidence",
    idPrefix: "ev",
    shape: evidence,
    view: {},
    owners: { expectation: "expectation" },
    links: { channel: "channel", source: "source" },
    texts: [],
  },
  weakSpot: {
    word: "weak spot",
    list: "weakSpots",
    idPrefix: "ws",
    shape: weakSpot,
    view: weakSpotView,
    owners: { touchpoint: "touchpoint" },
    links: { plays: "play" },
    texts: [],
  },
  scenario: {
    word: "scenario",
    list: "scenarios",
    idPrefix: "sc",
    shape: scenario,
    view: scenarioView,
    owners: {},
    links: { start: "touchpoint", plays: "play" },
    texts: ["story"],
  },
  play: { word: "plan B", list: "plays", idPrefix: "pl", shape: play, view: {}, owners: {}, links: {}, texts: [] },
  note: {
    word: "note",
    list: "notes",
    idPrefix: "no",
    shape: note,
    view: noteView,
    owners: {},
    links: { stage: "stage", lane: "lane" },
    texts: ["text"],
  },
} as const satisfies Record<string, KindSpec>;

export type Kind = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as Kind[];

/** An empty shape infers as `Record<string, never>`, which would turn every other field of an intersection to never. */
type InferShape<S extends z.ZodRawShape> = keyof S extends never ? unknown : z.infer<z.ZodObject<S, z.core.$strip>>;

/** A record as the journey format has it. */
export type JourneyRecord<K extends Kind> = { id: string } & InferShape<(typeof kinds)[K]["shape"]>;

/** A record as the synced document has it: with its place in the order and what only the canvas uses. */
export type RecordOf<K extends Kind> = JourneyRecord<K> & { order: string } & InferShape<(typeof kinds)[K]["view"]>;

/** A record's changeable fields; `undefined` removes an optional one. */
export type FieldsOf<K extends Kind> = Omit<RecordOf<K>, "id" | "order">;

/** One record, named. */
export interface RecordRef {
  kind: Kind;
  id: string;
}

/** The schema of one kind's records in the journey format: a field it does not know is refused. */
export function journeySchema<K extends Kind>(kind: K): z.ZodType<JourneyRecord<K>> {
  return journeySchemas[kind] as unknown as z.ZodType<JourneyRecord<K>>;
}

/** The schema of one kind's records in the synced document: a field it does not know is left where it is. */
export function recordSchema<K extends Kind>(kind: K): z.ZodType<RecordOf<K>> {
  return recordSchemas[kind] as unknown as z.ZodType<RecordOf<K>>;
}

/** The owner references of a kind: field → kind of the owner. */
export function ownersOf(kind: Kind): [field: string, owner: Kind][] {
  return Object.entries(kinds[kind].owners);
}

/** The soft references of a kind: field → kind of the target. */
export function linksOf(kind: Kind): [field: string, target: Kind][] {
  return Object.entries(kinds[kind].links);
}

const journeySchemas = mapKinds((kind) => z.strictObject({ id, ...kinds[kind].shape }));

const recordSchemas = mapKinds((kind) => z.object({ id, order: orderKey, ...kinds[kind].shape, ...kinds[kind].view }));

function mapKinds<T>(make: (kind: Kind) => T): Record<Kind, T> {
  return Object.fromEntries(kindNames.map((kind) => [kind, make(kind)])) as Record<Kind, T>;
}

export type Source = RecordOf<"source">;
export type Persona = RecordOf<"persona">;
export type Department = RecordOf<"department">;
export type Channel = RecordOf<"channel">;
export type Stage = RecordOf<"stage">;
export type Lane = RecordOf<"lane">;
export type Touchpoint = RecordOf<"touchpoint">;
export type Connection = RecordOf<"connection">;
export type Expectation = RecordOf<"expectation">;
export type PromiseRecord = RecordOf<"promise">;
export type Evidence = RecordOf<"evidence">;
export type WeakSpot = RecordOf<"weakSpot">;
export type Scenario = RecordOf<"scenario">;
export type Play = RecordOf<"play">;
export type Note = RecordOf<"note">;
