import { type CopyName, deleteLocalCopy, listLocalCopies, readLocalCopy } from "./localCopy.ts";
import { forgetUnsentCount, readUnsentCount } from "./unsentCount.ts";
import type { Journey } from "../../shared/model/journey.ts";

/** Work of an earlier generation of a map that never reached the server; kept apart, never merged. */
export interface SetAsideCopy {
  /** Edits in it that are not known to be saved. */
  unsent: number;
  /** `undefined` when nothing of it can be read. */
  read: () => Promise<Journey | undefined>;
  discard: () => Promise<void>;
}

/** The copies of earlier generations that hold unsaved work; those that hold none are removed. */
export async function listSetAsideCopies(current: CopyName): Promise<SetAsideCopy[]> {
  const copies = await listLocalCopies(current.user, current.map).catch(() => []);
  const older = copies.filter(({ generation }) => generation !== current.generation);
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
