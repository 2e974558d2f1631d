import * as Y from "yjs";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { type Mirror, openMirror } from "../../shared/doc/mirror.ts";
import { type Undo, openUndo } from "../../shared/doc/undo.ts";
import type { Journey } from "../../shared/model/journey.ts";

/** Somebody at a map: his own copy of it, what he sees, and his undo. */
export interface Person {
  readonly doc: Y.Doc;
  readonly mirror: Mirror;
  readonly undo: Undo;
  run: (name: CommandName, args: object) => unknown;
}

/** Two people at one map; what they do stays with them until they meet. */
export function openPair(journey: Journey): { ann: Person; ben: Person; meet: () => void } {
  const bytes = Y.encodeStateAsUpdate(createDoc(journey));
  const ann = openPerson(bytes, 1);
  const ben = openPerson(bytes, 2);
  return {
    ann,
    ben,
    meet() {
      const [fromAnn, fromBen] = [Y.encodeStateAsUpdate(ann.doc), Y.encodeStateAsUpdate(ben.doc)];
      Y.applyUpdate(ann.doc, fromBen);
      Y.applyUpdate(ben.doc, fromAnn);
    },
  };
}

export function openPerson(bytes: Uint8Array, clientId = 1): Person {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  Y.applyUpdate(doc, bytes);
  const origin = {};
  const mirror = openMirror(doc);
  return {
    doc,
    mirror,
    undo: openUndo(doc, origin),
    run: (name, args) => runCommand({ doc, mirror }, name, args, origin),
  };
}
