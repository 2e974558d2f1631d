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
/** On a busy machine a summary takes long without costing much; it is no reason to leave the list behind for minutes. */
const longestRestMs = 5_000;
/** Edits come in bursts: how long to wait for more before a summary. */
const settleMs = 1_000;
/** How often to look whether a new day has begun, and to try again when the maps could not be listed. */
const dayCheckMs = 60_000;

/**
 * Follows the maps' changes. At most a twentieth of the process's time goes into this, so that hundreds of busy maps only
 * make the list later, not the rooms slower. Evidence ages from day to day and a process may end at any moment, so every
 * map is summarized after the start and on each new day, too, when no changed one waits. A change that was saved just
 * before the end is found that way, and counts as one of the start.
 * @param hub tells of a changed map at most once a second.
 */
export function openSummaries(
  hub: Pick<Hub, "onChange" | "readState">,
  maps: Pick<Maps, "list" | "summarize">,
  thread: Pick<MapThread, "run">,
  log: Log,
): Summaries {
  /** When they changed, by map. */
  const changed = new Map<string, string>();
  /** When they were noted, by map. */
  const aged = new Map<string, string>();
  const closing = new AbortController();
  const rest = (ms: number) => wait(ms, undefined, { signal: closing.signal, ref: false });
  let agedOn = "";
  let working: Promise<void> | undefined;

  /** @returns how many milliseconds the summary took, without what it waited for the disk. */
  const summarize = async (mapId: string, at: string): Promise<number> => {
    let startedAt = performance.now();
    try {
      const state = await hub.readState(mapId);
      startedAt = performance.now();
      const summarized = await thread.run("summary", state.byteLength, state);
      const tookMs = performance.now() - startedAt;
      await maps.summarize(mapId, summarized, at);
      return tookMs;
    } catch (error) {
      // The list goes on showing the figures of before.
      log.warn({ err: error, map: mapId }, "map not summarized");
      return performance.now() - startedAt;
    }
  };

  const work = async () => {
    await rest(settleMs);
    for (let noted = next(); noted !== undefined; noted = next()) {
      const [mapId, at] = noted;
      changed.delete(mapId);
      aged.delete(mapId);
      await rest(Math.min(longestRestMs, (await summarize(mapId, at)) * restFactor));
    }
  };
  const next = () => changed.entries().next().value ?? aged.entries().next().value;

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
    const at = new Date().toISOString();
    for (const { id } of await maps.list("here")) aged.set(id, at);
    agedOn = today;
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
