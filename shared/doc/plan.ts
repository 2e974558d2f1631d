import type * as Y from "yjs";
import type { Kind } from "../model/kinds.ts";
import type { RecordChange } from "../model/records.ts";
import { writeMapFields } from "./mapDoc.ts";
import { type Fields, insertRecord, patchRecord, removeRecord } from "./table.ts";
import { beginStep } from "./undoStep.ts";

/** What is to be written, collected until all of it is found good. */
export interface Plan {
  insert(kind: Kind, record: Fields & { id: string; order: string }): void;
  /** `undefined` removes a field. */
  patch(kind: Kind, id: string, fields: Fields): void;
  remove(kind: Kind, id: string): void;
  patchMap(fields: Fields): void;
  readonly isEmpty: boolean;
  /** Writes it all in one transaction, which is one undo step of that name. */
  write(doc: Y.Doc, label: string, origin: object): void;
}

export function openPlan(): Plan {
  const writes: ((doc: Y.Doc) => void)[] = [];
  const places: RecordChange[] = [];
  const add = (at: RecordChange, write: (doc: Y.Doc) => void) => {
    places.push(at);
    writes.push(write);
  };
  return {
    insert: (kind, record) => add({ kind, id: record.id }, (doc) => insertRecord(doc, kind, record)),
    patch: (kind, id, fields) => add({ kind, id }, (doc) => patchRecord(doc, kind, id, fields)),
    remove: (kind, id) => add({ kind, id }, (doc) => removeRecord(doc, kind, id)),
    patchMap: (fields) => add({ kind: "map" }, (doc) => writeMapFields(doc, fields)),
    get isEmpty() {
      return writes.length === 0;
    },
    write(doc, label, origin) {
      doc.transact((transaction) => {
        beginStep(transaction, label, places);
        for (const write of writes) write(doc);
      }, origin);
    },
  };
}
