import { type CopyName, deleteLocalCopy, listLocalCopies, readLocalCopy } from "./localCopy.ts";
import { forgetUnsentCount, readUnsentCount } from "./unsentCount.ts";
import type { Journey } from "../../shared/model/journey.ts";

/** Work that never reached the server and cannot any more; kept apart, never merged. */
export interface SetAsideCopy {
  /** Edits in it that are not known to be saved. */
  unsent: number;
  /** `undefined` when nothing of it can be read. */
  read: () => Promise<Journey | undefined>;
  discard: () => Promise<void>;
}

/**
 * The copies of a map that can no longer be sent but hold unsaved work; those that hold none are removed.
 * @param isInUse whether the current generation's own copy is: not where one may only look.
 */
export async function listSetAsideCopies(current: CopyName, isInUse: boolean): Promise<SetAsideCopy[]> {
  const copies = await listLocalCopies(current.user, current.map).catch(() => []);
  const older = copies.filter(({ generation }) => !isInUse || generation !== current.generation);
  const kept: SetAsideCopy[] = [];
  for (const name of older) {
    const unsent = readUnsentCount(name);
    const discard = async () => {
      forgetUnsentCount(name);
      await deleteLocalCopy(name);
    };
    if (unsent === 0) await discard().catch(() => undefined);
    else kept.push({ unsent, read: () => readLocalCopy(name), discard });
  }
  return kept;
}
