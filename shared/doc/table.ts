import * as Y from "yjs";
import { type Kind, kinds } from "../model/kinds.ts";
import { spliceOf } from "./splice.ts";

export type Fields = Record<string, unknown>;

/** The records of one kind: id → Y.Map of fields. A long text is a Y.Text, everything else one plain value. */
export function tableOf(doc: Y.Doc, kind: Kind): Y.Map<unknown> {
  return doc.getMap(kind);
}

/** Puts a record in place; a record of the same id is replaced. Fields that are `undefined` are left out. */
export function insertRecord(doc: Y.Doc, kind: Kind, { id, ...fields }: Fields & { id: string }): void {
  const record = new Y.Map<unknown>();
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined) record.set(field, isText(kind, field) ? new Y.Text(value as string) : value);
  }
  tableOf(doc, kind).set(id, record);
}

/**
 * Changes the given fields of a record and leaves all others, known or not; `undefined` removes one.
 * @returns false when the record is gone.
 */
export function patchRecord(doc: Y.Doc, kind: Kind, id: string, fields: Fields): boolean {
  const record = tableOf(doc, kind).get(id);
  if (!(record instanceof Y.Map)) return false;
  for (const [field, value] of Object.entries(fields)) {
    const before = record.get(field);
    if (value === undefined) record.delete(field);
    else if (isText(kind, field) && before instanceof Y.Text) writeText(before, value as string);
    else record.set(field, isText(kind, field) ? new Y.Text(value as string) : value);
  }
  return true;
}

/** @returns false when the record is already gone. */
export function removeRecord(doc: Y.Doc, kind: Kind, id: string): boolean {
  const table = tableOf(doc, kind);
  if (!table.has(id)) return false;
  table.delete(id);
  return true;
}

/** The plain fields of what lies under an id, or `undefined` when no record does. Says nothing of their validity. */
export function readFields(value: unknown): Fields | undefined {
  if (!(value instanceof Y.Map)) return undefined;
  const fields: Fields = {};
  value.forEach((field, name) => {
    if (name !== "__proto__") fields[name] = field instanceof Y.Text ? field.toJSON() : field;
  });
  return fields;
}

function isText(kind: Kind, field: string): boolean {
  return (kinds[kind].texts as readonly string[]).includes(field);
}

/** Changes only what differs, so that another writer's words in the same text stay. */
function writeText(text: Y.Text, value: string): void {
  const { index, remove, insert } = spliceOf(text.toJSON(), value);
  if (remove > 0) text.delete(index, remove);
  if (insert !== "") text.insert(index, insert);
}
