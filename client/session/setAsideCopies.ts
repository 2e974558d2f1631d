import { isBackupGeneration } from "../../shared/generation.ts";
import type { Journey } from "../../shared/model/journey.ts";
import type { Records } from "../../shared/model/records.ts";
import { versionRequests } from "../api/versions.ts";
import { readCopyContent } from "./copyContent.ts";
import { type CopyName, deleteLocalCopy, listLocalCopies, readLocalCopy, readLocalState } from "./localCopy.ts";
import { forgetUnsentCount, readUnsentCount } from "./unsentCount.ts";

/** Work that the map does not have and cannot get by itself any more; kept apart, never merged. */
export interface SetAsideCopy {
  /** The map it is of. */
  map: string;
  /** Edits in it that are not known to be saved; 0 where all were, and the studio was set back to a backup since. */
  unsent: number;
  /** The history it was made in. */
  generation: string;
  /** `undefined` when nothing of it can be read. */
  read: () => Promise<Journey | undefined>;
  /** All of it that can be read, as one update. */
  readState: () => Promise<Uint8Array>;
  discard: () => Promise<void>;
}

/** A user's copies of a map, but for the one that is being edited. */
export interface SetAsideQuery {
  user: string;
  map: string;
  /** The map as it is open; left out where it cannot be opened. */
  open?: OpenedMap | undefined;
}

interface OpenedMap {
  generation: string;
  /** Where the map cannot be edited every copy is set aside. */
  canEdit: boolean;
  records: Records;
}

/**
 * The copies of a map that can no longer be sent but hold work that it does not have; those that hold none are removed.
 * One of which that cannot be told now stays, and is not shown.
 */
export async function listSetAsideCopies({ user, map, open }: SetAsideQuery): Promise<SetAsideCopy[]> {
  const copies = await listLocalCopies(user, map).catch(() => []);
  const older = copies.filter(({ generation }) => open?.canEdit !== true || generation !== open.generation);
  const kept: SetAsideCopy[] = [];
  for (const name of older) {
    const copy = openCopy(name);
    const isKept = copy.unsent > 0 || (await holdsLostWork(copy, open).catch(() => undefined));
    if (isKept === true) kept.push(copy);
    else if (isKept === false) await copy.discard().catch(() => undefined);
  }
  return kept;
}

function openCopy(name: CopyName): SetAsideCopy {
  return {
    map: name.map,
    unsent: readUnsentCount(name),
    generation: name.generation,
    read: () => readLocalCopy(name),
    readState: () => readLocalState(name),
    async discard() {
      forgetUnsentCount(name);
      await deleteLocalCopy(name);
    },
  };
}

/**
 * Whether a copy, all of which was saved, may be the last place that has some of it: the studio was set back to a backup
 * that has less. Where a person restored a version, the server keeps what was there. Undefined where that cannot be told,
 * because nothing of the copy can be read.
 * @throws AppError when the server cannot be asked.
 */
async function holdsLostWork(copy: SetAsideCopy, open: OpenedMap | undefined): Promise<boolean | undefined> {
  if (open === undefined || copy.generation === open.generation) return false;
  const versions = await versionRequests.list(copy.map);
  const histories = [open.generation, ...versions.map(({ generation }) => generation)];
  if (!histories.some(isBackupGeneration)) return false;
  const content = await readCopyContent(copy, open.records);
  return content && content.beyond.length > 0;
}
