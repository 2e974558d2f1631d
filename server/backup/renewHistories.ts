import { deflateRawSync } from "node:zlib";
import { newHistoryOf } from "../../shared/doc/newHistory.ts";
import { newBackupGeneration } from "../../shared/generation.ts";
import { newId } from "../../shared/ids.ts";
import { type VersionFigures, versionFigures } from "../../shared/insights/versionFigures.ts";
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

/** Something is wrong with one map alone, whatever the store does: nothing else has to wait for that. */
class UnreadableMap extends Error {
  override readonly name = "UnreadableMap";
}

/** How the version is called that keeps what the backup held of a history. */
const versionName = "As it was in the backup";

/**
 * Gives maps a new history each, with the content they have: a browser that saw more than a backup holds then keeps its
 * copy apart, instead of bringing half of what is gone back into the map. A version of each map says where its old history
 * ended here, so that a browser can tell what its copy has beyond that. Gives sentences about those that it could not be
 * done for: they stay as they are.
 */
export async function renewHistories(
  place: StorePlace,
  log: UpdateLog,
  maps: readonly string[],
  progress: Progress,
): Promise<string[]> {
  const db = await openDatabase(place);
  let complaints: string[];
  try {
    complaints = await forEachMap(maps, "Beginning new histories", progress, async (map) => {
      const opened = await openMap(log, map);
      const generation = newBackupGeneration();
      const [next, summary] = readable(map, () => [
        newHistoryOf(opened.state, generation),
        versionFigures(opened.state, undefined),
      ]);
      await keepVersion(db, map, opened, summary);
      await log.replace(map, generation, next);
    });
  } finally {
    await db.destroy();
  }
  progress.done(`New histories: ${maps.length - complaints.length} maps.`);
  return complaints;
}

async function keepVersion(
  db: Database,
  map: string,
  { state, generation, seq }: Opened,
  summary: VersionFigures,
): Promise<void> {
  const lastChange = (await openJournals(db).place(map))?.lastChange ?? 0;
  const at = new Date().toISOString();
  const made = { kind: "safety", name: versionName, at, by: null, ofAt: null } as const;
  const version = { id: newId("ver"), ...made, generation, seq, lastChange, summary };
  await openVersions(db).add(map, { ...version, contributors: [] }, deflateRawSync(state, { level: 3 }));
}

/** Opens every map as a studio would. Gives sentences about those of which something could not be read. */
export async function openEveryMap(log: UpdateLog, maps: readonly string[], progress: Progress): Promise<string[]> {
  const complaints = await forEachMap(maps, "Opening every map", progress, async (map) => {
    const { damaged, isHealing } = await openMap(log, map);
    if (damaged > 0) return `${map}: ${damaged} of its changes cannot be read; they were set aside.`;
    return isHealing ? `${map}: some of its changes build upon others that are lost.` : undefined;
  });
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
    return readable(map, () => {
      const { document, badRows } = RoomDocument.open(loaded);
      const { generation, seq, quarantined } = loaded;
      const { isHealing } = document;
      return { generation, seq, state: document.encode(), damaged: quarantined + badRows.length, isHealing };
    });
  } finally {
    await log.opened(map);
  }
}

/** Does the same with each map. Gives the sentences that came of it, and one for each that is unreadable. */
async function forEachMap(
  maps: readonly string[],
  verb: string,
  progress: Progress,
  work: (map: string) => Promise<string | undefined | void>,
): Promise<string[]> {
  const sentences: string[] = [];
  for (const [index, map] of maps.entries()) {
    progress.show(verb, index, maps.length);
    try {
      const sentence = await work(map);
      if (typeof sentence === "string") sentences.push(sentence);
    } catch (error) {
      if (!(error instanceof UnreadableMap)) throw error;
      sentences.push(error.message);
    }
  }
  return sentences;
}

/** Reads what a map holds, without the store. @throws UnreadableMap whatever goes wrong. */
function readable<T>(map: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UnreadableMap(`${map} could not be read, and stays as it was in the backup: ${String(error)}`);
  }
}
