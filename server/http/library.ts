import { newId } from "../../shared/ids.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import type { Log } from "../log.ts";
import type { Maps } from "../store/maps.ts";
import type { UpdateLog } from "../store/updateLog.ts";
import type { Hub } from "../sync/hub.ts";
import type { MapTasks, Reading } from "./mapTasks.ts";
import type { MapThread } from "./mapThread.ts";

/** Every map: where it comes from and goes to, and what can be read from it. */
export interface Library {
  /** What a document would make. `bytes`: its size, about. */
  preview(document: unknown, bytes: number): Promise<Reading>;
  /** A new map of a document, on disk when it resolves. @throws AppError INVALID with every problem of the document. */
  add(document: unknown, bytes?: number): Promise<string>;
  /** JSON of the journey document, or of the insights, as the map is now. */
  read(mapId: string, what: "journey" | "insights"): Promise<string>;
  /** Runs commands, all or none, in a user's name; resolves when they are saved. */
  change(mapId: string, commands: Parameters<MapTasks["run"]>[1], userId: string): Promise<unknown[]>;
  /** To the bin: whoever has it open is sent out. False when it is not in use. */
  bin(mapId: string): Promise<boolean>;
  /** Deletes a map for good. */
  remove(mapId: string): Promise<void>;
  /** Deletes what has lain in the bin for its time. */
  purge(): Promise<void>;
}

export interface LibraryDeps {
  hub: Hub;
  updates: UpdateLog;
  maps: Maps;
  thread: MapThread;
  log: Log;
}

export function openLibrary({ hub, updates, maps, thread, log }: LibraryDeps): Library {
  const remove = async (mapId: string) => {
    // The content first: a row without content can be deleted again, content without a row would stay for ever.
    await hub.remove(mapId);
    await maps.delete(mapId);
  };
  return {
    preview: (document, bytes) => thread.run("readDocument", bytes, document),

    async add(document, bytes = 0) {
      const id = newId("map");
      const { title, generation, state } = await thread.run("seed", bytes, document);
      await updates.create(id, generation, state);
      const { summary } = await thread.run("summary", state.byteLength, state);
      await maps.create(id, title, summary);
      return id;
    },

    async read(mapId, what) {
      const state = await hub.readState(mapId);
      return thread.run(what, state.byteLength, state);
    },

    async change(mapId, commands, userId) {
      const state = await hub.readState(mapId);
      const { results, update } = await thread.run("run", state.byteLength, state, commands);
      if (update !== undefined) await hub.applyUpdate(mapId, update, userId);
      return results;
    },

    async bin(mapId) {
      const isBinned = await maps.bin(mapId);
      if (isBinned) await hub.kick(mapId, closeCodes.noSuchMap);
      return isBinned;
    },

    remove,

    async purge() {
      for (const mapId of await maps.listExpired()) {
        await remove(mapId);
        log.info({ map: mapId }, "map deleted after its time in the bin");
      }
    },
  };
}
