import type * as Y from "yjs";
import type { ServerProcess } from "./serverProcess.ts";
import { openSyncClient, type SyncClient, until } from "./syncClient.ts";

/** What the servers of these writers have to have as KEPT_OWNER_TOKEN. */
export const writersToken = "the owner's token of the tests' writers";

/** Somebody who writes, and keeps account of what the server called saved. */
export interface Writer {
  client: SyncClient;
  /** Everything he wrote, in order. */
  written: string[];
  /** What the server called saved. */
  saved: Set<string>;
  write(): void;
}

/** Where an edit goes: at the end of a list that only tests have, where twice would show; or into the map itself. */
export const places = {
  list: {
    add: (doc: Y.Doc, id: string) => doc.getArray("edits").push([id]),
    read: (doc: Y.Doc) => (doc.getArray("edits") as Y.Array<string>).toArray(),
  },
  map: {
    add: (doc: Y.Doc, id: string) => void doc.getMap("map").set(`edit ${id}`, true),
    read: (doc: Y.Doc) =>
      [...doc.getMap("map").keys()].flatMap((key) => (key.startsWith("edit ") ? key.slice("edit ".length) : [])),
  },
};

/** A person who keeps account of which of his edits each counted frame carried. */
export function openWriter(url: string, map: string, name: string, place = places.list): Writer {
  const written: string[] = [];
  const saved = new Set<string>();
  /** For each counted frame of the current connection, the edits it carried. */
  let frames: string[][] = [];
  let settledFrames = 0;
  const client = openSyncClient({
    url,
    map,
    headers: { authorization: `Bearer ${writersToken}` },
    onSend({ isWhole, isFirst }) {
      if (isFirst) {
        frames = [];
        settledFrames = 0;
      }
      frames.push(isWhole ? [...written] : written.slice(-1));
    },
    onSaved(count) {
      for (const ids of frames.slice(settledFrames, count)) for (const id of ids) saved.add(id);
      settledFrames = count;
    },
  });
  return {
    client,
    written,
    saved,
    write() {
      const id = `${name}-${written.length}`;
      written.push(id);
      place.add(client.doc, id);
    },
  };
}

/** Every edit of a map, as somebody sees it who was never here. */
export async function readAll(url: string, map: string, place = places.list): Promise<string[]> {
  const reader = openSyncClient({ url, map, headers: { authorization: `Bearer ${writersToken}` } });
  await until(() => reader.provider.synced, "a fresh reader gets the map", 60_000);
  const found = place.read(reader.doc);
  reader.close();
  return found;
}

/** Makes a map; gives its id. */
export async function createMap({ url }: ServerProcess): Promise<string> {
  const response = await fetch(`${url}/api/v1/maps`, {
    method: "POST",
    headers: { authorization: `Bearer ${writersToken}`, "content-type": "application/json" },
    body: JSON.stringify({ title: "Kill" }),
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}
