import type { RehearsedPlay } from "./act.ts";
import { clockText, elapsedMs } from "./clock.ts";
import { detectedAtMs } from "./injects.ts";
import type { ExerciseState, Tick } from "./state.ts";

/** How one step of a rehearsed play went. */
export interface StepJudgement {
  play: string;
  /** Its place in the play. */
  step: number;
  text: string;
  phase: RehearsedPlay["steps"][number]["phase"];
  script?: string;
  tick?: Tick;
  /** Time of the exercise by which it must be done. */
  dueAtMs?: number;
  /** It is done so many days later: at the table it can only be planned. */
  afterDays?: number;
  isLate: boolean;
  /** Done before a step that comes earlier in the play. */
  isOutOfOrder: boolean;
  /** Not done, and the exercise is over. */
  isMissing: boolean;
  /** What was wrong, in words; one sentence each. */
  faults: string[];
}

/** Every step of the plays that are rehearsed, as it stands at `now`. */
export function judgeSteps(state: ExerciseState, now: number): StepJudgement[] {
  const detected = detectedAtMs(state, now);
  return state.plays.flatMap((play) => judgePlay(state, play, detected, now));
}

function judgePlay(state: ExerciseState, play: RehearsedPlay, detectedMs: number, now: number): StepJudgement[] {
  const isOver = state.phase === "ended" || state.phase === "closed";
  const ticks = play.steps.map((_, step) => state.ticks.find((each) => each.play === play.id && each.step === step));
  return play.steps.map(({ text, phase, script, withinMinutes, afterDays = 0 }, step): StepJudgement => {
    const tick = ticks[step];
    const comesLater = phase === "followUp" && afterDays > 0;
    const dueAtMs = withinMinutes === undefined || comesLater ? undefined : detectedMs + withinMinutes * 60_000;
    const doneAtMs = tick?.atMs ?? elapsedMs(state.clock, now);
    const isLate = dueAtMs !== undefined && doneAtMs > dueAtMs;
    const overtaken = tick && play.steps.find((_, earlier) => earlier < step && (ticks[earlier]?.seq ?? 0) > tick.seq);
    const isMissing = isOver && tick === undefined && !comesLater;
    const faults = [
      isMissing ? "never done" : undefined,
      isLate && dueAtMs !== undefined && (tick !== undefined || !isMissing)
        ? `${clockText(doneAtMs - dueAtMs)} past its limit of ${withinMinutes} min`
        : undefined,
      overtaken && `done before “${overtaken.text}”, which comes first`,
    ];
    return {
      play: play.id,
      step,
      text,
      phase,
      ...(script !== undefined && { script }),
      ...(tick && { tick }),
      ...(dueAtMs !== undefined && { dueAtMs }),
      ...(comesLater && { afterDays }),
      isLate,
      isOutOfOrder: overtaken !== undefined,
      isMissing,
      faults: faults.filter((fault) => fault !== undefined),
    };
  });
}

/** What a step counts for: a whole point in time and in order, half a point otherwise, none when it was not done. */
export function pointsOf({ tick, isLate, isOutOfOrder }: StepJudgement): number {
  if (tick === undefined) return 0;
  return isLate || isOutOfOrder ? 0.5 : 1;
}

/** Steps that count for the score: all but those that are not due at the table, unless they were planned there. */
export function scoredSteps(steps: readonly StepJudgement[]): StepJudgement[] {
  return steps.filter(({ afterDays, tick }) => afterDays === undefined || tick !== undefined);
}

/** The share of the steps done, 0–100; undefined without steps. */
export function computedScore(steps: readonly StepJudgement[]): number | undefined {
  const scored = scoredSteps(steps);
  if (scored.length === 0) return undefined;
  const points = scored.reduce((sum, step) => sum + pointsOf(step), 0);
  return Math.round((100 * points) / scored.length);
}

/** The score that counts: the one that was entered, or the computed one. */
export function scoreOf(state: ExerciseState, now: number): number | undefined {
  return state.score ?? computedScore(judgeSteps(state, now));
}
