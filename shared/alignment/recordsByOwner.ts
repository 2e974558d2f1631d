import type { Kind, RecordOf } from "../model/kinds.ts";
import { byOrder } from "../model/order.ts";
import type { Records } from "../model/records.ts";

/** The records of one kind under what owns them, in document order, kept as they change. */
export interface RecordsByOwner<K extends Kind> {
  of(owner: string): readonly RecordOf<K>[];
  /** Takes over the record as it is now. @returns the owners whose lists changed: its old one and its new one. */
  change(id: string): string[];
}

export function openRecordsByOwner<K extends Kind>(
  records: Records,
  kind: K,
  ownerOf: (record: RecordOf<K>) => string,
): RecordsByOwner<K> {
  const lists = new Map<string, RecordOf<K>[]>();
  const filed = new Map<string, RecordOf<K>>();

  const file = (record: RecordOf<K>) => {
    const list = lists.get(ownerOf(record));
    if (list === undefined) lists.set(ownerOf(record), [record]);
    else list.push(record);
    filed.set(record.id, record);
  };
  for (const record of records.all(kind)) file(record);

  return {
    of: (owner) => lists.get(owner) ?? [],
    change(id) {
      const touched = new Set<string>();
      const before = filed.get(id);
      if (before !== undefined) {
        const owner = ownerOf(before);
        const rest = (lists.get(owner) ?? []).filter((record) => record !== before);
        if (rest.length > 0) lists.set(owner, rest);
        else lists.delete(owner);
        filed.delete(id);
        touched.add(owner);
      }
      const after = records.read(kind, id);
      if (after !== undefined) {
        file(after);
        lists.get(ownerOf(after))?.sort(byOrder);
        touched.add(ownerOf(after));
      }
      return [...touched];
    },
  };
}
