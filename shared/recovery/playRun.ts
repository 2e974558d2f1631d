import { z } from "zod";
import { limits } from "../limits.ts";
import type { Play } from "../model/kinds.ts";
import { playPhases } from "../model/play.ts";
import { count, day, id, label } from "../model/scalars.ts";

/** A moment, ISO 8601 in UTC with milliseconds: as text it sorts by time. */
const time = z.iso.datetime({ precision: 3 });
const note = label.max(limits.runNoteChars);
/** Money, in the run's currency. */
const cost = z.number().min(0);
const rating = z.int().min(1).max(7);

/** A step as it stood in the play when the run began: a play that is changed later does not change what was done. */
const runStep = z.strictObject({
  phase: z.enum(playPhases),
  text: note,
  withinMinutes: z.number().min(0).optional(),
  afterDays: z.number().min(0).optional(),
  cost: cost.optional(),
});

/** What happens in a run, each with its time; days are those of the place where it happens. */
const runEvent = z.discriminatedUnion("type", [
  /** A step is done. `reason` says why it comes out of its order, `agreedBy` who agreed to what is above the limit. */
  z.strictObject({
    type: z.literal("tick"),
    at: time,
    step: count,
    reason: note.optional(),
    agreedBy: note.optional(),
  }),
  /** A step is not needed here. */
  z.strictObject({ type: z.literal("leaveOut"), at: time, step: count }),
  /** The step that was ticked or left out last is open again. */
  z.strictObject({ type: z.literal("takeBack"), at: time }),
  z.strictObject({ type: z.literal("thanked"), at: time }),
  /** What the customer calls a fair solution; asked again, the last answer counts. */
  z.strictObject({ type: z.literal("asked"), at: time, what: note }),
  /** Something was given, as the solution or beyond it. */
  z.strictObject({
    type: z.literal("gave"),
    at: time,
    what: note,
    cost: cost.optional(),
    isExtra: z.boolean(),
    agreedBy: note.optional(),
  }),
  /** The customer wanted something that the play does not give: what was offered in its place; nothing is an escalation. */
  z.strictObject({ type: z.literal("request"), at: time, what: note, offered: note.optional() }),
  z.strictObject({ type: z.literal("abuse"), at: time }),
  /** It was none, or a slip of the thumb. */
  z.strictObject({ type: z.literal("noAbuse"), at: time }),
  z.strictObject({ type: z.literal("supervisorTold"), at: time }),
  /** Staff stopped and left, for their own safety. */
  z.strictObject({ type: z.literal("stopped"), at: time, on: day }),
  /** What was done to put it right did not work either. */
  z.strictObject({ type: z.literal("failedToo"), at: time }),
  /** It was started by mistake. */
  z.strictObject({ type: z.literal("cancelled"), at: time }),
  /** `rating` is the customer's, after recovery; null when nobody asked. `reason` closes it without a follow-up. */
  z.strictObject({
    type: z.literal("ended"),
    at: time,
    on: day,
    rating: rating.nullable(),
    followUpOn: day.optional(),
    reason: note.optional(),
  }),
  /**
   * The customer was asked again, some days later. `step` is null where the play has no step for it; `by` is who asked,
   * when it was not who made the run.
   */
  z.strictObject({
    type: z.literal("followedUp"),
    at: time,
    on: day,
    step: count.nullable(),
    isSatisfied: z.boolean().nullable(),
    rating: rating.optional(),
    by: z.strictObject({ id, name: note }).optional(),
  }),
]);

/** One time that a play was needed: the play as it was then, and everything that happened, in order. */
export const playRun = z.strictObject({
  id,
  play: id,
  title: note,
  steps: z.array(runStep).max(limits.stepsPerRun),
  authorityLimit: cost.optional(),
  /** A manager must agree to everything. */
  managerApproval: z.boolean().optional(),
  currency: label.max(20).optional(),
  /** When the failure was noticed: the clock runs from here. */
  detectedAt: time,
  startedAt: time,
  startedOn: day,
  events: z.array(runEvent).max(limits.eventsPerRun),
});

export type PlayRun = z.infer<typeof playRun>;
export type RunStep = PlayRun["steps"][number];
export type RunEvent = PlayRun["events"][number];

type WithoutTime<E> = E extends RunEvent ? Omit<E, "at"> : never;

/** Something that happens now. */
export type Happening = WithoutTime<RunEvent>;

export interface RunStart {
  id: string;
  /** When the failure was noticed, ISO 8601; never after `now`. */
  detectedAt: string;
  /** ISO 8601. */
  now: string;
  /** The day at the place where it happens, `YYYY-MM-DD`. */
  today: string;
}

/** Begins a run of a play as it is now. Long texts are cut: the play itself has them whole. */
export function startRun(play: Play, { id, detectedAt, now, today }: RunStart): PlayRun {
  const { authorityLimit, managerApproval, currency } = play;
  return {
    id,
    play: play.id,
    title: runText(play.title),
    steps: (play.steps ?? []).slice(0, limits.stepsPerRun).map(({ phase, text, withinMinutes, afterDays, cost }) => ({
      phase,
      text: runText(text),
      ...(withinMinutes !== undefined && { withinMinutes }),
      ...(afterDays !== undefined && { afterDays }),
      ...(cost !== undefined && { cost }),
    })),
    ...(authorityLimit !== undefined && { authorityLimit }),
    ...(managerApproval !== undefined && { managerApproval }),
    ...(currency !== undefined && { currency: Array.from(currency).slice(0, 10).join("").trim() }),
    detectedAt: detectedAt < now ? detectedAt : now,
    startedAt: now,
    startedOn: today,
    events: [],
  };
}

const stepTextChars = 200;

/** A title or a step's text as a run holds it: cut where it is long. */
export function runText(text: string): string {
  const chars = Array.from(text);
  return chars.length <= stepTextChars ? text : `${chars.slice(0, stepTextChars - 1).join("")}…`;
}
