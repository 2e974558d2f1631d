import type { FullSettings } from "../../../shared/model/settings.ts";
import type { Chain } from "../../../shared/whatif/chain.ts";
import type { Day } from "../../../shared/whatif/days.ts";
import type { Improvement } from "../../../shared/whatif/improvements.ts";
import type { Experience, MomentScores } from "../../../shared/whatif/moments.ts";
import type { Tally } from "../../../shared/whatif/monteCarlo.ts";
import type { Sensitivity, StepKind } from "../../../shared/whatif/sensitivity.ts";

/** Of a chain, what takes hundreds of solutions. */
interface Solving {
  id: number;
  chain: Chain;
  settings: Pick<FullSettings, "commonShock">;
  step: number;
}

export type SolvingJob = (Solving & { kind: "tornado"; steps: StepKind }) | (Solving & { kind: "improvements" });

/** What the worker of what-if is asked. */
export type Job =
  | SolvingJob
  | { kind: "experience"; id: number; days: readonly Day[]; scores: MomentScores; neutral: number }
  | {
      kind: "simulate";
      id: number;
      days: readonly Day[];
      scores: MomentScores;
      neutral: number;
      seed: number;
      customers: number;
    };

/** What it answers; a simulation answers many times. */
export type Answer =
  | { kind: "experience"; id: number; experience: Experience | undefined }
  | { kind: "simulate"; id: number; tally: Tally }
  /** `churn` is that of the chain as it is. */
  | { kind: "tornado"; id: number; churn: number; bars: readonly Sensitivity[] }
  | { kind: "improvements"; id: number; found: readonly Improvement[] };

/** Sends a job. A worker has no origin to name, which the rule for windows asks for. */
export function sendJob(worker: Worker, job: Job): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage(job);
}

/** A chain without what a worker has no use for. */
export function plainDays(days: readonly Day[]): Day[] {
  return days.map(({ chain, share }): Day => ({ share, chain: plainChain(chain) }));
}

export function plainChain({ ids, start, nodes }: Chain): Chain {
  return { ids, start, nodes };
}
