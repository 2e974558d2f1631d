import { z } from "zod";
import { AppError } from "../errors.ts";
import { limits } from "../limits.ts";
import { type Kind, type RecordRef, kindNames, kinds, ownersOf } from "../model/kinds.ts";
import { repairLinks } from "../model/links.ts";
import type { Records } from "../model/records.ts";
import { id } from "../model/scalars.ts";
import { defineCommand, type Fields, nameOf } from "./command.ts";

type Doomed = ReadonlyMap<Kind, ReadonlySet<string>>;

/** Takes records away with everything they own, and clears what points to them. Those already gone are passed over. */
export const deleteRecords = defineCommand<{ refs: RecordRef[] }>({
  args: z.strictObject({
    refs: z
      .array(z.strictObject({ kind: z.enum(kindNames as [Kind, ...Kind[]]), id }))
      .min(1)
      .max(limits.recordsPerMap),
  }),
  label({ refs }, records) {
    const [first] = refs;
    if (refs.length > 1 || first === undefined) return `delete ${refs.length} things`;
    return `delete ${nameOf(records.read(first.kind, first.id)) || kinds[first.kind].word}`;
  },
  run(edit, { refs }) {
    const doomed = withOwned(edit.records, refs);
    if (doomed.size === 0) throw new AppError("NOT_FOUND", "This is already gone.");
    const stays = (kind: Kind, each: string) => !doomed.get(kind)?.has(each);
    for (const kind of kindNames) {
      for (const record of edit.records.all(kind)) {
        if (!stays(kind, record.id)) edit.remove(kind, record.id);
        else {
          const repairs = repairLinks(kind, record, stays);
          if (Object.keys(repairs).length > 0) edit.patch(kind, record.id, repairs);
        }
      }
    }
    return { deleted: [...doomed.values()].reduce((sum, ids) => sum + ids.size, 0) };
  },
});

/** The named records that are there, and all that cannot live without them. Owners stand before what they own in `kinds`. */
export function withOwned(records: Records, refs: readonly RecordRef[]): Doomed {
  const doomed = new Map<Kind, Set<string>>();
  const doom = (kind: Kind, each: string) => {
    const ids = doomed.get(kind) ?? new Set();
    doomed.set(kind, ids.add(each));
  };
  for (const ref of refs) if (records.read(ref.kind, ref.id) !== undefined) doom(ref.kind, ref.id);
  for (const kind of kindNames) {
    const owners = ownersOf(kind).filter(([, owner]) => doomed.has(owner));
    if (owners.length === 0) continue;
    for (const record of records.all(kind))
      if (owners.some(([field, owner]) => doomed.get(owner)!.has((record as unknown as Fields)[field] as string)))
        doom(kind, record.id);
  }
  return doomed;
}
