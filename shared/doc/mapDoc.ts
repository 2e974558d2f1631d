import * as Y from "yjs";
import { newId } from "../ids.ts";
import { type Journey, type MapFields, journeyList, listsOf, mapFields, mapFieldsOf } from "../model/journey.ts";
import { kindNames } from "../model/kinds.ts";
import { orderKeys } from "../model/order.ts";
import { type Fields, insertRecord, tableOf } from "./table.ts";

/** A journey map as it lies in Yjs, for those who pass it on and do not look inside. */
export type MapDoc = Y.Doc;

/** The layout this code reads and writes; migrate.ts brings older documents here. */
export const schemaVersion = 1;

export interface Header {
  schemaVersion: number;
  /** Random, made anew when a history begins: two generations are never merged. */
  generation: string;
}

/** A document seeded with a journey. Only the server calls this, once a map: two seeds would merge into twice the map. */
export function createDoc(journey: Journey, generation: string = newId("gen")): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    const header = doc.getMap("header");
    header.set("schemaVersion", schemaVersion);
    header.set("generation", generation);
    header.set("lists", [...listsOf(journey)]);
    writeMapFields(doc, mapFieldsOf(journey));
    for (const kind of kindNames) {
      const list = journeyList(journey, kind);
      const keys = orderKeys(list.length);
      list.forEach((record, index) => insertRecord(doc, kind, { ...record, order: keys[index] }));
    }
  });
  return doc;
}

/** What a document says of its own layout and history, or `undefined` when it is not a map (or not yet loaded). */
export function readHeader(doc: Y.Doc): Header | undefined {
  const header = doc.getMap("header");
  const version = header.get("schemaVersion");
  const generation = header.get("generation");
  if (typeof version !== "number" || typeof generation !== "string") return undefined;
  return { schemaVersion: version, generation };
}

/** Names of the lists the journey's author wrote, even when empty. */
export function readLists(doc: Y.Doc): Set<string> {
  const lists = doc.getMap("header").get("lists");
  return new Set(Array.isArray(lists) ? lists.filter((list): list is string => typeof list === "string") : []);
}

/** Changes the given fields of the map itself; `undefined` removes one. */
export function writeMapFields(doc: Y.Doc, fields: Fields): void {
  const map = doc.getMap("map");
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) map.delete(field);
    else map.set(field, value);
  }
}

/** What the map says of itself; a field that does not fit its schema is left out and named in `problems`. */
export function readMapFields(doc: Y.Doc): { fields: MapFields; problems: string[] } {
  const map = doc.getMap("map");
  const fields: Fields = { title: "" };
  const problems: string[] = [];
  for (const [field, schema] of Object.entries(mapFields)) {
    const value = map.get(field);
    if (value === undefined) continue;
    const parsed = schema.safeParse(value);
    if (parsed.success) fields[field] = parsed.data;
    else problems.push(field);
  }
  return { fields: fields as MapFields, problems };
}

/** Whether a map has scenarios, which cost more to compute than everything else of it. */
export function hasScenarios(doc: Y.Doc): boolean {
  return tableOf(doc, "scenario").size > 0;
}
