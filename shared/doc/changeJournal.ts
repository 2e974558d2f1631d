import * as Y from "yjs";
import { limits } from "../limits.ts";
import {
  type RecordDifference,
  differenceOf,
  differingFields,
  mapDifference,
  recordDifference,
} from "../model/difference.ts";
import { type Kind, kindNames } from "../model/kinds.ts";
import type { RecordChange, Records } from "../model/records.ts";
import { docOfState, stateOf } from "./docState.ts";
import { type Mirror, openMirror } from "./mirror.ts";

/** One update with whoever made it, and when (milliseconds since 1970; 0 when that is not known). */
export interface SignedUpdate {
  user: string;
  at: number;
  bytes: Uint8Array;
}

/** What somebody did to one record within some minutes: the sum of it. */
export interface JournalEntry extends RecordDifference {
  user: string;
  /** When it was last touched, in milliseconds since 1970. */
  at: number;
}

/** One person's work on one record, not ended yet. */
interface Stretch {
  user: string;
  from: number;
  at: number;
  /** What the record was before; undefined where there was none. */
  before: object | undefined;
  latest: RecordDifference;
}

const mapKey = "map";

/**
 * Applies updates to a state one after the other and writes down what each did to which record. What one person does to
 * one record within five minutes is one entry; what in the end changed nothing is none. An update that cannot be applied
 * is passed over.
 */
export function journalOf(
  state: Uint8Array,
  updates: readonly SignedUpdate[],
): { entries: JournalEntry[]; state: Uint8Array } {
  const doc = docOfState(state);
  const mirror = openMirror(doc);
  const journal = new Journal(mirror);
  for (const { user, at, bytes } of updates) {
    const stop = mirror.onChange((changes) => journal.note(changes, user, at));
    try {
      Y.applyUpdate(doc, bytes);
    } catch {
      // The room leaves it out, too.
    }
    stop();
  }
  const after = stateOf(doc);
  mirror.close();
  doc.destroy();
  return { entries: journal.finish(), state: after };
}

/** The differences between two states of which nobody knows the steps. */
export function differenceOfStates(before: Uint8Array, after: Uint8Array): RecordDifference[] {
  const [left, right] = [openMirror(docOfState(before)), openMirror(docOfState(after))];
  return differenceOf(left, right);
}

class Journal {
  readonly #records: Records;
  /** Every record as the last change left it. */
  readonly #known = new Map<string, { id: string }>();
  #map: object;
  readonly #open = new Map<string, Stretch>();
  readonly #done: JournalEntry[] = [];

  constructor(mirror: Mirror) {
    this.#records = mirror;
    this.#map = mirror.map;
    for (const kind of kindNames)
      for (const record of mirror.all(kind)) this.#known.set(keyOf(kind, record.id), record);
  }

  note(changes: readonly RecordChange[], user: string, at: number): void {
    const read = (kind: Kind, id: string) => this.#known.get(keyOf(kind, id));
    const records = changes.filter((change) => change.kind !== "map");
    // Named while what they belong to is still known.
    for (const { kind, id } of records) {
      const before = read(kind, id);
      if (before !== undefined && this.#records.read(kind, id) === undefined)
        this.#extend(keyOf(kind, id), before, recordDifference(kind, before, "removed", [], read), user, at);
    }
    const old = new Map(records.map(({ kind, id }) => [keyOf(kind, id), read(kind, id)]));
    for (const { kind, id } of records) {
      const after = this.#records.read(kind, id);
      if (after === undefined) this.#known.delete(keyOf(kind, id));
      else this.#known.set(keyOf(kind, id), after);
    }
    for (const { kind, id } of records) {
      const after = read(kind, id);
      if (after === undefined) continue;
      const before = old.get(keyOf(kind, id));
      const first = this.#firstOf(keyOf(kind, id), before, user, at);
      const verb = first === undefined ? "added" : "changed";
      const fields = first === undefined ? [] : differingFields(first, after);
      this.#extend(keyOf(kind, id), before, recordDifference(kind, after, verb, fields, read), user, at);
    }
    if (records.length < changes.length) this.#noteMap(user, at);
  }

  finish(): JournalEntry[] {
    for (const key of this.#open.keys()) this.#end(key);
    return this.#done.sort((a, b) => a.at - b.at);
  }

  #noteMap(user: string, at: number): void {
    const before = this.#map;
    const { map } = this.#records;
    const fields = differingFields(this.#firstOf(mapKey, before, user, at) ?? before, map);
    this.#map = map;
    this.#extend(mapKey, before, mapDifference(map.title, fields), user, at);
  }

  /** What the record was when the stretch of work that goes on now began. */
  #firstOf(key: string, before: object | undefined, user: string, at: number): object | undefined {
    const stretch = this.#open.get(key);
    return stretch !== undefined && goesOn(stretch, user, at) ? stretch.before : before;
  }

  #extend(key: string, before: object | undefined, latest: RecordDifference, user: string, at: number): void {
    const stretch = this.#open.get(key);
    if (stretch !== undefined && goesOn(stretch, user, at)) {
      stretch.at = at;
      stretch.latest = latest;
      return;
    }
    if (stretch !== undefined) this.#end(key);
    this.#open.set(key, { user, from: at, at, before, latest });
  }

  #end(key: string): void {
    const stretch = this.#open.get(key);
    this.#open.delete(key);
    if (stretch === undefined) return;
    const { user, at, before, latest } = stretch;
    const isUndone =
      before === undefined ? latest.verb === "removed" : latest.verb === "changed" && latest.fields.length === 0;
    if (!isUndone) this.#done.push({ ...latest, user, at });
  }
}

function goesOn({ user, from }: Stretch, by: string, at: number): boolean {
  return user === by && at - from <= limits.changeStretchMs;
}

function keyOf(kind: Kind, id: string): string {
  return `${kind}\0${id}`;
}
