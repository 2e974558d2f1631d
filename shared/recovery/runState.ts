import { limits } from "../limits.ts";
import { playPhases } from "../model/play.ts";
import { mayGive } from "./leftToGive.ts";
import type { PlayRun, RunEvent, RunStep } from "./playRun.ts";

export type RunPhase = (typeof playPhases)[number];

/** Why an event cannot be recorded. */
export type RunRefusal =
  | "TIME"
  | "NO_SUCH_STEP"
  | "PASSED"
  | "NOTHING_TO_TAKE_BACK"
  | "ACKNOWLEDGE_FIRST"
  | "QUESTIONS_LOCKED"
  | "OUT_OF_ORDER"
  | "CANNOT_BE_LEFT_OUT"
  | "OVER_LIMIT"
  | "NOT_YET"
  | "FOLLOW_UP_NEEDED"
  | "OVER"
  | "FULL";

export interface StepState {
  /** When it was ticked or left out. */
  at: string;
  isLeftOut: boolean;
  /** Why it came out of its order, when it did. */
  outOfOrder?: string;
  agreedBy?: string;
}

type EventOf<T extends RunEvent["type"]> = Extract<RunEvent, { type: T }>;

/** Where a run stands. */
export interface RunState {
  /** By the index of the step; undefined while it is open. */
  steps: readonly (StepState | undefined)[];
  /** Steps in the order in which they were passed: the last may be taken back. */
  passed: readonly number[];
  /** When the last step of the acknowledgement was ticked. */
  acknowledgedAt?: string | undefined;
  thankedAt?: string;
  asked?: string;
  gifts: readonly EventOf<"gave">[];
  requests: readonly EventOf<"request">[];
  abusedAt?: string | undefined;
  supervisorToldAt?: string | undefined;
  stopped?: EventOf<"stopped">;
  failedAt?: string;
  cancelledAt?: string;
  ended?: EventOf<"ended">;
  followedUp: readonly EventOf<"followedUp">[];
}

/** Replays a run. Events that the rules refuse are passed over: a stored run has none. */
export function runState(run: PlayRun): RunState {
  let state = freshState(run);
  for (const event of run.events) {
    const next = applyEvent(run, state, event);
    if (typeof next !== "string") state = next;
  }
  return state;
}

/**
 * Adds an event to a run. A clock that was set back does not turn the order round: its time is then that of the event
 * before.
 */
export function recordEvent(run: PlayRun, event: RunEvent): PlayRun | RunRefusal {
  const last = lastTime(run);
  const timed = event.at < last ? { ...event, at: last } : event;
  const next = applyEvent(run, runState(run), timed);
  if (typeof next === "string") return next;
  const longer = { ...run, events: [...run.events, timed] };
  const isLast = timed.type === "ended" || timed.type === "followedUp" || timed.type === "stopped";
  const reserve = isLast ? 0 : limits.runReserveBytes;
  const isFull =
    longer.events.length > limits.eventsPerRun - (isLast ? 0 : 20) || utf8Bytes(longer) > limits.runBytes - reserve;
  return isFull ? "FULL" : longer;
}

/** The first event that the rules refuse, or whose time runs backwards; undefined for a run that holds them all. */
export function firstRefusal(run: PlayRun): { event: number; refusal: RunRefusal } | undefined {
  if (run.detectedAt > run.startedAt) return { event: -1, refusal: "TIME" };
  let state = freshState(run);
  let last = run.startedAt;
  for (const [index, event] of run.events.entries()) {
    const next = event.at < last ? "TIME" : applyEvent(run, state, event);
    if (typeof next === "string") return { event: index, refusal: next };
    state = next;
    last = event.at;
  }
  return undefined;
}

/** The phase that comes next; undefined when every step is passed or what is left comes after the end. */
export function currentPhase(run: PlayRun, state: RunState): RunPhase | undefined {
  return playPhases.find((phase) =>
    run.steps.some((step, index) => step.phase === phase && state.steps[index] === undefined && !comesLater(step)),
  );
}

/** Whether the questions of “understand” may be shown: never before everything is acknowledged. */
export function areQuestionsOpen(run: PlayRun, state: RunState): boolean {
  return openBefore(run, state, "understand").length === 0;
}

/** Indexes of open steps of earlier phases: with any of them left, a step of this phase is out of order. */
export function openBefore(run: PlayRun, state: RunState, phase: RunPhase): number[] {
  const place = playPhases.indexOf(phase);
  return run.steps.flatMap((step, index) =>
    playPhases.indexOf(step.phase) < place && state.steps[index] === undefined ? [index] : [],
  );
}

/** What was given so far, in the currency of the limit. What has no cost written down counts as nothing. */
export function spent(run: PlayRun, state: RunState): number {
  const steps = run.steps.map((step, index) => (isDone(state.steps[index]) ? (step.cost ?? 0) : 0));
  return [...steps, ...state.gifts.map(({ cost = 0 }) => cost)].reduce((sum, cost) => sum + cost, 0);
}

/** Nothing but follow-ups can happen any more. */
export function isOver(state: RunState): boolean {
  return state.ended !== undefined || state.stopped !== undefined || state.cancelledAt !== undefined;
}

export function isDone(step: StepState | undefined): boolean {
  return step !== undefined && !step.isLeftOut;
}

/** A follow-up after some days cannot be done while the case is open. */
export function comesLater({ phase, afterDays = 0 }: RunStep): boolean {
  return phase === "followUp" && afterDays > 0;
}

function freshState(run: PlayRun): RunState {
  return { steps: run.steps.map(() => undefined), passed: [], gifts: [], requests: [], followedUp: [] };
}

