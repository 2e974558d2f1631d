import { newId } from "../../shared/ids.ts";
import { hasScenarios } from "../../shared/doc/mapDoc.ts";
import { limits } from "../../shared/limits.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import type { Log } from "../log.ts";
import type { Maps } from "../store/maps.ts";
import type { UpdateLog } from "../store/updateLog.ts";
import type { Hub } from "../sync/hub.ts";
import type { NewMap, Reading, Seed } from "./mapTasks.ts";
import { type MapThread, threadOnly } from "./mapThread.ts";
import { Turns } from "./turns.ts";

/** Every map: where it comes from and goes to, and what can be read from it. */
export interface Library {
  /** What the text of a journey document would make. @throws AppError MALFORMED. */
  preview(text: string): Promise<Reading>;
  /** What the text of a request for a new map asks for. @throws AppError MALFORMED, INVALID with every problem. */
  readNewMap(text: string): Promise<NewMap>;
  /**
   * A new map in a workspace, of a journey, of the text of a journey document, or of one that was read; on disk when it resolves.
   * @throws AppError MALFORMED, INVALID with every problem of the document.
   */
  add(workspace: string, source: Journey | string | { seed: Seed }): Promise<string>;
  /** JSON of the journey document, or of the insights, as the map is now. */
  read(mapId: string, what: "journey" | "insights"): Promise<string>;
  /**
   * Runs the commands that a text lists, all or none, in a user's name; resolves when they are saved. Each request sees
   * what those before it did. @throws AppError MALFORMED, INVALID, and that of the first command that is refused.
   */
  change(mapId: string, text: string, userId: string): Promise<unknown[]>;
  /** To the bin: whoever has it open is sent out. False when it is not in use. */
  bin(mapId: string): Promise<boolean>;
  /** Deletes a map for good. */
  remove(mapId: string): Promise<void>;
  /** Deletes what has lain in the bin for its time, and what was left of maps whose making was cut short. */
  purge(): Promise<void>;
}

export interface LibraryDeps {
  hub: Hub;
  updates: UpdateLog;
  maps: Maps;
  thread: MapThread;
  log: Log;
}

/** A command of fifty letters takes about a millisecond, as long as reading some kilobytes of a map. */
const bytesPerCommandChar = 50;

/** Another node may still be making a map; after so long it has ended, or made it. */
const makingMs = 10 * 60_000;

export function openLibrary({ hub, updates, maps, thread, log }: LibraryDeps): Library {
  const turns = new Turns(limits.changesWaitingPerMap);
  const making = new Set<string>();

  const seedOf = (source: Journey | string | { seed: Seed }): Promise<Seed> | Seed => {
    if (typeof source === "string") return thread.run("seedDocument", source.length, source);
    return "seed" in source ? source.seed : thread.run("seed", 0, source);
  };
  const remove = async (mapId: string) => {
    // The content first: a row without content can be deleted again, content without a row would stay for ever.
    await hub.remove(mapId);
    await maps.delete(mapId);
  };
  return {
    preview: (text) => thread.run("readDocument", text.length, text),

    readNewMap: (text) => thread.run("readNewMap", text.length, text),

    async add(workspace, source) {
      const seed = await seedOf(source);
      const id = newId("map");
      making.add(id);
      try {
        // The row first, unfinished: what a crash leaves is found by it, and purged.
        await maps.begin(id, workspace, seed);
        await updates.create(id, seed.generation, seed.state);
        await maps.finish(id);
      } finally {
        making.delete(id);
      }
      return id;
    },

    async read(mapId, what) {
      const state = await hub.readState(mapId);
      // How long a scenario takes does not show in its size.
      const isHard = what === "insights" && (await hub.read(mapId, hasScenarios));
      return thread.run(what, isHard ? threadOnly : state.byteLength, state);
    },

    change: (mapId, text, userId) =>
      turns.take(mapId, async () => {
        const { state, clientId } = await hub.readToChange(mapId, userId);
        const cost = state.byteLength + text.length * bytesPerCommandChar;
        const { results, update } = await thread.run("run", cost, state, clientId, text);
        if (update !== undefined) await hub.applyUpdate(mapId, update, userId);
        return results;
      }),

    async bin(mapId) {
      const isBinned = await maps.bin(mapId);
      if (isBinned) await hub.kick(mapId, closeCodes.noSuchMap);
      return isBinned;
    },

    remove,

    async purge() {
      for (const mapId of await maps.listUnfinished(updates.isShared ? makingMs : 0)) {
        if (making.has(mapId)) continue;
        await remove(mapId);
        log.warn({ map: mapId }, "map deleted whose making was cut short");
      }
      for (const mapId of await maps.listExpired()) {
        await remove(mapId);
        log.info({ map: mapId }, "map deleted after its time in the bin");
      }
    },
  };
}
