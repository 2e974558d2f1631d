import type { Chain } from "../../../shared/whatif/chain.ts";
import { improvements } from "../../../shared/whatif/improvements.ts";
import { experienceOverDays } from "../../../shared/whatif/moments.ts";
import { openDaysSimulation } from "../../../shared/whatif/monteCarlo.ts";
import { churnOf } from "../../../shared/whatif/scenarioResult.ts";
import { tornado } from "../../../shared/whatif/sensitivity.ts";
import type { Answer, Job, SolvingJob } from "./whatIfJobs.ts";

/** Customers walked between two reports: a few milliseconds of work. */
const customersPerReport = 1_000;

// A worker's own scope, of which the page's types know nothing.
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Job>) => void) | null;
  postMessage: (answer: Answer) => void;
};

const answer = (said: Answer) => {
  // A worker has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  scope.postMessage(said);
};

function solved(job: SolvingJob): Answer {
  const { id, chain, step, settings } = job;
  const churn = (of: Chain) => churnOf(of, { settings });
  return job.kind === "tornado"
    ? { kind: "tornado", id, churn: churn(chain), bars: tornado(chain, step, job.steps, churn) }
    : { kind: "improvements", id, found: improvements(chain, step, churn) };
}

scope.onmessage = ({ data: job }) => {
  if (job.kind === "experience") {
    const isEmpty = job.scores.length === 0;
    const felt = isEmpty ? undefined : experienceOverDays(job.days, job.scores, job.neutral);
    answer({ kind: "experience", id: job.id, experience: felt });
    return;
  }
  if (job.kind === "tornado" || job.kind === "improvements") {
    answer(solved(job));
    return;
  }
  // Ended by the page at any moment: terminating a worker stops even a walk that is under way.
  const simulation = openDaysSimulation(job.days, job.scores, job.neutral, job.seed);
  for (let walked = 0; walked < job.customers; walked += customersPerReport) {
    simulation.walk(Math.min(customersPerReport, job.customers - walked));
    answer({ kind: "simulate", id: job.id, tally: simulation.tally() });
  }
};
