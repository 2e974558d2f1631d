import { z } from "zod";
import { limits } from "../limits.ts";
import { playPhases } from "../model/play.ts";
import { day, id, label, level } from "../model/scalars.ts";

/** What somebody is in an exercise, apart from what he may do with the map. */
export const exerciseRoles = ["facilitator", "scribe", "participant", "observer"] as const;
export type ExerciseRole = (typeof exerciseRoles)[number];

export const logKinds = ["observation", "decision", "problem"] as const;
export type LogKind = (typeof logKinds)[number];

/** What a finding asks to be changed. */
export const findingKinds = ["newStep", "owner", "prevention", "other"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** How far the story has escalated, mildest first. */
export const injectLevels = [1, 2, 3] as const;

const name = label.trim().min(1, "must not be empty").max(limits.exerciseNameChars);
const text = label.trim().min(1, "must not be empty").max(limits.exerciseTextChars);

const inject = z.strictObject({
  text,
  atMinute: z.number().min(0).max(limits.exerciseMinutes),
  level: z.literal(injectLevels),
});

const rehearsedStep = z.strictObject({
  phase: z.enum(playPhases),
  text: label.max(limits.exerciseTextChars),
  script: label.max(limits.exerciseTextChars).optional(),
  withinMinutes: z.number().min(0).optional(),
  afterDays: z.number().min(0).optional(),
});

/** A play as it is rehearsed: a copy of its steps. */
const rehearsedPlay = z.strictObject({
  id,
  title: label.max(limits.exerciseNameChars),
  steps: z.array(rehearsedStep).max(limits.stepsPerExercisePlay),
});

const plays = z
  .array(rehearsedPlay)
  .max(limits.playsPerExercise)
  .refine((list) => new Set(list.map((play) => play.id)).size === list.length, "names a play twice");

const finding = {
  kind: z.enum(findingKinds),
  text,
  owner: name.optional(),
  dueOn: day.optional(),
  /** Where it applies. */
  play: id.optional(),
  weakSpot: id.optional(),
  /** Where in the play a new step belongs. */
  phase: z.enum(playPhases).optional(),
};

const step = {
  play: id,
  step: z
    .int()
    .min(0)
    .max(limits.stepsPerExercisePlay - 1),
};

const ofType = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** Everything that can be done in an exercise. */
export const act = z.discriminatedUnion("type", [
  ofType("plan", {
    title: name,
    story: label.max(limits.labelChars),
    scenario: id.optional(),
    plays,
    injects: z.array(inject).max(limits.injectsPerExercise),
  }),
  ofType("join", { role: z.enum(exerciseRoles), roleName: name.optional() }),
  ofType("leave", {}),
  ofType("handOver", { to: id }),
  /** `plays` as they are now, in place of those of the plan. */
  ofType("start", { plays: plays.optional() }),
  ofType("pause", {}),
  ofType("resume", {}),
  ofType("end", {}),
  ofType("close", {}),
  ofType("fire", { inject: id }),
  ofType("addInject", inject.shape),
  ofType("tick", step),
  ofType("untick", step),
  ofType("log", { kind: z.enum(logKinds), text }),
  ofType("addFinding", finding),
  ofType("changeFinding", { finding: id, ...finding }),
  ofType("dropFinding", { finding: id }),
  /** `link` is the record that was changed. */
  ofType("finishFinding", { finding: id, link: z.strictObject({ kind: z.enum(["play", "weakSpot"]), id }).optional() }),
  ofType("reopenFinding", { finding: id }),
  /** `null` goes back to the computed score. */
  ofType("setScore", { score: level.min(0).max(100).nullable() }),
]);

export type Act = z.infer<typeof act>;
export type ActType = Act["type"];
export type ActOf<T extends ActType> = Extract<Act, { type: T }>;

export type Inject = z.infer<typeof inject>;
export type RehearsedPlay = z.infer<typeof rehearsedPlay>;

/** Who did it, as the server knew them then. */
const actor = z.strictObject({ id, name: z.string(), color: z.string(), canEdit: z.boolean() });

/** An act that was done, stamped by the server. `at` is ISO 8601 in UTC. */
export const exerciseEvent = z.strictObject({ seq: z.int().min(1), at: z.iso.datetime(), by: actor, act });

export type Actor = z.infer<typeof actor>;
export type ExerciseEvent = z.infer<typeof exerciseEvent>;
