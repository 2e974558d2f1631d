import * as idb from "lib0/indexeddb";
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { openMirror } from "../../shared/doc/mirror.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { holdsNothing } from "./holdsNothing.ts";
import { createObserved, type Observable } from "./observable.ts";

/** y-indexeddb's own name for the store of updates. */
const updatesStore = "updates";
/** One map's copy in this browser: apart for every user and every generation of the map. */
export interface CopyName {
  user: string;
  map: string;
  generation: string;
}

export interface LocalCopy {
  /** Resolves when everything readable is in the document (`true`), or when it cannot be had; never rejects. */
  loaded: Promise<boolean>;
  /** Whether what is written into the document is on this browser's disk, too: not before it is loaded. */
  isKept: Observable<boolean>;
  close: () => void;
}

const prefix = "kept";

export function databaseName({ user, map, generation }: CopyName): string {
  return [prefix, user, map, generation].map(encodeURIComponent).join("/");
}

/** Keeps `doc` in IndexedDB. Rows that cannot be read are removed first: one of them would stop the whole load. */
export function openLocalCopy(name: CopyName, doc: Y.Doc): LocalCopy {
  const database = databaseName(name);
  let persistence: IndexeddbPersistence | undefined;
  let closed = false;
  const isKept = createObserved(false);
  const load = async () => {
    await removeBrokenRows(database);
    if (closed) return false;
    persistence = new IndexeddbPersistence(database, doc);
    const { db } = await persistence.whenSynced;
    // A full disk aborts the transaction of one row; those after it stand on that row, so none of them counts. Another
    // tab that removes the copy asks for a new version: further writes would throw.
    for (const event of ["abort", "error", "close", "versionchange"])
      db?.addEventListener(event, () => {
        isKept.set(false);
        if (event === "versionchange") void persistence?.destroy();
      });
    isKept.set(db !== null);
    return true;
  };
  return {
    loaded: load().catch(() => false),
    isKept,
    close() {
      closed = true;
      void persistence?.destroy();
    },
  };
}

/** The copies of one user in this browser, of one map or of all. */
export async function listLocalCopies(user: string, map?: string): Promise<CopyName[]> {
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) => parseName(name) ?? []);
  return names.filter((name) => name.user === user && (map === undefined || name.map === map));
}

export async function deleteLocalCopy(name: CopyName): Promise<void> {
  await idb.deleteDB(databaseName(name));
}

/** What a copy holds, as one update: all of it that can be read. */
export async function readLocalState(name: CopyName): Promise<Uint8Array> {
  const doc = new Y.Doc();
  for (const row of (await readRows(databaseName(name))).values()) {
    try {
      Y.applyUpdate(doc, row);
    } catch {
      // One broken row costs its own edits, not the copy.
    }
  }
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

/** What a copy holds, as a journey document; `undefined` when nothing of it can be read. */
export async function readLocalCopy(name: CopyName): Promise<Journey | undefined> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await readLocalState(name));
  const mirror = openMirror(doc);
  const journey = holdsNothing(mirror) ? undefined : exportJourney(mirror);
  mirror.close();
  doc.destroy();
  return journey;
}

async function removeBrokenRows(database: string): Promise<void> {
  const broken = [...(await readRows(database))].filter(([, row]) => !isReadable(row)).map(([key]) => key);
  if (broken.length === 0) return;
  await withStore(database, async (store) => {
    for (const key of broken) await idb.del(store, key);
  });
}

async function readRows(database: string): Promise<Map<number, Uint8Array>> {
  const rows = new Map<number, Uint8Array>();
  await withStore(database, async (store) => {
    const pairs = await idb.getAllKeysValues(store);
    for (const { k, v } of pairs as { k: number; v: Uint8Array }[]) rows.set(k, v);
  });
  return rows;
}

async function withStore(database: string, work: (store: IDBObjectStore) => Promise<void>): Promise<void> {
  // The same stores as y-indexeddb makes: whoever comes first creates them.
  const db = await idb.openDB(database, (db) =>
    idb.createStores(db, [[updatesStore, { autoIncrement: true }], ["custom"]]),
  );
  try {
    const [store] = idb.transact(db, [updatesStore]);
    if (store !== undefined) await work(store);
  } finally {
    db.close();
  }
}

function isReadable(row: unknown): boolean {
  try {
    Y.decodeUpdate(row as Uint8Array);
    return true;
  } catch {
    return false;
  }
}

function parseName(name: string | undefined): CopyName | undefined {
  if (name?.startsWith(`${prefix}/`) !== true) return undefined;
  const [user, map, generation] = name.split("/").slice(1).map(decodeURIComponent);
  if (user === undefined || map === undefined || generation === undefined) return undefined;
  return { user, map, generation };
}
