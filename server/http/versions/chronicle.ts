import { AppError } from "../../../shared/errors.ts";
import { limits } from "../../../shared/limits.ts";
import type { JournalHead, Journals } from "../../store/journal.ts";
import type { UpdateLog } from "../../store/updateLog.ts";
import type { Versions } from "../../store/versions.ts";
import type { MapThread } from "../mapThread.ts";
import { Turns } from "../turns.ts";

/** Follows the log and writes down who changed what, before the log merges its rows and forgets it. */
export interface Chronicle {
  /** Writes down all that is saved of a map and not written down yet. @throws AppError NOT_FOUND. */
  follow(mapId: string): Promise<void>;
  /** `follow`, and how far that came with what the map was there. @throws AppError NOT_FOUND. */
  read(mapId: string): Promise<JournalHead>;
}

export interface ChronicleDeps {
  log: UpdateLog;
  journals: Journals;
  versions: Pick<Versions, "latest">;
  thread: MapThread;
}

/** A map that is deflated is about so much larger when it is read. */
export const inflatedBy = 6;

export function openChronicle({ log, journals, versions, thread }: ChronicleDeps): Chronicle {
  const turns = new Turns(limits.changesWaitingPerMap);

  const follow = async (mapId: string): Promise<void> => {
    for (;;) {
      const place = await journals.place(mapId);
      const end = (await log.heads([mapId])).get(mapId);
      if (end === undefined) throw gone();
      const isOtherHistory = place !== undefined && place.generation !== end.generation;
      if (place !== undefined && !isOtherHistory && place.seq >= end.seq) return;
      const before = (await journals.head(mapId))?.state;
      const tail = await log.readAfter(mapId, place?.seq ?? -1);
      if (tail === undefined) throw gone();
      const { generation, snapshot, rows } = tail;
      // It was replaced between the two questions: once more.
      if (generation !== end.generation) continue;
      const cost = rows.reduce(
        (sum, { bytes }) => sum + bytes.length,
        sizeOf(before) * inflatedBy + sizeOf(snapshot?.bytes),
      );
      // Whoever restores keeps what is there first.
      const last = isOtherHistory ? await versions.latest(mapId) : undefined;
      const by = last?.kind === "safety" ? (last.by ?? "") : "";
      const work = { before, snapshot: snapshot?.bytes, rows, isOtherHistory, by, now: Date.now() };
      const { entries, state } = await thread.run("journal", cost, work);
      // Rows that could not be read leave their numbers behind.
      const seq = Math.max(rows.at(-1)?.seq ?? 0, snapshot?.seq ?? 0, end.seq);
      if (await journals.advance(mapId, place, { generation, seq, state }, entries)) return;
      // Another process was quicker, or the map went.
      if ((await journals.place(mapId)) === undefined) throw gone();
    }
  };
  const inTurn = (mapId: string) => turns.take(mapId, () => follow(mapId));

  return {
    follow: inTurn,

    async read(mapId) {
      await inTurn(mapId);
      const head = await journals.head(mapId);
      if (head === undefined) throw gone();
      return head;
    },
  };
}

function sizeOf(bytes: Uint8Array | undefined): number {
  return bytes?.byteLength ?? 0;
}

function gone(): AppError {
  return new AppError("NOT_FOUND", "There is no such map.");
}
