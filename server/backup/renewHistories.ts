import { deflateRawSync } from "node:zlib";
import { newHistoryOf } from "../../shared/doc/newHistory.ts";
import { newBackupGeneration } from "../../shared/generation.ts";
import { newId } from "../../shared/ids.ts";
import { versionFigures } from "../../shared/insights/versionFigures.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { openJournals } from "../store/journal.ts";
import type { StorePlace } from "../store/storePlace.ts";
import type { MapHead, UpdateLog } from "../store/updateLog.ts";
import { openVersions } from "../store/versions.ts";
import { RoomDocument } from "../sync/roomDocument.ts";
import { CommandError } from "./commandError.ts";
import type { Progress } from "./progress.ts";

/** A map that was opened for a check: its document, and how much of it could not be read. */
interface Opened extends MapHead {
  state: Uint8Array;
  damaged: number;
  /** Whether it lacks something. */
  isHealing: boolean;
}

/** How the version is called that keeps what the backup held of a history. */
const versionName = "As it was in the backup";

/**
 * Gives maps a new history each, with the content they have: a browser that saw more than a backup holds then keeps its
 * copy apart, instead of bringing half of what is gone back into the map. A version of each map says where its old history
 * ended here, so that a browser can tell what its copy has beyond that.
 */
export async function renewHistories(
  place: StorePlace,
  log: UpdateLog,
  maps: readonly string[],
  progress: Progress,
): Promise<void> {
  const db = await openDatabase(place);
  try {
    for (const [index, map] of maps.entries()) {
      progress.show("Beginning new histories", index, maps.length);
      const opened = await openMap(log, map);
      await keepVersion(db, map, opened);
      const generation = newBackupGeneration();
      await log.replace(map, generation, newHistoryOf(opened.state, generation));
    }
  } finally {
    await db.destroy();
  }
  progress.done(`New histories: ${maps.length} maps.`);
}

async function keepVersion(db: Database, map: string, { state, generation, seq }: Opened): Promise<void> {
  const lastChange = (await openJournals(db).place(map))?.lastChange ?? 0;
  const at = new Date().toISOString();
  const made = { kind: "safety", name: versionName, at, by: null, ofAt: null } as const;
  const version = { id: newId("ver"), ...made, generation, seq, lastChange, summary: versionFigures(state, undefined) };
  await openVersions(db).add(map, { ...version, contributors: [] }, deflateRawSync(state, { level: 3 }));
}

/** Opens every map as a studio would. Gives sentences about those of which something could not be read. */
export async function openEveryMap(log: UpdateLog, maps: readonly string[], progress: Progress): Promise<string[]> {
  const complaints: string[] = [];
  for (const [index, map] of maps.entries()) {
    progress.show("Opening every map", index, maps.length);
    const { damaged, isHealing } = await openMap(log, map);
    if (damaged > 0) complaints.push(`${map}: ${damaged} of its changes cannot be read; they were set aside.`);
    else if (isHealing) complaints.push(`${map}: some of its changes build upon others that are lost.`);
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
    const { generation, seq } = loaded;
    return {
      generation,
      seq,
      state: document.encode(),
      damaged: loaded.quarantined + badRows.length,
      isHealing: document.isHealing,
    };
  } finally {
    await log.opened(map);
  }
}
