import * as Y from "yjs";

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
