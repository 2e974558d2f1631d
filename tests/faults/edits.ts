import type * as Y from "yjs";

/** Where the edits of a run lie in the document: a list, so that what comes twice is seen twice. */
export function editsOf(doc: Y.Doc): string[] {
  return (doc.getArray("edits") as Y.Array<string>).toArray();
}

/** Writes one more edit. */
export function addEdit(doc: Y.Doc, id: string): void {
  doc.getArray("edits").push([id]);
}
