import type { BenchRow } from "./benchRow.ts";
import { mapOf } from "./benchMap.ts";
import { compare, type Comparison, deliveredPerCpuSecond, rounds, shapes } from "./roomCompare.ts";
import { idleRoomMb } from "./roomIdle.ts";
import { runJoinStorm } from "./roomJoin.ts";
import type { LoadShape } from "./roomLoad.ts";
import { savingCosts, syncMs } from "./roomSaving.ts";
import { ourServer, plainServer } from "./roomTarget.ts";

/** At least this many times the updates a raw relay delivers per second of processor time; where there is no goal, none. */
const relayGoals: Record<string, number> = { "1×200": 3, "1×500": 5, "500×4": 0.65 };
const p95GoalsMs: Record<string, number> = { "1×50": 10, "1×200": 25, "1×500": 50, "500×4": 50 };

/** 2,000 updates a second in twenty rooms. */
const savingShape: LoadShape = {
  rooms: 20,
  clientsPerRoom: 10,
  editorsPerRoom: 10,
  updatesPerSecond: 10,
  presencePerSecond: 0,
  warmUpMs: 3_000,
  measureMs: 5_000,
};

/** The room server against a raw relay in the same run, with validation, rights and durable saving on. */
export async function run(): Promise<BenchRow[]> {
  const ours = await ourServer();
  try {
    const rows: BenchRow[] = [];
    for (const [name, shape] of Object.entries(shapes)) {
      const servers = { relay: plainServer("relay", "tests/bench/relayServer.ts", false), kept: ours.start };
      rows.push(...rowsOf(name, await compare(shape, servers)));
    }
    const storms = [];
    for (let round = 0; round < rounds; round++) {
      const target = await ours.start(["room0"]);
      storms.push(await runJoinStorm(target, 100));
      await target.stop();
    }
    rows.push(
      row(
        "100 join a 794 KB map at once, processor time each",
        "ms",
        storms.map((storm) => storm.cpuMsPerJoin),
      ),
      row(
        "100 join a 794 KB map at once, until the last has it",
        "ms",
        storms.map((storm) => storm.totalMs),
      ),
    );
    const saving = (await compare(savingShape, { kept: ours.start })).get("kept") ?? [];
    const note = `this disk syncs in ${syncMs().toFixed(2)} ms`;
    rows.push({
      ...row(
        "edit to Saved at 2,000 updates/s, p99",
        "ms",
        saving.map((result) => result.savedP99Ms),
      ),
      budget: { is: "atMost", value: 25 },
      note,
    });
    const costs = [];
    for (let round = 0; round < rounds; round++) costs.push(await savingCosts());
    rows.push({
      ...row(
        "processor time an update: a commit each ÷ our groups",
        "×",
        costs.map(({ each, grouped }) => each / grouped),
      ),
      budget: { is: "atLeast", value: 2.5 },
      note,
    });
    const idle = [];
    for (let round = 0; round < rounds; round++) idle.push(await idleRoomMb(mapOf(300)));
    rows.push({
      ...row("idle open room above its compressed state", "MB", idle),
      budget: { is: "atMost", value: 0.2 },
    });
    return rows;
  } finally {
    ours.remove();
  }
}

function rowsOf(name: string, results: Comparison): BenchRow[] {
  const kept = results.get("kept") ?? [];
  const relay = results.get("relay") ?? [];
  const ratios = kept.map((result, round) => {
    const reference = relay[round];
    return reference ? deliveredPerCpuSecond(result) / deliveredPerCpuSecond(reference) : Number.NaN;
  });
  const worstShare = Math.min(...kept.map(({ share }) => share));
  const presence = Math.min(...kept.map(({ presenceShare }) => presenceShare));
  const goal = relayGoals[name];
  return [
    {
      ...row(`${name} delivered per CPU-second ÷ raw relay`, "×", ratios),
      ...(goal !== undefined && { budget: { is: "atLeast" as const, value: goal } }),
      note: `worst share delivered ${(worstShare * 100).toFixed(1)}%, presence states ${(presence * 100).toFixed(0)}% (a newer one supersedes)`,
    },
    {
      ...row(
        `${name} edit to others, p95`,
        "ms",
        kept.map(({ p95Ms }) => p95Ms),
      ),
      budget: { is: "atMost", value: p95GoalsMs[name] ?? 50 },
      note: `relay ${relay.map(({ p95Ms }) => p95Ms.toFixed(0)).join(", ")} ms`,
    },
  ];
}

function row(name: string, unit: string, runs: number[]): BenchRow {
  return { group: "A", name, unit, runs };
}
