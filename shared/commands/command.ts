import type { z } from "zod";
import type { Plan } from "../doc/plan.ts";
import type { Kind, RecordOf } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";

export type Fields = Record<string, unknown>;

/**
 * What a command wants written. It is collected first and written in one transaction when the whole command is found
 * good; `records` is the map as it was before.
 */
export interface Edit extends Pick<Plan, "insert" | "patch" | "remove" | "patchMap"> {
  readonly records: Records;
}

/** A verb: checked arguments, the words for its undo, and what it writes. */
export interface Command<Args = unknown> {
  args: z.ZodType<Args>;
  /** In the imperative, lower case: `move Booking site`. */
  label(args: Args, records: Records): string;
  /** @throws AppError before anything is written. */
  run(edit: Edit, args: Args): unknown;
}

/** Keeps the arguments' type between a command's schema and its function. */
export function defineCommand<Args>(command: Command<Args>): Command<never> {
  return command as unknown as Command<never>;
}

/** A short name for a record: its title, name, statement, wording or text. */
export function nameOf(record: RecordOf<Kind> | undefined): string {
  const fields: Fields = record ?? {};
  const words = [fields.title, fields.name, fields.statement, fields.wording, fields.label, fields.text];
  const name = words.find((word): word is string => typeof word === "string" && word.trim() !== "");
  if (name === undefined) return "";
  return name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name;
}
