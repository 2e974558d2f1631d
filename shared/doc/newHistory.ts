import * as Y from "yjs";
import { kindNames } from "../model/kinds.ts";
import { docOfState, stateOf } from "./docState.ts";

/**
 * The same map as the beginning of a new history: equal in every field, known or not, but written anew, so that nothing
 * of an older copy can ever be merged into it. What no map holds and only a hostile writer stores is left out.
 */
export function newHistoryOf(state: Uint8Array, generation: string): Uint8Array {
  const before = docOfState(state);
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const name of ["header", "map", ...kindNames]) copyFields(before.getMap(name), doc.getMap(name));
    doc.getMap("header").set("generation", generation);
  });
  before.destroy();
  return stateOf(doc);
}

function copyFields(from: Y.Map<unknown>, to: Y.Map<unknown>): void {
  from.forEach((value, key) => {
    if (isCopied(value)) to.set(key, copyOf(value));
  });
}

function copyOf(value: unknown): unknown {
  if (value instanceof Y.Text) return new Y.Text(value.toJSON());
  if (value instanceof Y.Array) return Y.Array.from(value.toArray().filter(isCopied).map(copyOf) as never[]);
  if (!(value instanceof Y.Map)) return value;
  const copy = new Y.Map<unknown>();
  copyFields(value, copy);
  return copy;
}

/** Yjs tells what a value is by its `constructor`, and takes no other; from bytes it reads any, a field of that name too. */
const copied: ReadonlySet<unknown> = new Set<unknown>([
  Number,
  String,
  Boolean,
  BigInt,
  Object,
  Array,
  Uint8Array,
  Y.Map,
  Y.Array,
  Y.Text,
]);

/** Not so XML, documents, and what Yjs cannot name. */
function isCopied(value: unknown): boolean {
  return value === null || value === undefined || copied.has(value.constructor);
}
