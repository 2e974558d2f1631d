import { AppError } from "../../../shared/errors.ts";
import { limits } from "../../../shared/limits.ts";
import type { JournalHead, Journals } from "../../store/journal.ts";
import type { UpdateLog } from "../../store/updateLog.ts";
import type { MapThread } from "../mapThread.ts";
import { Turns } from "../turns.ts";

/** Follows the log and writes down who changed what, before the log merges its rows and forgets it. */
export interface Chronicle {
  /**
   * Writes down all that is saved of a map and not written down yet. Gives how far it came, and what the map was there.
   * @param by who began the map's new history, when it has one. @throws AppError NOT_FOUND.
   */
  follow(mapId: string, by?: string): Promise<JournalHead>;
}

export interface ChronicleDeps {
  log: UpdateLog;
  journals: Journals;
  thread: MapThread;
}

export function openChronicle({ log, journals, thread }: ChronicleDeps): Chronicle {
  const turns = new Turns(limits.changesWaitingPerMap);

  const follow = async (mapId: string, by: string): Promise<JournalHead> => {
    for (;;) {
      const head = await journals.head(mapId);
      const tail = await log.readAfter(mapId, head?.seq ?? -1);
      if (tail === undefined) throw new AppError("NOT_FOUND", "There is no such map.");
      const { generation, snapshot, rows } = tail;
      const isOtherHistory = head !== undefined && head.generation !== generation;
      if (head !== undefined && !isOtherHistory && snapshot === undefined && rows.length === 0) return head;
      const cost = rows.reduce((sum, { bytes }) => sum + bytes.length, sizeOf(head?.state) + sizeOf(snapshot?.bytes));
      const { entries, state } = await thread.run("journal", cost, {
        before: head?.state,
        snapshot: snapshot?.bytes,
        rows,
        isOtherHistory,
        by,
        now: Date.now(),
      });
      const seq = rows.at(-1)?.seq ?? snapshot?.seq ?? head?.seq ?? 0;
      const isWritten = await journals.advance(mapId, head, { generation, seq, state }, entries);
      const lastChange = (head?.lastChange ?? 0) + entries.length;
      if (isWritten) return { generation, seq, state, lastChange };
      // Another process was quicker, or the map went.
      if ((await journals.head(mapId)) === undefined) throw new AppError("NOT_FOUND", "There is no such map.");
    }
  };

  return { follow: (mapId, by = "") => turns.take(mapId, () => follow(mapId, by)) };
}

function sizeOf(bytes: Uint8Array | undefined): number {
  return bytes?.byteLength ?? 0;
}
