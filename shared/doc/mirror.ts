import type * as Y from "yjs";
import type { MapFields } from "../model/journey.ts";
import { type Kind, type RecordOf, kindNames, ownersOf, recordSchema } from "../model/kinds.ts";
import { journeyEnds } from "../model/connection.ts";
import type { RecordChange, Records } from "../model/records.ts";
import { readLists, readMapFields } from "./mapDoc.ts";
import { openSortedList, type SortedList } from "./sortedList.ts";
import { readFields, tableOf } from "./table.ts";

/** A record that is in the document but not shown, and why. */
export interface RecordProblem {
  kind: Kind;
  id: string;
  message: string;
}

type Listener = () => void;
type ChangeListener = (changes: readonly RecordChange[], origin: unknown) => void;

/**
 * An immutable, validated copy of a map document. A record that fails its schema, or whose owner is gone, is hidden
 * and listed in `problems`; it never throws and never blocks the rest. Unchanged records keep their identity.
 */
export interface Mirror extends Records {
  /** Calls when that record appeared, changed or went. @returns a function that ends the subscription. */
  subscribe(kind: Kind, id: string, listener: Listener): () => void;
  /** Calls when `all(kind)` may differ. */
  subscribeKind(kind: Kind, listener: Listener): () => void;
  subscribeMap(listener: Listener): () => void;
  /** Calls once a transaction with everything that changed, after the listeners above. */
  onChange(listener: ChangeListener): () => void;
  readonly problems: readonly RecordProblem[];
  close(): void;
}

export function openMirror(doc: Y.Doc): Mirror {
  return new DocMirror(doc);
}

