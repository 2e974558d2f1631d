import { exportJourney } from "../model/exportJourney.ts";
import type { Journey } from "../model/journey.ts";
import { type Kind, type RecordRef, kindNames, kinds, linksOf, ownersOf } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import type { Fields } from "./command.ts";
import { withOwned } from "./deleteRecords.ts";

/**
 * A journey document of some records with all that they own and refer to: what a copy puts on the clipboard. A
 * connection comes along only when both its ends do.
 */
export function copyRecords(records: Records, refs: readonly RecordRef[]): Journey {
  const chosen = new Map([...withOwned(records, refs)].map(([kind, ids]) => [kind, new Set(ids)]));
  const keep = (kind: Kind, id: unknown) => {
    if (typeof id === "string" && records.read(kind, id) !== undefined)
      chosen.set(kind, (chosen.get(kind) ?? new Set()).add(id));
  };
  const cut = (kind: Kind, id: string) => chosen.get(kind)?.delete(id);
  for (const { id, from, to } of records.all("connection")) {
    const isChosen = (end: string) => chosen.get("touchpoint")?.has(end) === true;
    if (!isChosen(from) || !(isChosen(to) || records.read("touchpoint", to) === undefined)) cut("connection", id);
  }
  // What a record points to may itself point on; owners stand first in `kinds`, so walk from the end.
  for (const kind of [...kindNames].reverse()) {
    for (const id of chosen.get(kind) ?? []) {
      const record = records.read(kind, id) as unknown as Fields;
      for (const [field, target] of [...ownersOf(kind), ...linksOf(kind)]) {
        const value = record[field];
        for (const each of Array.isArray(value) ? value : [value]) keep(target, each);
      }
    }
  }
  return exportJourney({
    map: { title: records.map.title },
    lists: new Set(kindNames.map((kind) => kinds[kind].list)),
    read: (kind, id) => (chosen.get(kind)?.has(id) ? records.read(kind, id) : undefined),
    all: (kind) => records.all(kind).filter((record) => chosen.get(kind)?.has(record.id)),
  });
}
