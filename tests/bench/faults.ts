import { parseArgs } from "node:util";
import type { Outcome } from "../faults/scenario.ts";
import { type LongRun, longRuns } from "../faults/scenarios.ts";
import { runSeed } from "../seed.ts";
import type { BenchRow } from "./benchRow.ts";

/**
 * Does every fault to a server under load, for as many rounds as `--rounds` says, or only those that `--only` names (`kill,nodeKilled`), and
 * prints what became of the edits. What cannot be tried on this machine is named.
 */
export async function run(): Promise<BenchRow[]> {
  const options = { only: { type: "string" }, rounds: { type: "string" } } as const;
  const { only, rounds } = parseArgs({ options, strict: false }).values;
  const asked = typeof only === "string" ? only.split(",") : longRuns.map(({ name }) => name);
  const chosen = longRuns.filter(({ name }) => asked.includes(name));
  const unknown = asked.filter((name) => chosen.every((run) => run.name !== name));
  if (unknown.length > 0)
    throw new Error(
      `There is no fault called ${unknown.join(", ")}; there are ${longRuns.map(({ name }) => name).join(", ")}.`,
    );
  print(`Seed ${runSeed}; KEPT_SEED=${runSeed} repeats every random choice.\n`);
  print("| fault | rounds | edits acknowledged | lost | twice | missing in the end | refusals | longest wait | seen |");
  print("|---|--:|--:|--:|--:|--:|--:|--:|---|");
  const rows: BenchRow[] = [];
  for (const each of chosen) rows.push(...(await runOne(each, Number(rounds ?? each.rounds))));
  print("");
  return rows;
}

async function runOne(each: LongRun, rounds: number): Promise<BenchRow[]> {
  const { name, fault } = each;
  const obstacle = each.obstacle?.();
  if (obstacle !== undefined) {
    print(`| ${fault} | not tried: ${obstacle} | | | | | | | |`);
    return [];
  }
  const onRound = (round: number) => process.stderr.write(`${name}: round ${round} of ${rounds}\n`);
  const outcome = await each.run({ rounds, seed: runSeed, onRound });
  print(lineOf(fault, outcome));
  const { lost, doubled, strange, disordered, missing, unequal } = outcome;
  const wrong = [...lost, ...doubled, ...strange, ...disordered, ...missing, ...unequal];
  return [
    {
      group: "A",
      name: `wrong after: ${fault}`,
      unit: "edits",
      runs: [wrong.length],
      budget: { is: "atMost", value: 0 },
      note: wrong.slice(0, 5).join(", "),
    },
  ];
}

function lineOf(fault: string, outcome: Outcome): string {
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
