import { docOfState } from "../../shared/doc/docState.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { type RecordDifference, differenceOf } from "../../shared/model/difference.ts";
import type { Records } from "../../shared/model/records.ts";
import { versionRequests } from "../api/versions.ts";
import { holdsNothing } from "./holdsNothing.ts";

/** A copy of an older history, and what it holds beyond what the server kept of that. */
export interface CopyContent {
  records: Records;
  beyond: RecordDifference[];
}

interface Copy {
  map: string;
  generation: string;
  /** All of it, as one update. */
  readState: () => Promise<Uint8Array>;
}

/**
 * Reads a copy and compares it with what the server had of its history when another took its place, or with the map of
 * now where that is not known. Undefined when nothing of it can be read.
 */
export async function readCopyContent(copy: Copy, now: Records): Promise<CopyContent | undefined> {
  const records = recordsOf(await copy.readState());
  if (holdsNothing(records)) return undefined;
  const before = await readBefore(copy).catch(() => undefined);
  return { records, beyond: beyondOf(before, now, records) };
}

/** What a copy holds beyond `before`, or beyond the map of now: without what was there, what is only in that may be somebody else's. */
export function beyondOf(before: Records | undefined, now: Records, copy: Records): RecordDifference[] {
  return differenceOf(before ?? now, copy).filter(
    ({ verb, fields }) => (before !== undefined || verb !== "removed") && fields.join() !== "order",
  );
}

/** What the server had of a history when another took its place. */
async function readBefore({ map, generation }: Copy): Promise<Records | undefined> {
  const versions = await versionRequests.list(map);
  const last = versions.find((version) => version.kind === "safety" && version.generation === generation);
  return last && recordsOf(await versionRequests.state(map, last.id));
}

/** Nobody writes into the document, and so nothing has to be closed. */
function recordsOf(state: Uint8Array): Records {
  return openMirror(docOfState(state));
}
