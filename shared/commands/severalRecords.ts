import { z } from "zod";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import { limits } from "../limits.ts";
import { type Kind, kindNames, kinds } from "../model/kinds.ts";
import { id } from "../model/scalars.ts";
import { checkRecord, checkRoom } from "./checks.ts";
import { type Fields, defineCommand } from "./command.ts";
import { newSchema, patchOne, patchSchema, place } from "./recordCommands.ts";

/** Connections answer for a sum among each other, so they change one by one. */
const kind = z.enum(kindNames.filter((each) => each !== "connection") as [Kind, ...Kind[]]);
const anyFields = z.record(z.string(), z.unknown());

/** Gives many records of one kind the same fields, as one step; `null` removes an optional field. */
export const patchRecords = defineCommand<{ kind: Kind; ids: string[]; fields: Fields }>({
  args: z.strictObject({ kind, ids: z.array(id).min(1).max(limits.recordsPerMap), fields: anyFields }),
  label: ({ kind, ids }) => `change ${counted(kind, ids.length)}`,
  run(edit, { kind, ids, fields }) {
    const checked = parse(patchSchema(kind), fields);
    for (const each of new Set(ids)) patchOne(edit, kind, each, checked);
    return {};
  },
});

/** Puts several new records of one kind at its end, in their order, as one step. */
export const addRecords = defineCommand<{ kind: Kind; records: Fields[] }>({
  args: z.strictObject({ kind, records: z.array(anyFields).min(1).max(limits.itemsPerRecord) }),
  label: ({ kind, records }) => `add ${counted(kind, records.length)}`,
  run(edit, { kind, records }) {
    checkRoom(edit.records, kind, records.length);
    const keys = place(edit, kind, null, records.length);
    const ids = records.map((fields, i) => {
      const record = { ...parse(newSchema(kind), fields), id: newId(kinds[kind].idPrefix), order: keys[i]! };
      checkRecord(edit.records, kind, record);
      edit.insert(kind, record);
      return record.id;
    });
    return { ids };
  },
});

function counted(kind: Kind, count: number): string {
  if (kind === "evidence") return `${count} pieces of evidence`;
  return `${count} ${kinds[kind].word}s`;
}

/** @throws AppError INVALID with every problem. */
function parse(schema: z.ZodType<Fields>, fields: Fields): Fields {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new AppError("INVALID", problems.map(({ path, message }) => `${path} ${message}`).join("; "), problems);
}
