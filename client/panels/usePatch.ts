import { useCallback } from "react";
import type { FieldsOf, Kind } from "../../shared/model/kinds.ts";
import type { CommandName } from "../../shared/commands/registry.ts";
import { useRun } from "../state/useRun.ts";

/** Some fields of a record; `null` removes an optional one. */
export type Patch<K extends Kind> = { [F in keyof FieldsOf<K>]?: FieldsOf<K>[F] | null };

/** Changes one record, as one step; `false` when it was refused, which has then been said. */
export function usePatch<K extends Kind>(kind: K, id: string): (fields: Patch<K>) => boolean {
  const run = useRun();
  return useCallback((fields) => run(commandOn("patch", kind), { id, fields }) !== undefined, [run, kind, id]);
}

/** Adds a record of a kind; `undefined` when it was refused. */
export function useAdd<K extends Kind>(kind: K): (fields: Patch<K>) => string | undefined {
  const run = useRun();
  return useCallback((fields) => (run(commandOn("add", kind), fields) as { id: string } | undefined)?.id, [run, kind]);
}

function commandOn(verb: "add" | "patch", kind: Kind): CommandName {
  return `${verb}${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}` as CommandName;
}
