import { deleteLocalCopy, listLocalCopies, readLocalCopy, readLocalState } from "./localCopy.ts";
import { forgetUnsentCount, readUnsentCount } from "./unsentCount.ts";
import type { Journey } from "../../shared/model/journey.ts";

/** Work that never reached the server and cannot any more; kept apart, never merged. */
export interface SetAsideCopy {
  /** Edits in it that are not known to be saved. */
  unsent: number;
  /** The history it was made in. */
  generation: string;
  /** `undefined` when nothing of it can be read. */
  read: () => Promise<Journey | undefined>;
  /** All of it that can be read, as one update. */
  readState: () => Promise<Uint8Array>;
  discard: () => Promise<void>;
}

/** A user's copies of a map, but for that of the generation that is being edited. */
export interface SetAsideQuery {
  user: string;
  map: string;
  /** Left out where the map cannot be edited: every copy is then set aside. */
  generation?: string | undefined;
}

/** The copies of a map that can no longer be sent but hold unsaved work; those that hold none are removed. */
export async function listSetAsideCopies({ user, map, generation }: SetAsideQuery): Promise<SetAsideCopy[]> {
  const copies = await listLocalCopies(user, map).catch(() => []);
  const older = copies.filter((copy) => copy.generation !== generation);
  const kept: SetAsideCopy[] = [];
  for (const name of older) {
    const unsent = readUnsentCount(name);
    const discard = async () => {
      forgetUnsentCount(name);
      await deleteLocalCopy(name);
    };
    if (unsent === 0) await discard().catch(() => undefined);
    else
      kept.push({
        unsent,
        generation: name.generation,
        read: () => readLocalCopy(name),
        readState: () => readLocalState(name),
        discard,
      });
  }
  return kept;
}
