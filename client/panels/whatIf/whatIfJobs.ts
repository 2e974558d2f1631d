import type { Chain } from "../../../shared/whatif/chain.ts";
import type { Day } from "../../../shared/whatif/days.ts";
import type { Experience, MomentScores } from "../../../shared/whatif/moments.ts";
import type { Tally } from "../../../shared/whatif/monteCarlo.ts";

/** What the worker of what-if is asked. */
export type Job =
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
  | { kind: "simulate"; id: number; tally: Tally };

/** Sends a job. A worker has no origin to name, which the rule for windows asks for. */
export function sendJob(worker: Worker, job: Job): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage(job);
}

/** A chain without what a worker has no use for. */
export function plainDays(days: readonly Day[]): Day[] {
  return days.map(({ chain, share }): Day => ({ share, chain: plainChain(chain) }));
}

function plainChain({ ids, start, nodes }: Chain): Chain {
  return { ids, start, nodes };
}
