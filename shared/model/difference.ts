import { limits } from "../limits.ts";
import { type Kind, kindNames } from "./kinds.ts";
import type { Records } from "./records.ts";

export const verbs = ["added", "changed", "removed"] as const;

export type Verb = (typeof verbs)[number];

/** One record, or the map's own fields, that is another in one of two states of a map. */
export interface RecordDifference {
  kind: Kind | "map";
  /** Empty for the map. */
  id: string;
  /** What it is called, as it was last seen. */
  title: string;
  verb: Verb;
  /** Names of the fields that differ; none where it was added or removed. */
  fields: string[];
  /** The touchpoint that it belongs to, when it belongs to one. */
  touchpoint?: string;
}

/** How many records of a kind were added, changed or removed. */
export interface DifferenceCount {
  kind: Kind | "map";
  verb: Verb;
  count: number;
}

type Fields = Record<string, unknown>;
type Read = (kind: Kind, id: string) => object | undefined;

/** What one has to do to `before` to get `after`, in the order of the journey document; the map itself first. */
export function differenceOf(before: Records, after: Records): RecordDifference[] {
  const found: RecordDifference[] = [];
  const mapFields = differingFields(before.map, after.map);
  if (mapFields.length > 0) found.push(mapDifference(after.map.title, mapFields));
  const readBefore: Read = (kind, id) => before.read(kind, id);
  const readAfter: Read = (kind, id) => after.read(kind, id);
  for (const kind of kindNames) {
    for (const record of after.all(kind)) {
      const old = before.read(kind, record.id);
      const verb = old === undefined ? "added" : "changed";
      const fields = old === undefined || old === record ? [] : differingFields(old, record);
      if (verb === "added" || fields.length > 0) found.push(recordDifference(kind, record, verb, fields, readAfter));
    }
    for (const record of before.all(kind))
      if (after.read(kind, record.id) === undefined)
        found.push(recordDifference(kind, record, "removed", [], readBefore));
  }
  return found;
}

export function mapDifference(title: string, fields: string[]): RecordDifference {
  return { kind: "map", id: "", title: short(title), verb: "changed", fields };
}

/** @param read finds what the record belongs to and leads to. */
export function recordDifference(
  kind: Kind,
  record: { id: string },
  verb: Verb,
  fields: string[],
  read: Read,
): RecordDifference {
  const touchpoint = touchpointOf(kind, record, read);
  const title = short(titleOf(kind, record, read));
  return { kind, id: record.id, title, verb, fields, ...(touchpoint !== undefined && { touchpoint }) };
}

/** Names of the fields in which two records differ. */
export function differingFields(before: object, after: object): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame((before as Fields)[name], (after as Fields)[name]));
}

/** How many there are of each kind and verb, in the order in which they come. */
export function countDifferences(differences: readonly RecordDifference[]): DifferenceCount[] {
  const counts = new Map<string, DifferenceCount>();
  for (const { kind, verb } of differences) {
    const key = `${kind} ${verb}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { kind, verb, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()];
}

/** What a record is called where it is spoken of. */
function titleOf(kind: Kind, record: Fields, read: Read): string {
  if (kind === "connection") return `${endOf(record.from, read)} → ${endOf(record.to, read)}`;
  const words = record.title ?? record.name ?? record.statement ?? record.wording ?? record.text ?? record.note;
  return typeof words === "string" ? words : "";
}

function endOf(id: unknown, read: Read): string {
  const title = (read("touchpoint", String(id)) as Fields | undefined)?.title;
  return typeof title === "string" && title !== "" ? title : String(id);
}

function touchpointOf(kind: Kind, record: Fields, read: Read): string | undefined {
  if (kind === "touchpoint") return String(record.id);
  if (kind === "connection") return String(record.from);
  if (typeof record.touchpoint === "string") return record.touchpoint;
  const expectation = typeof record.expectation === "string" ? read("expectation", record.expectation) : undefined;
  const touchpoint = (expectation as Fields | undefined)?.touchpoint;
  return typeof touchpoint === "string" ? touchpoint : undefined;
}

function short(title: string): string {
  return title.length <= limits.changeTitleChars ? title : `${title.slice(0, limits.changeTitleChars - 1)}…`;
}

/** Records are plain values that one schema made, so that equal ones are written alike. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}
