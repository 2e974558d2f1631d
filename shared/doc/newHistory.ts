import * as Y from "yjs";
import { kindNames } from "../model/kinds.ts";
import { docOfState, stateOf } from "./docState.ts";

/**
 * The same map as the beginning of a new history: equal in every field, known or not, but written anew, so that nothing
 * of an older copy can ever be merged into it.
 */
export function newHistoryOf(state: Uint8Array, generation: string): Uint8Array {
  const before = docOfState(state);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const name of ["header", "map", ...kindNames])
      before.getMap(name).forEach((value, key) => doc.getMap(name).set(key, copyOf(value)));
    doc.getMap("header").set("generation", generation);
  });
  before.destroy();
  return stateOf(doc);
}

function copyOf(value: unknown): unknown {
  if (value instanceof Y.Text) return new Y.Text(value.toJSON());
  if (value instanceof Y.Array) return Y.Array.from(value.toArray().map(copyOf) as never[]);
  if (!(value instanceof Y.Map)) return value;
  const copy = new Y.Map<unknown>();
  value.forEach((field, name) => copy.set(name, copyOf(field)));
  return copy;
}
