import { deleteLocalCopy, listLocalCopies } from "./localCopy.ts";
import { forgetUnsentCount, readUnsentCount } from "./unsentCount.ts";

/** Edits of a user, over all maps, that are in this browser and not known to be saved. */
export async function countUnsent(user: string): Promise<number> {
  const copies = await listLocalCopies(user);
  return copies.reduce((total, copy) => total + readUnsentCount(copy), 0);
}

/** Removes every copy of a user's maps from this browser. Resolves also where storage is forbidden. */
export async function clearLocalCopies(user: string): Promise<void> {
  for (const copy of await listLocalCopies(user).catch(() => [])) {
    forgetUnsentCount(copy);
    await deleteLocalCopy(copy).catch(() => undefined);
  }
}
