import { createDoc } from "../../shared/doc/mapDoc.ts";
import { newId } from "../../shared/ids.ts";
import type { Journey } from "../../shared/model/journey.ts";
import type { Log } from "../log.ts";
import type { Maps } from "../store/maps.ts";
import type { Hub } from "../sync/hub.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import type { Summaries } from "./summaries.ts";

/** Where maps come from and go to: a row in the list and a room's content, always both. */
export interface Library {
  /** A new map with that content, on disk when it resolves. @returns its id. */
  add(journey: Journey): Promise<string>;
  /** To the bin: whoever has it open is sent out. False when it is not in use. */
  bin(mapId: string): Promise<boolean>;
  /** Deletes a map for good. */
  remove(mapId: string): Promise<void>;
  /** Deletes what has lain in the bin for its time. */
  purge(): Promise<void>;
}

export function openLibrary(hub: Hub, maps: Maps, summaries: Summaries, log: Log): Library {
  const remove = async (mapId: string) => {
    // The content first: a row without content can be deleted again, content without a row would stay for ever.
    await hub.remove(mapId);
    await maps.delete(mapId);
  };
  return {
    async add(journey) {
      const id = newId("map");
      const doc = createDoc(journey);
      await hub.create(id, doc);
      doc.destroy();
      await maps.create(id, journey.title);
      await summaries.refresh(id);
      return id;
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
