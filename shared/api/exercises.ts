import { z } from "zod";
import { act, exerciseEvent } from "../exercise/act.ts";
import { limits } from "../limits.ts";

/** A rehearsal as the list shows it. Times are ISO 8601 in UTC. */
export const exerciseItem = z.object({
  id: z.string(),
  title: z.string(),
  phase: z.enum(["new", "planned", "running", "paused", "ended", "closed"]),
  /** Ids of the plays that are rehearsed. */
  plays: z.array(z.string()).readonly(),
  /** Who has joined. */
  people: z.array(z.object({ id: z.string(), name: z.string(), color: z.string() })).readonly(),
  score: z.number().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

export type ExerciseItem = z.infer<typeof exerciseItem>;

/** What was read of an exercise, and what the server's clock says. */
export const exerciseRead = z.object({
  id: z.string(),
  /** Those after the one asked for. */
  events: z.array(exerciseEvent).readonly(),
  now: z.string(),
});

export type ExerciseRead = z.infer<typeof exerciseRead>;

export const exerciseId = z.string().min(1).max(limits.idChars);

const key = z.string().min(8).max(64);

/** An act. `key` is the client's own: the same key again is the same act, done once. */
export const sendAct = z.strictObject({ key, act });

/** The first act of an exercise is its plan. With the same `key` again it is the same exercise, made once. */
export const createExercise = z.strictObject({
  key: key.optional(),
  act: act.refine(({ type }) => type === "plan", "must be a plan"),
});

export const createdExercise = z.object({ id: z.string() });

/** What message 6 tells everybody in the map's room after an act. */
export const exerciseNews = z.object({
  exercise: z.string(),
  /** Number of its last event. */
  seq: z.int(),
  /** That event, when it is small. */
  event: exerciseEvent.optional(),
});

export type ExerciseNews = z.infer<typeof exerciseNews>;
