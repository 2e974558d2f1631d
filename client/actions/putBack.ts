import type { CommandName } from "../../shared/commands/registry.ts";
import type { RecordDifference } from "../../shared/model/difference.ts";
import type { Kind } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import type { Run } from "../state/useRun.ts";

type Fields = Record<string, unknown>;

/** What would have to be done to the map for it to hold a change of a copy; undefined when it holds it already. */
export type PutBack = { label: "Put back" | "Put back as new" | "Remove here, too"; do: (run: Run) => boolean };

/**
 * How one change that is only in a copy is put into the map as it is now, by ordinary commands that can be undone.
 * Nothing else of the map is touched. A record that the map has under the same id is given the fields that were changed;
 * one it does not have is added.
 */
export function howToPutBack(
  now: Records,
  copy: Records,
  { kind, id, verb, fields }: RecordDifference,
): PutBack | undefined {
  const wanted = fields.filter((field) => field !== "order");
  if (kind === "map") {
    const patch = patchOf(now.map, copy.map, wanted);
    return patch && { label: "Put back", do: (run) => done(run("patchMap", { fields: patch })) };
  }
  const there = now.read(kind, id);
  if (verb === "removed") {
    if (there === undefined) return undefined;
    return { label: "Remove here, too", do: (run) => done(run("deleteRecords", { refs: [{ kind, id }] })) };
  }
  const kept = copy.read(kind, id);
  if (kept === undefined) return undefined;
  if (there === undefined) {
    const { order: _place, ...record } = kept as Fields;
    return { label: "Put back as new", do: (run) => done(run(commandOf("add", kind), record)) };
  }
  const patch = patchOf(there, kept, verb === "added" ? Object.keys(kept).filter(isContent) : wanted);
  return patch && { label: "Put back", do: (run) => done(run(commandOf("patch", kind), { id, fields: patch })) };
}

/** The fields that differ, as a command takes them; undefined when none does. */
function patchOf(there: object, kept: object, fields: readonly string[]): Fields | undefined {
  const [before, after] = [there as Fields, kept as Fields];
  const different = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (different.length === 0) return undefined;
  return Object.fromEntries(different.map((field) => [field, after[field] ?? null]));
}

function isContent(field: string): boolean {
  return field !== "id" && field !== "order";
}

function commandOf(verb: "add" | "patch", kind: Kind): CommandName {
  return `${verb}${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}` as CommandName;
}

function done(result: unknown): boolean {
  return result !== undefined;
}
