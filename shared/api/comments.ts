import { z } from "zod";
import { limits } from "../limits.ts";
import { kindNames } from "../model/kinds.ts";

/** What a thread speaks of: a record of the map, or the map as a whole when there is none. */
export const commentAnchor = z.strictObject({
  kind: z.enum(kindNames as [string, ...string[]]),
  id: z.string().min(1).max(limits.idChars),
});

export const commentId = z.string().min(8).max(64);

const text = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(limits.commentChars)
  .refine((words) => !/\p{Surrogate}|\0/u.test(words), "holds a character that cannot be kept");

/**
 * A comment under an id that its writer's client made: sent twice it is there once, and sent again by its writer with
 * another text it is changed. `thread` is the first comment of the thread it answers in; without it a new one begins.
 */
export const putComment = z
  .strictObject({ text, thread: commentId.optional(), about: commentAnchor.optional() })
  .refine(({ thread, about }) => thread === undefined || about === undefined, "an answer is about what its thread is");

export const resolveThread = z.strictObject({ resolved: z.boolean() });

/** Times are ISO 8601 in UTC. */
export const comment = z.object({
  id: z.string(),
  /** Who wrote it; null when that person is gone. */
  by: z.object({ id: z.string(), name: z.string(), color: z.string() }).nullable(),
  /** Empty when it was deleted and answers still stand below it. */
  text: z.string(),
  at: z.string(),
  changedAt: z.string().nullable(),
});

export type Comment = z.infer<typeof comment>;

/** A thread has the id of its first comment. */
export const thread = z.object({
  id: z.string(),
  about: commentAnchor.nullable(),
  comments: z.array(comment),
  resolved: z.object({ at: z.string(), by: z.string().nullable() }).nullable(),
});

export type Thread = z.infer<typeof thread>;

/** What message 6 tells everybody in the map's room after a comment. */
export const commentNews = z.object({ comments: z.literal(true) });
