import { z } from "zod";
import { limits } from "../limits.ts";
import { verbs } from "../model/difference.ts";
import { kindNames } from "../model/kinds.ts";

/** What kept a version: a person, the studio itself, or a restore (what was there before, and what it became). */
export const versionKinds = ["named", "automatic", "safety", "restored"] as const;

export const versionKind = z.enum(versionKinds);

export type VersionKind = z.infer<typeof versionKind>;

const changedKind = z.enum(["map", ...kindNames] as const);

/** A name, or that the person is not here any more. */
export const author = z.object({ id: z.string(), name: z.string() });

export type Author = z.infer<typeof author>;

export const differenceCount = z.object({ kind: changedKind, verb: z.enum(verbs), count: z.int() });

/** A version as the list shows it. Times are ISO 8601 in UTC, unknown numbers `null`. */
export const versionItem = z.object({
  id: z.string(),
  kind: versionKind,
  /** Given by a person; of a restore, what was restored. */
  name: z.string().nullable(),
  at: z.string(),
  /** Who named it, or restored it; nobody made an automatic one. */
  by: author.nullable(),
  /** Of a restore, when the version was that it brought back. */
  of: z.string().nullable(),
  /** Who changed the map since the version before. */
  contributors: z.array(author),
  /** The history it belongs to. */
  generation: z.string(),
  index: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  touchpoints: z.int(),
  expectations: z.int(),
  promises: z.int(),
  /** What became different since the version before. */
  changes: z.array(differenceCount),
});

export type VersionItem = z.infer<typeof versionItem>;

export const versionName = z.string().trim().min(1, "must not be empty").max(limits.versionNameChars);

export const nameVersion = z.strictObject({ name: versionName });

/** The document of a version as one update, in base 64. */
export const versionState = z.object({ state: z.string() });

export const recordDifference = z.object({
  kind: changedKind,
  id: z.string(),
  title: z.string(),
  verb: z.enum(verbs),
  fields: z.array(z.string()),
  touchpoint: z.string().optional(),
});

/** `generation` is that of the new history, `safety` the version that keeps what was there before. */
export const restoredVersion = z.object({ generation: z.string(), safety: z.string() });

/** What somebody did to a record. */
export const changeItem = recordDifference.extend({
  /** Its number in the map's journal: growing, each once. */
  n: z.int(),
  by: author,
  at: z.string(),
});

export type ChangeItem = z.infer<typeof changeItem>;

/** The newest changes first; `more` is what to ask for next (`before=`), when there are more. */
export const changeList = z.object({ changes: z.array(changeItem), more: z.int().optional() });

export type ChangeList = z.infer<typeof changeList>;

/** `record` is `<kind>:<id>`; of a touchpoint also what belongs to it. `version` are those since the version before. */
export const askChanges = z.strictObject({
  record: z
    .string()
    .regex(/^\w+:.+$/su, "must be <kind>:<id>")
    .max(limits.idChars + 20)
    .optional(),
  version: z.string().max(limits.idChars).optional(),
  before: z
    .string()
    .regex(/^\d{1,9}$/, "must be a number")
    .optional(),
});
