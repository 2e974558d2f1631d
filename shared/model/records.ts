import { type Journey, type MapFields, journeyList, listsOf, mapFieldsOf } from "./journey.ts";
import { type Kind, type RecordOf, kindNames } from "./kinds.ts";
import { orderKeys } from "./order.ts";

/**
 * A map as the sciences and the exporters read it. Records are immutable: an unchanged record keeps its identity, and
 * `all` gives the same array while nothing of that kind changed. Every record's owners are there; a soft reference
 * may point to nothing, which means the same as leaving it out.
 */
export interface Records {
  readonly map: MapFields;
  /** Names of the lists the journey's author wrote down, even when empty: an export has them too. */
  readonly lists: ReadonlySet<string>;
  read<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined;
  /** In document order. */
  all<K extends Kind>(kind: K): readonly RecordOf<K>[];
}

/** What changed: a record that was added, changed or removed, or the map's own fields. */
export type RecordChange = { kind: Kind; id: string } | { kind: "map" };

/** The records of a valid journey document. */
export function recordsOfJourney(journey: Journey): Records {
  const tables = new Map<Kind, Map<string, RecordOf<Kind>>>();
  for (const kind of kindNames) {
    const list = journeyList(journey, kind);
    const keys = orderKeys(list.length);
    tables.set(kind, new Map(list.map((record, i) => [record.id, { ...record, order: keys[i] ?? "a0" }])));
  }
  const lists = new Map([...tables].map(([kind, table]) => [kind, [...table.values()]]));
  return {
    map: mapFieldsOf(journey),
    lists: listsOf(journey),
    read: <K extends Kind>(kind: K, id: string) => tables.get(kind)?.get(id) as RecordOf<K> | undefined,
    all: <K extends Kind>(kind: K) => (lists.get(kind) ?? []) as unknown as readonly RecordOf<K>[],
  };
}

/** Touchpoints as a customer meets them: by stage, then by their order within it. */
export function readingOrder(records: Records): RecordOf<"touchpoint">[] {
  const columns = new Map(records.all("stage").map(({ id }) => [id, [] as RecordOf<"touchpoint">[]]));
  for (const touchpoint of records.all("touchpoint")) columns.get(touchpoint.stage)?.push(touchpoint);
  return [...columns.values()].flat();
}
