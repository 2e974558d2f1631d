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
/** How often to look whether a new day has begun. */
const dayCheckMs = 600_000;

/**
 * Follows the maps' changes. At most a twentieth of the process's time goes into this, so that hundreds of busy maps only
 * make the list later, not the rooms slower. Evidence ages from day to day and a process may end at any moment, so every
 * map is summarized after the start and on each new day, too, when no changed one waits.
 * @param hub tells of a changed map at most once a second.
 */
export function openSummaries(hub: Hub, maps: Maps, thread: MapThread, log: Log): Summaries {
  /** When they changed, by map. */
  const changed = new Map<string, string>();
  const aged = new Set<string>();
  const closing = new AbortController();
  const rest = (ms: number) => wait(ms, undefined, { signal: closing.signal, ref: false });
  let agedOn = "";
  let working: Promise<void> | undefined;

  const summarize = async (mapId: string, changedAt: string | undefined) => {
    try {
      const state = await hub.readState(mapId);
      const { title, summary } = await thread.run("summary", state.byteLength, state);
      await maps.summarize(mapId, title, summary, changedAt);
    } catch (error) {
      // The list goes on showing the figures of before.
      log.warn({ err: error, map: mapId }, "map not summarized");
    }
  };

  const work = async () => {
    await rest(settleMs);
    for (let mapId = next(); mapId !== undefined; mapId = next()) {
      const changedAt = changed.get(mapId);
      changed.delete(mapId);
      aged.delete(mapId);
      const startedAt = performance.now();
      await summarize(mapId, changedAt);
      await rest((performance.now() - startedAt) * restFactor);
    }
  };
  const next = () => changed.keys().next().value ?? aged.keys().next().value;

  const wake = () => {
    working ??= work()
      // Only closing ends it early.
      .catch(() => undefined)
      .finally(() => (working = undefined));
  };

  const unsubscribe = hub.onChange((mapId) => {
    changed.set(mapId, new Date().toISOString());
    wake();
  });

  const followDays = async () => {
    const today = new Date().toISOString().slice(0, 10);
    if (today === agedOn) return;
    agedOn = today;
    for (const { id } of await maps.list("here")) aged.add(id);
    wake();
  };
  const follow = () => void followDays().catch((error: unknown) => log.warn({ err: error }, "maps not listed"));
  const dayTimer = setInterval(follow, dayCheckMs).unref();
  follow();

  return {
    async close() {
      unsubscribe();
      clearInterval(dayTimer);
      closing.abort();
      await working;
    },
  };
}
