import type { Kind } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";

/** Kinds that expectations are placed by or refer to. */
export const targetKinds = [
  "stage",
  "touchpoint",
  "channel",
  "department",
  "persona",
] as const satisfies readonly Kind[];

export type TargetKind = (typeof targetKinds)[number];

/** What the sciences know of the records that others refer to: that they are there, and whether a channel is online. */
export interface Targets {
  /** Takes over a record as it is now. @returns whether it means anything else to those that refer to it. */
  change(kind: TargetKind, id: string): boolean;
}

export function openTargets(records: Records): Targets {
  const known = new Map(targetKinds.map((kind) => [kind, new Map<string, string>()]));

  const change = (kind: TargetKind, id: string) => {
    const table = known.get(kind);
    const before = table?.get(id);
    const record = records.read(kind, id);
    const after = record === undefined ? undefined : "online" in record && record.online === true ? "online" : "there";
    if (after === undefined) table?.delete(id);
    else table?.set(id, after);
    return after !== before;
  };
  for (const kind of targetKinds) for (const { id } of records.all(kind)) change(kind, id);
  return { change };
}

export function isTargetKind(kind: Kind): kind is TargetKind {
  return (targetKinds as readonly Kind[]).includes(kind);
}
