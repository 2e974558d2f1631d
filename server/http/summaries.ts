import type { Log } from "../log.ts";
import type { Maps } from "../store/maps.ts";
import type { Hub } from "../sync/hub.ts";
import { readRecords, summaryOf } from "./mapReader.ts";

/** Keeps what the list shows of every map in step with what the maps hold. */
export interface Summaries {
  /** Computes a map's summary now, and stores it. */
  refresh(mapId: string): Promise<void>;
  /** Stops listening, and waits for what is being computed. */
  close(): Promise<void>;
}

/** @param hub tells of a changed map at most once a second. */
export function openSummaries(hub: Hub, maps: Maps, log: Log): Summaries {
  const running = new Map<string, Promise<void>>();

  const summarize = async (mapId: string, changedAt?: string) => {
    const { title, summary } = await readRecords(hub, mapId, (records) => ({
      title: records.map.title,
      summary: summaryOf(records),
    }));
    await maps.summarize(mapId, title, summary, changedAt);
  };

  const unsubscribe = hub.onChange((mapId) => {
    const changedAt = new Date().toISOString();
    const next = (running.get(mapId) ?? Promise.resolve())
      .then(() => summarize(mapId, changedAt))
      // The list shows the figures of before; the next change tries again.
      .catch((error: unknown) => log.warn({ err: error, map: mapId }, "map not summarized"))
      .finally(() => {
        if (running.get(mapId) === next) running.delete(mapId);
      });
    running.set(mapId, next);
  });

  return {
    refresh: (mapId) => summarize(mapId),
    async close() {
      unsubscribe();
      await Promise.all(running.values());
    },
  };
}
