import { limits } from "../../../shared/limits.ts";
import { type Clock, systemClock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Maps } from "../../store/maps.ts";
import type { MapHead, UpdateLog } from "../../store/updateLog.ts";
import type { Versions } from "../../store/versions.ts";
import type { Hub } from "../../sync/hub.ts";
import type { MapHistory } from "./mapHistory.ts";

/** Between two maps that are caught up with after a start: each is read and compared, and people come back meanwhile. */
const catchUpPauseMs = 1_000;

/** Makes versions by itself, from what is edited. */
export interface VersionCutter {
  close(): void;
}

export interface CutterDeps {
  hub: Pick<Hub, "onChange">;
  maps: Pick<Maps, "list">;
  updates: Pick<UpdateLog, "heads">;
  versions: Pick<Versions, "latest">;
  history: Pick<MapHistory, "cut">;
  log: Log;
  clock?: Clock;
}

interface Edited {
  firstAt: number;
  cancel: () => void;
}

/**
 * A map that was edited gets a version once nobody edits it for some minutes, or goes on being edited for ten; two are at
 * least ten minutes apart. Some minutes after a start, maps that were edited before the process ended are caught up with,
 * one after the other.
 */
export function openVersionCutter(deps: CutterDeps): VersionCutter {
  const { hub, maps, updates, versions, history, log, clock = systemClock } = deps;
  const edited = new Map<string, Edited>();
  const cutAt = new Map<string, number>();
  let isClosed = false;

  const cut = async (mapId: string) => {
    edited.delete(mapId);
    cutAt.set(mapId, clock.now());
    try {
      await history.cut(mapId);
    } catch (error) {
      // It is tried again after the next edit.
      if (!isClosed) log.warn({ err: error, map: mapId }, "no version made");
    }
  };

  const note = (mapId: string) => {
    const now = clock.now();
    const known = edited.get(mapId);
    known?.cancel();
    const firstAt = known?.firstAt ?? now;
    const quietAt = Math.min(now + limits.versionQuietMs, firstAt + limits.versionEveryMs);
    const at = Math.max(quietAt, (cutAt.get(mapId) ?? -Infinity) + limits.versionEveryMs);
    edited.set(mapId, { firstAt, cancel: clock.schedule(() => void cut(mapId), Math.max(0, at - now)) });
  };

  const pause = (ms: number) => new Promise<void>((resolve) => void clock.schedule(resolve, ms));

  /** As many tries as it takes: a database that fails for a moment must not leave every map behind. */
  const readHeads = async (): Promise<Map<string, MapHead>> => {
    await pause(limits.versionQuietMs);
    try {
      return await updates.heads((await maps.list("here")).map(({ id }) => id));
    } catch (error) {
      if (isClosed) return new Map();
      log.warn({ err: error }, "versions not caught up");
      return readHeads();
    }
  };

  /** Where the database does not say, the map counts as edited just now, and has its turn later. */
  const isBehind = async (mapId: string, seq: number) => {
    try {
      return seq > ((await versions.latest(mapId))?.seq ?? 0);
    } catch (error) {
      if (isClosed) return false;
      log.warn({ err: error, map: mapId }, "version not caught up");
      note(mapId);
      return false;
    }
  };

  const catchUp = async () => {
    for (const [mapId, { seq }] of await readHeads()) {
      // Who edits it now, or did since the start, has it cut in any case.
      if (isClosed || edited.has(mapId) || cutAt.has(mapId) || !(await isBehind(mapId, seq))) continue;
      await cut(mapId);
      await pause(catchUpPauseMs);
    }
  };
  void catchUp();

  const unsubscribe = hub.onChange(note);
  return {
    close() {
      isClosed = true;
      unsubscribe();
      for (const { cancel } of edited.values()) cancel();
    },
  };
}
