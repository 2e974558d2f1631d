import { comesLater, type RunState, runState } from "./runState.ts";
import type { PlayRun } from "./playRun.ts";

/** A day on which the customer is asked again whether it was put right. */
export interface FollowUp {
  /** Index of the play's step; null where the play has none. */
  step: number | null;
  text: string;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  doneOn?: string;
  isSatisfied?: boolean | null;
  /** Who asked, when it was not who made the run. */
  doneBy?: string;
  /** Its day went by without it, whether or not it was done later. */
  isMissed: boolean;
}

export type RunFlag = "FOLLOW_UP_MISSED" | "DOUBLE_DEVIATION" | "OUT_OF_ORDER" | "ABUSE";

/**
 * The follow-ups of a run that has ended; none where it was closed for a reason.
 * @param today the day at the place, `YYYY-MM-DD`.
 */
export function followUps(run: PlayRun, today: string, state: RunState = runState(run)): FollowUp[] {
  const { ended } = state;
  if (ended === undefined || (ended.reason !== undefined && ended.reason.trim() !== "")) return [];
  const open = run.steps.flatMap((step, index) =>
    step.phase === "followUp" && state.steps[index] === undefined
      ? [{ step: index, text: step.text, dueOn: comesLater(step) ? addDays(ended.on, step.afterDays ?? 0) : undefined }]
      : [],
  );
  const planned = ended.followUpOn;
  const all =
    open.length > 0 || planned === undefined ? open : [{ step: null, text: "Ask whether it helped", dueOn: planned }];
  return all.flatMap(({ step, text, dueOn = planned }) => {
    if (dueOn === undefined) return [];
    const done = state.followedUp.find((each) => each.step === step);
    const isMissed = (done?.on ?? today) > dueOn;
    return [
      {
        step,
        text,
        dueOn,
        isMissed,
        ...(done !== undefined && { doneOn: done.on, isSatisfied: done.isSatisfied }),
        ...(done?.by !== undefined && { doneBy: done.by.name }),
      },
    ];
  });
}

/** The follow-ups still to be done, the first due first. */
export function openFollowUps(run: PlayRun, today: string, state?: RunState): FollowUp[] {
  return followUps(run, today, state)
    .filter(({ doneOn }) => doneOn === undefined)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** The day on which a run that ends today would ask again by itself; undefined where the play does not say. */
export function plannedFollowUp(run: PlayRun, today: string): string | undefined {
  const days = run.steps.filter(comesLater).map(({ afterDays = 0 }) => afterDays);
  return days.length === 0 ? undefined : addDays(today, Math.min(...days));
}

/** What has to be said of a run beside its steps. */
export function runFlags(run: PlayRun, today: string, state: RunState = runState(run)): RunFlag[] {
  const flags: [isSo: boolean, flag: RunFlag][] = [
    [state.failedAt !== undefined, "DOUBLE_DEVIATION"],
    [followUps(run, today, state).some(({ isMissed }) => isMissed), "FOLLOW_UP_MISSED"],
    [state.steps.some((step) => step?.outOfOrder !== undefined), "OUT_OF_ORDER"],
    [state.abusedAt !== undefined, "ABUSE"],
  ];
  return flags.filter(([isSo]) => isSo).map(([, flag]) => flag);
}

/** The customer's last rating after recovery; null when nobody asked, undefined while the run goes on. */
export function runRating({ ended, followedUp }: RunState): number | null | undefined {
  return followedUp.findLast(({ rating }) => rating !== undefined)?.rating ?? ended?.rating;
}

/** @param day `YYYY-MM-DD`; parts of a day count as a whole one. */
export function addDays(day: string, days: number): string {
  const far = Math.min(Math.ceil(days), 3_650);
  return new Date(Date.parse(day) + far * 86_400_000).toISOString().slice(0, 10);
}
