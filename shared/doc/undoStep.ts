import * as Y from "yjs";
import type { RecordChange } from "../model/records.ts";
import { writeMapFields } from "./mapDoc.ts";
import { type Fields, patchRecord, readFields, tableOf } from "./table.ts";

/** What some records (or the map's own fields) held at one moment; `undefined` where there was none. */
export type Remembered = ReadonlyMap<string, { at: RecordChange; fields: Fields | undefined }>;

/** What a command leaves for its undo, in `transaction.meta`. */
export interface UndoStep {
  /** The command in words: `move Booking site`. */
  label: string;
  /** What it changed, as it was before. */
  before: Remembered;
}

const stepKey = "kept:step";

/** Notes what a transaction is about to do, so that its undo can be named and made whole. */
export function beginStep(transaction: Y.Transaction, label: string, places: Iterable<RecordChange>): void {
  transaction.meta.set(stepKey, { label, before: remember(transaction.doc, places) } satisfies UndoStep);
}

export function readStep(meta: ReadonlyMap<unknown, unknown>): UndoStep | undefined {
  return meta.get(stepKey) as UndoStep | undefined;
}

export function writeStep(meta: Map<unknown, unknown>, step: UndoStep): void {
  meta.set(stepKey, step);
}

export function remember(doc: Y.Doc, places: Iterable<RecordChange>): Remembered {
  return new Map(
    [...places].map((at) => {
      const key = at.kind === "map" ? "map" : `${at.kind}\0${at.id}`;
      return [key, { at, fields: readFields(valueAt(doc, at)) }];
    }),
  );
}

/**
 * Writes the `wanted` fields that an undo took away and did not bring back. Yjs restores no value beside which somebody
 * else wrote meanwhile, also when that one lost: a card both moved would be left without a place, a deleted stage that
 * the other renamed would come back without a title. What was already missing right `before` the undo stays so.
 */
export function putBackLost(doc: Y.Doc, wanted: Remembered, before: Remembered): void {
  for (const [key, { at, fields: wantedFields }] of wanted) {
    const value = valueAt(doc, at);
    const hadFields = before.get(key)?.fields;
    if (wantedFields === undefined || !(value instanceof Y.Map)) continue;
    const lost = Object.entries(wantedFields).filter(
      ([field]) => !value.has(field) && (hadFields === undefined || Object.hasOwn(hadFields, field)),
    );
    if (lost.length === 0) continue;
    if (at.kind === "map") writeMapFields(doc, Object.fromEntries(lost));
    else patchRecord(doc, at.kind, at.id, Object.fromEntries(lost));
  }
}

function valueAt(doc: Y.Doc, at: RecordChange): unknown {
  return at.kind === "map" ? doc.getMap("map") : tableOf(doc, at.kind).get(at.id);
}
