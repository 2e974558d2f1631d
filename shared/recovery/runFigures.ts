import type { PlayRun } from "./playRun.ts";
import { followUps, runRating } from "./runFollowUps.ts";
import { runState } from "./runState.ts";

/** A figure and how many runs it rests on; null while these are too few to say. */
export interface Figure {
  value: number | null;
  n: number;
  /** The fewest that say something. */
  fewest: number;
}

/** What a play's runs add up to. Runs started by mistake are not among them. */
export interface RunFigures {
  runs: number;
  /** Minutes from detection to acknowledgement. */
  medianToAcknowledge: Figure;
  p90ToAcknowledge: Figure;
  meanRating: Figure;
  /** The share of rated runs with 6 or 7. */
  shareRatedHigh: Figure;
  followUpsOpen: number;
  followUpsMissed: number;
  /** Runs where what was done to put it right failed too. */
  failedRecoveries: number;
}

/** Below ten cases the 90th percentile is the slowest of them and nothing more; an average of two is two customers. */
const fewest = { median: 3, p90: 10, mean: 3, share: 5 } as const;

/** A customer who gives this or more after recovery counts as won back: 6 of 7, as in the conditions of the paradox. */
const highRating = 6;

/** The figures of some runs. @param today the day at the place, `YYYY-MM-DD`. */
export function runFigures(runs: readonly PlayRun[], today: string): RunFigures {
  const all = runs.map((run) => ({ run, state: runState(run) })).filter(({ state }) => state.cancelledAt === undefined);
  const minutes = all.flatMap(({ run, state }) =>
    state.acknowledgedAt === undefined ? [] : [minutesBetween(run.detectedAt, state.acknowledgedAt)],
  );
  const ratings = all.flatMap(({ state }) => runRating(state) ?? []);
  const due = all.flatMap(({ run, state }) => followUps(run, today, state));
  return {
    runs: all.length,
    medianToAcknowledge: figure(minutes, fewest.median, median),
    p90ToAcknowledge: figure(minutes, fewest.p90, (values) => percentile(values, 0.9)),
    meanRating: figure(ratings, fewest.mean, mean),
    shareRatedHigh: figure(ratings, fewest.share, (values) =>
      mean(values.map((rating) => (rating >= highRating ? 1 : 0))),
    ),
    followUpsOpen: due.filter(({ doneOn }) => doneOn === undefined).length,
    followUpsMissed: due.filter(({ isMissed }) => isMissed).length,
    failedRecoveries: all.filter(({ state }) => state.failedAt !== undefined).length,
  };
}

export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from)) / 60_000;
}

function figure(values: readonly number[], fewest: number, of: (sorted: readonly number[]) => number): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { value: sorted.length < fewest ? null : of(sorted), n: sorted.length, fewest };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}

/** By nearest rank: the smallest value that at least this share of the cases does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share - 1e-9) - 1)] ?? 0;
}
