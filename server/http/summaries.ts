import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Maps } from "../store/maps.ts";
import type { Hub } from "../sync/hub.ts";
import type { MapThread } from "./mapThread.ts";

/** Keeps what the list shows of every map in step with what the maps hold. */
export interface Summaries {
  close(): Promise<void>;
}

/** After each summary the process does other things for so many times as long as it took. */
const restFactor = 20;
/** Edits come in bursts: how long to wait for more before a summary. */
const settleMs = 1_000;

/**
 * Follows the maps' changes. At most a twentieth of the process's time goes into this, so that hundreds of busy maps only
 * make the list later, not the rooms slower. What is not done when the process ends is done after its next start.
 * @param hub tells of a changed map at most once a second.
 */
export async function openSummaries(hub: Hub, maps: Maps, thread: MapThread, log: Log): Promise<Summaries> {
  const stale = new Map<string, string>();
  const closing = new AbortController();
  let told = new Set<string>();
  let working: Promise<void> | undefined;
  let marking: Promise<void> = Promise.resolve();

  const summarize = async (mapId: string, changedAt: string) => {
    try {
      const state = await hub.readState(mapId);
      const { title, summary } = await thread.run("summary", state.byteLength, state);
      await maps.summarize(mapId, title, summary, changedAt);
    } catch (error) {
      // The list goes on showing the figures of before; the map's next change or the next start tries again.
      log.warn({ err: error, map: mapId }, "map not summarized");
    }
  };

  const work = async () => {
    await wait(settleMs, undefined, { signal: closing.signal });
    for (let next = first(stale); next !== undefined; next = first(stale)) {
      const [mapId, changedAt] = next;
      stale.delete(mapId);
      const startedAt = performance.now();
      await summarize(mapId, changedAt);
      await wait((performance.now() - startedAt) * restFactor, undefined, { signal: closing.signal });
    }
  };

  const wake = () => {
    working ??= work()
      .catch(() => undefined)
      .finally(() => (working = undefined));
  };

  const unsubscribe = hub.onChange((mapId) => {
    const changedAt = new Date().toISOString();
    if (!stale.has(mapId)) {
      // The hub tells of many maps at once; they are marked in one write.
      if (told.size === 0) queueMicrotask(markTold);
      told.add(mapId);
    }
    stale.set(mapId, changedAt);
    wake();
  });

  const markTold = () => {
    const ids = [...told];
    told = new Set();
    marking = marking
      .then(() => maps.markStale(ids))
      .catch((error: unknown) => log.warn({ err: error }, "maps not marked as changed"));
  };

  for (const { id, updatedAt } of await maps.listStale()) stale.set(id, updatedAt);
  if (stale.size > 0) wake();

  return {
    async close() {
      unsubscribe();
      closing.abort();
      await working;
      await marking;
    },
  };
}

function first<K, V>(map: Map<K, V>): [K, V] | undefined {
  for (const entry of map) return entry;
  return undefined;
}
