import { z } from "zod";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Kind, type RecordOf, kindNames, kinds } from "../model/kinds.ts";
import { placeAt } from "../model/order.ts";
import { id } from "../model/scalars.ts";
import { checkRecord, checkRoom } from "./checks.ts";
import { type Command, type Edit, type Fields, defineCommand, nameOf } from "./command.ts";

/** `add…`, `patch…` and `move…` for every kind, under the names the API shows. */
export function recordCommands(): Record<string, Command<never>> {
  return Object.fromEntries(
    kindNames.flatMap((kind) => {
      const name = kind[0]!.toUpperCase() + kind.slice(1);
      return [
        [`add${name}`, addCommand(kind)],
        [`patch${name}`, patchCommand(kind)],
        [`move${name}`, moveCommand(kind)],
      ];
    }),
  );
}

/** Puts a new record before another of its kind, or last. */
function addCommand(kind: Kind): Command<never> {
  return defineCommand<{ id?: string; before?: string | null } & Fields>({
    args: z.strictObject({ id: id.optional(), before: id.nullish(), ...shapeOf(kind) }),
    label: (args) => `add ${kinds[kind].word} ${nameOf(args as never)}`.trimEnd(),
    run(edit, { id: wanted, before, ...rest }) {
      const record: Fields & { id: string } = { ...rest, id: wanted ?? newId(kinds[kind].idPrefix) };
      if (edit.records.read(kind, record.id) !== undefined)
        throw new AppError("CONFLICT", `There is already a ${kinds[kind].word} "${record.id}".`);
      checkRoom(edit.records, kind, 1);
      const [order] = place(edit, kind, before ?? null, 1);
      checkRecord(edit.records, kind, { ...record, order });
      edit.insert(kind, { ...record, order: order! });
      return { id: record.id };
    },
  });
}

/** Changes some fields of a record; `null` removes an optional one. */
function patchCommand(kind: Kind): Command<never> {
  return defineCommand<{ id: string; fields: Fields }>({
    args: z.strictObject({ id, fields: patchSchema(kind) }),
    label: ({ id, fields }, records) => {
      const isRename = ["title", "name"].some((name) => name in fields);
      return `${isRename ? "rename" : "change"} ${nameOf(records.read(kind, id)) || kinds[kind].word}`;
    },
    run(edit, { id, fields }) {
      patchOne(edit, kind, id, fields);
      return {};
    },
  });
}

/** What a new record of a kind is made of. */
export function newSchema(kind: Kind): z.ZodType<Fields> {
  return z.strictObject(shapeOf(kind));
}

/** What may be changed of a kind: every field may be left out, and `null` removes an optional one. */
export function patchSchema(kind: Kind): z.ZodType<Fields> {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(shapeOf(kind)).map(([name, schema]) => {
        const isOptional = z.safeParse(schema, undefined).success;
        return [name, isOptional ? z.nullish(schema) : z.optional(schema)];
      }),
    ),
  );
}

function shapeOf(kind: Kind): z.ZodRawShape {
  return { ...kinds[kind].shape, ...kinds[kind].view };
}

/** Writes what differs, or nothing. @throws AppError NOT_FOUND, INVALID. */
export function patchOne(edit: Edit, kind: Kind, id: string, fields: Fields): void {
  const before = mustFind(edit, kind, id);
  const changes: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    const after = value ?? undefined;
    if (!isSame((before as Fields)[name], after)) changes[name] = after;
  }
  if (Object.keys(changes).length === 0) return;
  checkRecord(edit.records, kind, { ...before, ...changes });
  edit.patch(kind, id, changes);
}

/** Puts a record before another of its kind, or last. */
function moveCommand(kind: Kind): Command<never> {
  return defineCommand<{ id: string; before: string | null }>({
    args: z.strictObject({ id, before: id.nullable() }),
    label: ({ id }, records) => `move ${nameOf(records.read(kind, id)) || kinds[kind].word}`,
    run(edit, { id, before }) {
      mustFind(edit, kind, id);
      if (before === id) return {};
      const [order] = place(edit, kind, before, 1, new Set([id]));
      edit.patch(kind, id, { order });
      return {};
    },
  });
}

/** @throws AppError NOT_FOUND when the record is gone. */
export function mustFind<K extends Kind>(edit: Edit, kind: K, id: string): RecordOf<K> {
  const record = edit.records.read(kind, id);
  if (record === undefined) throw new AppError("NOT_FOUND", `This ${kinds[kind].word} is gone.`);
  return record;
}

/**
 * Order keys for `count` records before `before` (`null` is the end), leaving `moving` out of the list; neighbours
 * with equal keys are given new ones. @throws AppError NOT_FOUND when `before` is gone.
 */
export function place(
  edit: Edit,
  kind: Kind,
  before: string | null,
  count: number,
  moving: ReadonlySet<string> = new Set(),
): string[] {
  const all = edit.records.all(kind);
  const index = before === null ? all.length : all.findIndex((record) => record.id === before);
  if (index < 0) throw new AppError("NOT_FOUND", `The ${kinds[kind].word} to put it before is gone.`);
  const { keys, rekeyed } = placeAt(all, index, count, moving);
  for (const { id, order } of rekeyed) edit.patch(kind, id, { order });
  return keys;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
}
