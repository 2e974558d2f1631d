import * as Y from "yjs";

/** A document as one update, from which {@link docOfState} makes an equal one. */
export function stateOf(doc: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(doc);
}

/** Bytes that are the same for two documents that hold the same changes, however they came by them. */
export function markOf(doc: Y.Doc): Uint8Array {
  return Y.encodeSnapshot(Y.snapshot(doc));
}

/** A copy of a document, with a client id of its own unless it is given one that nobody writes under meanwhile. */
export function docOfState(state: Uint8Array, clientId?: number): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  // Afterwards, because Yjs gives up an id under which it is told of changes.
  if (clientId !== undefined) doc.clientID = clientId;
  return doc;
}

/** Collects what changes in `doc` from now on. @returns a function that ends this and gives it as one update, if any. */
export function recordUpdates(doc: Y.Doc): () => Uint8Array | undefined {
  const updates: Uint8Array[] = [];
  const listener = (update: Uint8Array) => updates.push(update);
  doc.on("update", listener);
  return () => {
    doc.off("update", listener);
    return updates.length === 0 ? undefined : Y.mergeUpdates(updates);
  };
}
