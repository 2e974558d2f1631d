import { runSeed } from "../seed.ts";
import { runKillRounds } from "../integration/killRounds.ts";
import type { BenchRow } from "./benchRow.ts";

/** Kills the real server again and again while people write; `KEPT_KILL_ROUNDS` says how often. */
export async function run(): Promise<BenchRow[]> {
  const rounds = Number(process.env.KEPT_KILL_ROUNDS ?? 300);
  const result = await runKillRounds(rounds, runSeed, (round) => {
    if (round % 25 === 0) process.stderr.write(`${round} kills\n`);
  });
  const note = `${rounds} × SIGKILL, ${result.acknowledged} edits called saved, seed ${runSeed}`;
  const none = { is: "atMost", value: 0 } as const;
  const row = (name: string, ids: string[]): BenchRow => ({
    group: "A",
    name,
    unit: "edits",
    runs: [ids.length],
    budget: none,
    note,
  });
  return [
    row("called saved and lost", result.lost),
    row("found twice", result.doubled),
    row("written, and missing in the end", result.missing),
  ];
}