function applyEvent(run: PlayRun, state: RunState, event: RunEvent): RunState | RunRefusal {
  if (isOver(state)) return applyAfterwards(run, state, event);
  switch (event.type) {
    case "tick":
      return tick(run, state, event);
    case "leaveOut": {
      const step = run.steps[event.step];
      const refusal = refusalOfStep(state, step, event.step);
      if (refusal !== undefined) return refusal;
      if (step?.phase === "acknowledge") return "CANNOT_BE_LEFT_OUT";
      if (openBefore(run, state, "understand").length > 0) return "ACKNOWLEDGE_FIRST";
      return pass(run, state, event.step, { at: event.at, isLeftOut: true });
    }
    case "takeBack": {
      const last = state.passed.at(-1);
      if (last === undefined) return "NOTHING_TO_TAKE_BACK";
      const steps = state.steps.with(last, undefined);
      const open = { ...state, steps, passed: state.passed.slice(0, -1) };
      return { ...open, acknowledgedAt: acknowledgedAt(run, open) };
    }
    case "thanked":
      return { ...state, thankedAt: event.at };
    case "asked":
      return areQuestionsOpen(run, state) ? { ...state, asked: event.what } : "QUESTIONS_LOCKED";
    case "gave":
      if (isBlank(event.agreedBy) && mayGive(run, spent(run, state), event.cost) === "ask") return "OVER_LIMIT";
      return { ...state, gifts: [...state.gifts, event] };
    case "request":
      return { ...state, requests: [...state.requests, event] };
    case "abuse":
      return { ...state, abusedAt: state.abusedAt ?? event.at };
    case "noAbuse":
      return { ...state, abusedAt: undefined, supervisorToldAt: undefined };
    case "supervisorTold":
      return { ...state, supervisorToldAt: event.at };
    case "stopped":
      return { ...state, stopped: event };
    case "failedToo":
      return { ...state, failedAt: state.failedAt ?? event.at };
    case "cancelled":
      return { ...state, cancelledAt: event.at };
    case "ended":
      return isEndWell(run, state, event) ? { ...state, ended: event } : "FOLLOW_UP_NEEDED";
    default:
      return "NOT_YET";
  }
}

/** What may still be noted when a run is over. */
function applyAfterwards(run: PlayRun, state: RunState, event: RunEvent): RunState | RunRefusal {
  if (state.cancelledAt !== undefined) return "OVER";
  switch (event.type) {
    case "supervisorTold":
      return { ...state, supervisorToldAt: event.at };
    case "failedToo":
      return { ...state, failedAt: state.failedAt ?? event.at };
    case "followedUp": {
      if (event.step !== null && run.steps[event.step]?.phase !== "followUp") return "NO_SUCH_STEP";
      if (state.followedUp.some(({ step }) => step === event.step)) return "PASSED";
      return { ...state, followedUp: [...state.followedUp, event] };
    }
    default:
      return "OVER";
  }
}

function tick(run: PlayRun, state: RunState, event: EventOf<"tick">): RunState | RunRefusal {
  const { at, step: index, reason, agreedBy } = event;
  const step = run.steps[index];
  const refusal = refusalOfStep(state, step, index);
  if (refusal !== undefined || step === undefined) return refusal ?? "NO_SUCH_STEP";
  const before = openBefore(run, state, step.phase);
  const isUnacknowledged = before.some((each) => run.steps[each]?.phase === "acknowledge");
  if (isUnacknowledged && step.phase === "understand") return "QUESTIONS_LOCKED";
  if (before.length > 0 && isBlank(reason)) return isUnacknowledged ? "ACKNOWLEDGE_FIRST" : "OUT_OF_ORDER";
  const cost = step.cost ?? 0;
  if (isBlank(agreedBy) && mayGive(run, spent(run, state), cost) === "ask") return "OVER_LIMIT";
  return pass(run, state, index, {
    at,
    isLeftOut: false,
    ...(before.length > 0 && reason !== undefined && { outOfOrder: reason }),
    ...(agreedBy !== undefined && { agreedBy }),
  });
}

function refusalOfStep(state: RunState, step: RunStep | undefined, index: number): RunRefusal | undefined {
  if (step === undefined) return "NO_SUCH_STEP";
  if (state.steps[index] !== undefined) return "PASSED";
  return comesLater(step) ? "NOT_YET" : undefined;
}

function pass(run: PlayRun, state: RunState, index: number, how: StepState): RunState {
  const next = { ...state, steps: state.steps.with(index, how), passed: [...state.passed, index] };
  return { ...next, acknowledgedAt: acknowledgedAt(run, next) };
}

function acknowledgedAt(run: PlayRun, { steps }: Pick<RunState, "steps">): string | undefined {
  const times = run.steps.flatMap(({ phase }, index) => (phase === "acknowledge" ? [steps[index]?.at] : []));
  if (times.length === 0 || times.includes(undefined)) return undefined;
  return times
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
}

/** Done with the customer on the same day needs a day to ask again, or a reason why nobody will. */
function isEndWell(run: PlayRun, state: RunState, { on, followUpOn, reason }: EventOf<"ended">): boolean {
  if (!isBlank(reason)) return true;
  if (followUpOn !== undefined) return followUpOn > on;
  if (run.steps.some(comesLater)) return true;
  const own = run.steps.flatMap(({ phase }, index) => (phase === "followUp" ? [index] : []));
  return on > run.startedOn && own.length > 0 && own.every((index) => isDone(state.steps[index]));
}

/** When the last thing happened in a run. */
export function lastTime(run: PlayRun): string {
  return run.events.at(-1)?.at ?? run.startedAt;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}

function utf8Bytes(value: unknown): number {
  return encodeURIComponent(JSON.stringify(value)).replaceAll(/%../g, "x").length;
}
