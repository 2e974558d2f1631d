import { newHistoryOf } from "../../shared/doc/newHistory.ts";
import { newId } from "../../shared/ids.ts";
import type { MapHead, UpdateLog } from "../store/updateLog.ts";
import { RoomDocument } from "../sync/roomDocument.ts";
import { CommandError } from "./commandError.ts";
import type { Progress } from "./progress.ts";

/** A map that was opened for a check: its document, and how much of it could not be read. */
interface Opened {
  state: Uint8Array;
  damaged: number;
}

/**
 * Gives maps a new history each, with the content they have: a browser that saw more than a backup holds then keeps its
 * copy apart, instead of bringing half of what is gone back into the map.
 */
export async function renewHistories(log: UpdateLog, maps: readonly string[], progress: Progress): Promise<void> {
  for (const [index, map] of maps.entries()) {
    progress.show("Beginning new histories", index, maps.length);
    const { state } = await openMap(log, map);
    const generation = newId("gen");
    await log.replace(map, generation, newHistoryOf(state, generation));
  }
  progress.done(`New histories: ${maps.length} maps.`);
}

/** Opens every map as a studio would. Gives sentences about those of which something could not be read. */
export async function openEveryMap(log: UpdateLog, maps: readonly string[], progress: Progress): Promise<string[]> {
  const complaints: string[] = [];
  for (const [index, map] of maps.entries()) {
    progress.show("Opening every map", index, maps.length);
    const { damaged } = await openMap(log, map);
    if (damaged > 0) complaints.push(`${map}: ${damaged} of its changes cannot be read; they were set aside.`);
  }
  progress.done(`Opened every map: ${maps.length}.`);
  return complaints;
}

/** The maps whose history is not the one that `before` had, or did not come as far. */
export function wentBack(maps: ReadonlyMap<string, MapHead>, before: ReadonlyMap<string, MapHead>): string[] {
  return [...maps].flatMap(([map, { generation, seq }]) => {
    const other = before.get(map);
    return other?.generation === generation && other.seq === seq ? [] : [map];
  });
}

async function openMap(log: UpdateLog, map: string): Promise<Opened> {
  const loaded = await log.load(map);
  if (loaded === undefined) throw new CommandError(`${map} is not in the log.`);
  try {
    const { document, badRows } = RoomDocument.open(loaded);
    return { state: document.encode(), damaged: loaded.quarantined + badRows.length };
  } finally {
    await log.opened(map);
  }
}
