import { parseArgs } from "node:util";
import { type Outcome, runScenario, type Scenario } from "../faults/scenario.ts";
import { scenarios } from "../faults/scenarios.ts";
import { subjectOf } from "../faults/subjects.ts";
import { runSeed } from "../seed.ts";
import type { BenchRow } from "./benchRow.ts";

/**
 * Does every fault to a server under load, for as many rounds as `--rounds` says, or only the one that `--only` names, and
 * prints what became of the edits. What cannot be tried on this machine is named.
 */
export async function run(): Promise<BenchRow[]> {
  const options = { only: { type: "string" }, rounds: { type: "string" } } as const;
  const { only, rounds } = parseArgs({ options, strict: false }).values;
  const chosen = scenarios.filter(({ scenario }) => only === undefined || scenario.name === only);
  if (chosen.length === 0)
    throw new Error(`There is no fault called ${only}; there are ${scenarios.map((s) => s.scenario.name).join(", ")}.`);
  print(`Seed ${runSeed}; KEPT_SEED=${runSeed} repeats every random choice.\n`);
  print("| fault | rounds | edits acknowledged | lost | twice | missing in the end | refusals | longest wait | seen |");
  print("|---|--:|--:|--:|--:|--:|--:|--:|---|");
  const rows: BenchRow[] = [];
  for (const { scenario, rounds: usual } of chosen) rows.push(...(await runOne(scenario, Number(rounds ?? usual))));
  print("");
  return rows;
}

async function runOne(scenario: Scenario, rounds: number): Promise<BenchRow[]> {
  const obstacle = scenario.obstacle?.();
  if (obstacle !== undefined) {
    print(`| ${scenario.fault} | not tried: ${obstacle} | | | | | | | |`);
    return [];
  }
  const subject = await subjectOf(scenario);
  try {
    const onRound = (round: number) => process.stderr.write(`${scenario.name}: round ${round} of ${rounds}\n`);
    const outcome = await runScenario(scenario, { subject, rounds, seed: runSeed, onRound });
    print(lineOf(scenario, outcome));
    const wrong = [
      ...outcome.lost,
      ...outcome.doubled,
      ...outcome.strange,
      ...outcome.disordered,
      ...outcome.missing,
      ...outcome.unequal,
    ];
    const note = wrong.slice(0, 5).join(", ");
    return [
      {
        group: "A",
        name: `wrong after: ${scenario.fault}`,
        unit: "edits",
        runs: [wrong.length],
        budget: { is: "atMost", value: 0 },
        note,
      },
    ];
  } finally {
    subject.remove();
  }
}

function lineOf({ fault }: Scenario, outcome: Outcome): string {
  const seen = Object.entries(outcome.seen).map(([name, figure]) => `${name}: ${Math.round(figure)}`);
  const cells = [
    fault,
    outcome.rounds,
    outcome.acknowledged,
    outcome.lost.length,
    outcome.doubled.length,
    outcome.missing.length,
    outcome.refusals,
    `${(outcome.longestWaitMs / 1000).toFixed(1)} s`,
    seen.join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