class DocMirror implements Mirror {
  map: MapFields;
  lists: ReadonlySet<string>;
  readonly #doc: Y.Doc;
  /** Every record that fits its schema, shown or not. */
  readonly #valid = new Map<Kind, Map<string, RecordOf<Kind>>>();
  readonly #shown = new Map<Kind, SortedList<RecordOf<Kind>>>();
  readonly #rejected = new Map<string, RecordProblem>();
  /** Owner → what it owns, by keys of {@link keyOf}; kept for owners that are not there yet, too. */
  readonly #owned = new Map<string, Map<string, { kind: Kind; id: string }>>();
  readonly #changed = new Map<string, RecordChange>();
  readonly #recordListeners = new Map<string, Set<Listener>>();
  readonly #kindListeners = new Map<Kind, Set<Listener>>();
  readonly #mapListeners = new Set<Listener>();
  readonly #changeListeners = new Set<ChangeListener>();
  readonly #unobserve: (() => void)[] = [];
  #mapProblems: string[] = [];

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    const { fields, problems } = readMapFields(doc);
    this.map = fields;
    this.#mapProblems = problems;
    this.lists = readLists(doc);
    for (const kind of kindNames) {
      this.#valid.set(kind, new Map());
      this.#shown.set(kind, openSortedList());
    }
    for (const kind of kindNames) {
      const table = tableOf(doc, kind);
      for (const id of table.keys()) this.#read(kind, id);
      this.#observe(kind, table);
    }
    this.#observeMap();
    this.#changed.clear();
  }

  read<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined {
    return this.#shown.get(kind)!.get(id) as RecordOf<K> | undefined;
  }

  all<K extends Kind>(kind: K): readonly RecordOf<K>[] {
    return this.#shown.get(kind)!.all() as readonly RecordOf<K>[];
  }

  get problems(): readonly RecordProblem[] {
    const orphans: RecordProblem[] = [];
    for (const [kind, table] of this.#valid)
      for (const id of table.keys())
        if (this.read(kind, id) === undefined) orphans.push({ kind, id, message: "what it belongs to is gone" });
    return [...this.#rejected.values(), ...orphans];
  }

  /** Fields of the map itself that do not fit their schema. */
  get mapProblems(): readonly string[] {
    return this.#mapProblems;
  }

  subscribe(kind: Kind, id: string, listener: Listener): () => void {
    return addTo(this.#recordListeners, keyOf(kind, id), listener);
  }

  subscribeKind(kind: Kind, listener: Listener): () => void {
    return addTo(this.#kindListeners, kind, listener);
  }

  subscribeMap(listener: Listener): () => void {
    this.#mapListeners.add(listener);
    return () => this.#mapListeners.delete(listener);
  }

  onChange(listener: ChangeListener): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  close(): void {
    for (const unobserve of this.#unobserve) unobserve();
    this.#recordListeners.clear();
    this.#kindListeners.clear();
    this.#mapListeners.clear();
    this.#changeListeners.clear();
  }

  #observe(kind: Kind, table: Y.Map<unknown>): void {
    const onEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const event of events) {
        if (event.target !== table) this.#read(kind, String(event.path[0]));
        else for (const id of (event as unknown as Y.YMapEvent<unknown>).keysChanged) this.#read(kind, id);
      }
    };
    table.observeDeep(onEvents);
    this.#unobserve.push(() => table.unobserveDeep(onEvents));
  }

  #observeMap(): void {
    const onMap = () => {
      const { fields, problems } = readMapFields(this.#doc);
      this.map = fields;
      this.#mapProblems = problems;
      this.#changed.set("map", { kind: "map" });
    };
    const onHeader = () => (this.lists = readLists(this.#doc));
    const flush = (transaction: Y.Transaction) => this.#flush(transaction.origin);
    const map = this.#doc.getMap("map");
    const header = this.#doc.getMap("header");
    map.observe(onMap);
    header.observe(onHeader);
    // Comes after all observers of the transaction, so listeners see every kind as it is now.
    this.#doc.on("afterTransaction", flush);
    this.#unobserve.push(
      () => map.unobserve(onMap),
      () => header.unobserve(onHeader),
      () => this.#doc.off("afterTransaction", flush),
    );
  }

  /** Takes over what the document has under an id. */
  #read(kind: Kind, id: string): void {
    const table = this.#valid.get(kind)!;
    const before = table.get(id);
    const value = tableOf(this.#doc, kind).get(id);
    const after = value === undefined ? undefined : this.#validate(kind, id, value);
    if (value === undefined) this.#rejected.delete(keyOf(kind, id));
    if (before !== undefined) this.#linkOwners(kind, before, (owned, key) => owned.delete(key));
    if (after === undefined) table.delete(id);
    else {
      table.set(id, after);
      this.#linkOwners(kind, after, (owned, key) => owned.set(key, { kind, id }));
    }
    this.#settle(kind, id);
  }

  #validate(kind: Kind, id: string, value: unknown): RecordOf<Kind> | undefined {
    const key = keyOf(kind, id);
    const fields = readFields(value);
    const parsed = fields && recordSchema(kind).safeParse({ ...fields, id });
    if (parsed?.success && !isReserved(kind, id)) {
      this.#rejected.delete(key);
      return parsed.data;
    }
    const issue = parsed?.error?.issues[0];
    const message = issue ? `${issue.path.join(".")}: ${issue.message}` : "is not a record";
    this.#rejected.set(key, { kind, id, message });
    return undefined;
  }

  #linkOwners(kind: Kind, record: RecordOf<Kind>, link: (owned: Map<string, object>, key: string) => void): void {
    for (const owner of ownerKeys(kind, record)) {
      let owned = this.#owned.get(owner);
      if (owned === undefined) this.#owned.set(owner, (owned = new Map()));
      link(owned, keyOf(kind, record.id));
      if (owned.size === 0) this.#owned.delete(owner);
    }
  }

  /** Shows a record that is valid and whose owners are shown, hides it otherwise, and settles what it owns. */
  #settle(kind: Kind, id: string): void {
    const shown = this.#shown.get(kind)!;
    const record = this.#valid.get(kind)!.get(id);
    const before = shown.get(id);
    const after = record !== undefined && this.#hasOwners(kind, record) ? record : undefined;
    if (after === before) return;
    if (after === undefined) shown.delete(id);
    else shown.set(after);
    const key = keyOf(kind, id);
    this.#changed.set(key, { kind, id });
    if ((before === undefined) === (after === undefined)) return;
    this.#owned.get(key)?.forEach((owned) => this.#settle(owned.kind, owned.id));
  }

  #hasOwners(kind: Kind, record: RecordOf<Kind>): boolean {
    return ownersOf(kind).every(([field, owner]) => {
      const id = ownerId(record, field);
      return isJourneyEnd(kind, field, id) || this.#shown.get(owner)!.get(id) !== undefined;
    });
  }

  #flush(origin: unknown): void {
    if (this.#changed.size === 0) return;
    const changes = [...this.#changed.values()];
    const keys = [...this.#changed.keys()];
    this.#changed.clear();
    const changedKinds = new Set<Kind>();
    for (const [i, change] of changes.entries()) {
      if (change.kind === "map") callAll(this.#mapListeners);
      else {
        changedKinds.add(change.kind);
        callAll(this.#recordListeners.get(keys[i]!));
      }
    }
    for (const kind of changedKinds) callAll(this.#kindListeners.get(kind));
    callAll(this.#changeListeners, changes, origin);
  }
}

/** No id holds U+0000, so the key is unambiguous. */
function keyOf(kind: Kind, id: string): string {
  return `${kind}\0${id}`;
}

function ownerKeys(kind: Kind, record: RecordOf<Kind>): string[] {
  return ownersOf(kind)
    .filter(([field]) => !isJourneyEnd(kind, field, ownerId(record, field)))
    .map(([field, owner]) => keyOf(owner, ownerId(record, field)));
}

function ownerId(record: RecordOf<Kind>, field: string): string {
  return (record as unknown as Record<string, string>)[field]!;
}

function isJourneyEnd(kind: Kind, field: string, id: string): boolean {
  return kind === "connection" && field === "to" && (journeyEnds as readonly string[]).includes(id);
}

/** A touchpoint named like a journey's end could not be told from it. */
function isReserved(kind: Kind, id: string): boolean {
  return kind === "touchpoint" && (journeyEnds as readonly string[]).includes(id);
}

function addTo<K>(sets: Map<K, Set<Listener>>, key: K, listener: Listener): () => void {
  let set = sets.get(key);
  if (set === undefined) sets.set(key, (set = new Set()));
  set.add(listener);
  return () => {
    set.delete(listener);
    if (set.size === 0 && sets.get(key) === set) sets.delete(key);
  };
}

/** Calls those that listen now: one that comes or goes meanwhile changes nothing. */
function callAll<A extends unknown[]>(listeners: Iterable<(...args: A) => void> = [], ...args: A): void {
  for (const listener of Array.from(listeners)) listener(...args);
}
