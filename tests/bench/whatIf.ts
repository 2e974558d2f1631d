import { openRiskEngine } from "../../shared/insights/riskEngine.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { recordsOfJourney } from "../../shared/model/records.ts";
import { solveChain } from "../../shared/whatif/solveChain.ts";
import { openDaysSimulation } from "../../shared/whatif/monteCarlo.ts";
import { flowsOf, leavingOf } from "../../shared/whatif/flow.ts";
import { studyScenario } from "../../shared/whatif/scenarioStudy.ts";
import { type BenchRow } from "./benchRow.ts";

const today = "2024-06-01";
const rounds = 9;
/** The best of so many counts, as anything else on the machine only ever adds. */
const tries = 5;

/** What {@link reference} took on the idle 2-core machine for which the goals are given in milliseconds. */
const referenceMs = 3.3;

/**
 * What-if: a chain of 300 touchpoints solved exactly, a whole slider step with and without plan B, and 100,000 customers
 * walked. The budgets are the goals of 8 ms and 1 s as ratios to a loop of draws in the same round.
 */
export async function run(): Promise<BenchRow[]> {
  const large = chainsOf(300);
  const small = chainsOf(50);
  const { scenario } = large;
  const scores = small.chain.ids.map(() => ({ ok: 5, recovered: 4, unrecovered: 1 }));
  let failure = 0;
  const slide = () => {
    failure = (failure + 0.01) % 1;
    const touchpoints = { ...scenario.touchpoints, "tp-7": { failure } };
    const answer = studyScenario(large.records, { ...scenario, touchpoints }, large.sources, large.base);
    if ("refused" in answer) throw new Error(answer.refused);
    flowsOf(answer.plain.days);
    leavingOf(answer.plain.days);
  };
  const simulate = () => openDaysSimulation([{ chain: small.chain, share: 1 }], scores, 4, 42).walk(100_000);
  const figures = {
    reference: () => bestOf(tries, reference),
    exact: () => bestOf(tries, () => solveChain(large.chain)),
    slide: () => bestOf(tries, slide),
    simulate: () => bestOf(1, simulate),
  };
  const names = ["reference", "exact", "slide", "simulate"] as const;
  for (const name of names) figures[name]();
  const runs: Record<(typeof names)[number], number[]> = { reference: [], exact: [], slide: [], simulate: [] };
  for (let i = 0; i < rounds; i += 1) for (const name of names) runs[name].push(figures[name]());
  const row = (name: string, unit: string, of: readonly number[], rest: Partial<BenchRow> = {}): BenchRow => ({
    group: "D",
    name,
    unit,
    runs: of,
    ...rest,
  });
  const ratio = (name: (typeof names)[number]) => runs[name].map((time, i) => time / runs.reference[i]!);
  const budget = (ms: number) => ({ budget: { is: "atMost", value: ms / referenceMs } as const });
  return [
    row("a loop of 400,000 draws", "CPU ms", runs.reference, { note: "the reference" }),
    row("a chain of 300 touchpoints and 600 connections, exact", "CPU ms", runs.exact, { note: "goal 8 ms" }),
    row("the same ÷ reference", "×", ratio("exact"), budget(8)),
    row("a slider step over 300 touchpoints: scenario, plan B, flows, leavers", "CPU ms", runs.slide, {
      note: "goal 8 ms",
    }),
    row("the same ÷ reference", "×", ratio("slide"), budget(8)),
    row("100,000 customers over 50 touchpoints", "CPU ms", runs.simulate, { note: "goal 1 s" }),
    row("the same ÷ reference", "×", ratio("simulate"), budget(1_000)),
  ];
}

function reference(): number {
  let [state, sum] = [1, 0];
  for (let i = 0; i < 400_000; i += 1) {
    state = (state + 0x6d2b79f5) | 0;
    const t = Math.imul(state ^ (state >>> 15), 1 | state);
    sum += ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  return sum;
}

/** A journey with branches and ways back: from each touchpoint on to the next and the one after, seldom back. */
function chainsOf(touchpoints: number) {
  const list = <T>(make: (i: number) => T) => Array.from({ length: touchpoints }, (_, i) => make(i));
  const journey: Journey = {
    format: "kept.journey",
    version: 1,
    title: "A large map",
    asOf: today,
    stages: [{ id: "st", title: "Stage" }],
    lanes: [{ id: "la", title: "Lane", kind: "touchpoints" }],
    touchpoints: list((i) => ({ id: `tp-${i}`, stage: "st", lane: "la", title: `Touchpoint ${i}` })),
    connections: list((i) => [
      { id: `on-${i}`, from: `tp-${i}`, to: i + 1 < touchpoints ? `tp-${i + 1}` : "done", probability: 0.8 },
      {
        id: `by-${i}`,
        from: `tp-${i}`,
        to: i % 10 === 9 ? `tp-${i - 9}` : i + 2 < touchpoints ? `tp-${i + 2}` : "done",
        probability: 0.15,
      },
    ]).flat(),
    weakSpots: list((i) => ({ id: `ws-${i}`, touchpoint: `tp-${i}`, title: "Fails", prior: 0.01 + (i % 5) / 100 })),
    plays: [{ id: "pl", title: "Plan B", effectiveness: 0.6, owner: "Desk" }],
  };
  const records = recordsOfJourney(journey);
  const sources = openRiskEngine(records, today).sources();
  const scenario = { touchpoints: { "tp-3": { failure: 0.4 } }, plays: ["pl"] };
  const answer = studyScenario(records, scenario, sources);
  if ("refused" in answer) throw new Error(answer.refused);
  return { records, sources, scenario, base: answer.base, chain: answer.plain.chain };
}

function bestOf(count: number, once: () => unknown): number {
  return Math.min(...Array.from({ length: count }, () => timed(once)));
}

/** Milliseconds of processor time of this process: the clock would also count whatever else runs here. */
function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
