import type { Chain, Step } from "./chain.ts";
import type { Day } from "./days.ts";
import type { MomentScores } from "./moments.ts";
import { mulberry32 } from "./mulberry32.ts";

/** Sums over the customers walked so far; divide by `customers`, `total` by `moments`. */
export interface Tally {
  customers: number;
  churn: number;
  anyFailure: number;
  anyUnrecovered: number;
  failures: number;
  peakEnd: number;
  /** Of all moments' scores, and their number. */
  total: number;
  moments: number;
  worst: number;
  /** Customers by how many failures they met: 0, 1, 2, … the last entry holds all with more. */
  byFailures: number[];
  /** Customers by peak–end, in half steps from 1 to 7. */
  byPeakEnd: number[];
}

const mostFailures = 5;

/** The half steps of `byPeakEnd`. */
export const peakEndSteps = Array.from({ length: 13 }, (_, i) => 1 + i / 2);

/** A simulation that goes on in pieces, so that a worker can report and be stopped between them. */
export interface Simulation {
  readonly tally: Readonly<Tally>;
  /** Walks that many more customers. */
  walk: (customers: number) => void;
}

function emptyTally(): Tally {
  return {
    customers: 0,
    churn: 0,
    anyFailure: 0,
    anyUnrecovered: 0,
    failures: 0,
    peakEnd: 0,
    total: 0,
    moments: 0,
    worst: 0,
    byFailures: Array.from({ length: mostFailures + 1 }, () => 0),
    byPeakEnd: peakEndSteps.map(() => 0),
  };
}

/** No journey is longer; a loop that has not let a customer go by then is ended as done. */
const mostSteps = 100_000;

/**
 * Customers walked one by one through a chain. Each visit draws once for failure, a second time for recovery only after
 * a failure, then for quitting and for the way on only where there is a choice.
 */
export function openSimulation(chain: Chain, scores: MomentScores, neutral: number, seed: number): Simulation {
  const draw = mulberry32(seed);
  const tally = emptyTally();
  const walkOne = () => {
    let at: Step["to"] = chain.ids.length === 0 ? "done" : chain.start;
    let failures = 0;
    let unrecovered = 0;
    let peak = neutral;
    let worst = Infinity;
    let total = 0;
    let moments = 0;
    let last = neutral;
    while (typeof at === "number" && moments < mostSteps) {
      const node: Chain["nodes"][number] = chain.nodes[at]!;
      const hasFailed = draw() < node.failure;
      const isRecovered = hasFailed && draw() < node.recovery;
      const outcome = !hasFailed ? "ok" : isRecovered ? "recovered" : "unrecovered";
      if (hasFailed) failures += 1;
      if (outcome === "unrecovered") unrecovered += 1;
      last = scores[at]![outcome];
      const distance = Math.abs(last - neutral) - Math.abs(peak - neutral);
      if (moments === 0 || distance > 0 || (distance === 0 && last < peak)) peak = last;
      worst = Math.min(worst, last);
      total += last;
      moments += 1;
      const quits = outcome === "unrecovered" && node.quit > 0 && draw() < node.quit;
      at = quits ? "churn" : choose(node.next[outcome], draw);
    }
    tally.customers += 1;
    if (at === "churn") tally.churn += 1;
    if (failures > 0) tally.anyFailure += 1;
    if (unrecovered > 0) tally.anyUnrecovered += 1;
    tally.failures += failures;
    tally.byFailures[Math.min(failures, mostFailures)]! += 1;
    if (moments === 0) return;
    tally.peakEnd += (peak + last) / 2;
    tally.byPeakEnd[Math.min(peakEndSteps.length - 1, Math.max(0, Math.round(peak + last - 2)))]! += 1;
    tally.total += total;
    tally.moments += moments;
    tally.worst += worst;
  };
  return {
    tally,
    walk(customers) {
      for (let i = 0; i < customers; i += 1) walkOne();
    },
  };
}

/**
 * The same over several kinds of day, whose shares of the customers are kept: each has its own draws, from seeds that
 * follow each other.
 */
export function openDaysSimulation(
  days: readonly Day[],
  scores: MomentScores,
  neutral: number,
  seed: number,
): { tally: () => Tally; walk: (customers: number) => void } {
  const parts = days.map(({ chain, share }, i) => ({
    share,
    simulation: openSimulation(chain, scores, neutral, seed + i),
  }));
  let walked = 0;
  return {
    tally: () => parts.map(({ simulation }) => simulation.tally).reduce<Tally>(addTallies, emptyTally()),
    walk(customers) {
      walked += customers;
      for (const { share, simulation } of parts.slice(1))
        simulation.walk(Math.round(walked * share) - simulation.tally.customers);
      const others = parts.slice(1).reduce((sum, { simulation }) => sum + simulation.tally.customers, 0);
      const first = parts[0]?.simulation;
      first?.walk(walked - others - first.tally.customers);
    },
  };
}

function addTallies(one: Tally, other: Readonly<Tally>): Tally {
  const lists = (key: "byFailures" | "byPeakEnd") => one[key].map((count, i) => count + other[key][i]!);
  return {
    customers: one.customers + other.customers,
    churn: one.churn + other.churn,
    anyFailure: one.anyFailure + other.anyFailure,
    anyUnrecovered: one.anyUnrecovered + other.anyUnrecovered,
    failures: one.failures + other.failures,
    peakEnd: one.peakEnd + other.peakEnd,
    total: one.total + other.total,
    moments: one.moments + other.moments,
    worst: one.worst + other.worst,
    byFailures: lists("byFailures"),
    byPeakEnd: lists("byPeakEnd"),
  };
}

function choose(steps: readonly Step[], draw: () => number): Step["to"] {
  const [only] = steps;
  if (only === undefined) return "done";
  if (steps.length === 1 && only.share >= 1) return only.to;
  let left = draw();
  for (const { to, share } of steps) {
    left -= share;
    if (left < 0) return to;
  }
  return "done";
}
