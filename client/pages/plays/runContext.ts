import { createContext, use } from "react";
import { must } from "../../../shared/assert.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { type Happening, type PlayRun, runText } from "../../../shared/recovery/playRun.ts";
import type { RunState } from "../../../shared/recovery/runState.ts";

/** The run on the page and how to go on with it. */
export interface RunInHand {
  run: PlayRun;
  state: RunState;
  /** The play as it is now; undefined when it was deleted meanwhile. */
  play: Play | undefined;
  /** Names of channels by id. */
  channels: Readonly<Record<string, string>>;
  /** What was given so far. */
  spent: number;
  /** False when the rules refuse it; the reason is shown. */
  record: (event: Happening) => boolean;
}

export const RunContext = createContext<RunInHand | undefined>(undefined);

export function useRunInHand(): RunInHand {
  return must(use(RunContext), "There is no run above this component");
}

/** What the play says now beside a step of the run, where it still is that step. */
export function stepNow(play: Play | undefined, run: PlayRun, index: number) {
  const step = play?.steps?.[index];
  const then = run.steps[index];
  if (step === undefined || then === undefined) return undefined;
  return step.phase === then.phase && runText(step.text) === then.text ? step : undefined;
}
