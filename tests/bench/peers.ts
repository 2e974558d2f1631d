import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./benchRow.ts";
import { compare, type Comparison, deliveredPerCpuSecond, rounds, shapes } from "./roomCompare.ts";
import { type JoinResult, runJoinStorm } from "./roomJoin.ts";
import { hocuspocusServer, ourServer, plainServer, type StartTarget } from "./roomTarget.ts";

/** At least this many times what a peer delivers per second of processor time. */
const goals: Record<string, Record<string, number>> = {
  "1×200": { relay: 3, "Hocuspocus 4": 3, "Hocuspocus 4, 16 ms": 2 },
  "1×500": { relay: 5, "Hocuspocus 4": 3 },
  "500×4": { relay: 0.65, "Hocuspocus 4": 1.8, "y-websocket server": 1.3 },
};

/** The peers, installed into a temporary folder and put under the same load in the same run. */
export async function run(): Promise<BenchRow[]> {
  const folder = installPeers();
  const ours = await ourServer();
  try {
    const peers: Record<string, StartTarget> = {
      "y-websocket server": plainServer("y-websocket server", join(folder, "yWebsocket.mjs"), true),
      "Hocuspocus 4": hocuspocusServer("Hocuspocus 4", join(folder, "hocuspocus.mjs"), {}),
      "Hocuspocus 4, 16 ms": hocuspocusServer("Hocuspocus 4, 16 ms", join(folder, "hocuspocus.mjs"), {
        FLUSH_MS: "16",
      }),
    };
    const relay = plainServer("relay", "tests/bench/relayServer.ts", false);
    const rows: BenchRow[] = [];
    for (const [name, shape] of Object.entries(shapes))
      rows.push(...rowsOf(name, await compare(shape, { relay, ...peers, Kept: ours.start })));
    rows.push(...(await joinRows({ ...peers, Kept: ours.start })));
    return rows;
  } finally {
    ours.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function installPeers(): string {
  const folder = mkdtempSync(join(tmpdir(), "kept-peers-"));
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
  const packages = [
    "@y/websocket-server@0.1.1",
    "@hocuspocus/server@4",
    "yjs@13.6.33",
    "y-protocols@1.0.7",
    "ws@8.23.0",
  ];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["install", "--no-audit", "--no-fund", ...packages], { cwd: folder, stdio: "inherit" });
  for (const file of ["yWebsocket.mjs", "hocuspocus.mjs"])
    copyFileSync(join(import.meta.dirname, "peerServers", file), join(folder, file));
  return folder;
}

function rowsOf(shape: string, results: Comparison): BenchRow[] {
  const kept = results.get("Kept") ?? [];
  return [...results].map(([name, peer]): BenchRow => {
    const p95 = `p95 ${kept.map(({ p95Ms }) => p95Ms.toFixed(0)).join(", ")} against ${peer.map(({ p95Ms }) => p95Ms.toFixed(0)).join(", ")} ms`;
    const shares = `it delivered ${peer.map(({ share }) => `${(share * 100).toFixed(0)}%`).join(", ")}`;
    if (name === "Kept")
      return {
        group: "A",
        name: `${shape} Kept, delivered per CPU-second`,
        unit: "",
        runs: kept.map(deliveredPerCpuSecond),
      };
    const goal = goals[shape]?.[name];
    return {
      group: "A",
      name: `${shape} delivered per CPU-second ÷ ${name}`,
      unit: "×",
      runs: kept.map((result, round) => ratio(result, peer[round])),
      ...(goal !== undefined && { budget: { is: "atLeast" as const, value: goal } }),
      note: `${p95}; ${shares}`,
    };
  });
}

function ratio(
  mine: Parameters<typeof deliveredPerCpuSecond>[0],
  theirs: Parameters<typeof deliveredPerCpuSecond>[0] | undefined,
): number {
  return theirs ? deliveredPerCpuSecond(mine) / deliveredPerCpuSecond(theirs) : Number.NaN;
}

async function joinRows(servers: Record<string, StartTarget>): Promise<BenchRow[]> {
  const results = new Map<string, JoinResult[]>(Object.keys(servers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, start] of Object.entries(servers)) {
      const target = await start(["room0"]);
      const result = await runJoinStorm(target, 100);
      process.stderr.write(
        `${name}: ${result.cpuMsPerJoin.toFixed(2)} ms of CPU a join, ${result.totalMs.toFixed(0)} ms\n`,
      );
      results.get(name)?.push(result);
      await target.stop();
    }
  const kept = results.get("Kept") ?? [];
  return [...results]
    .filter(([name]) => name !== "Kept")
    .flatMap(([name, peer]): BenchRow[] => {
      const isGoal = name === "Hocuspocus 4";
      const of = (read: (result: JoinResult) => number) =>
        kept.map((mine, round) => (peer[round] ? read(peer[round]) / read(mine) : Number.NaN));
      return [
        {
          group: "A",
          name: `100 join a 794 KB map, processor time a join: ${name} ÷ Kept`,
          unit: "×",
          runs: of(({ cpuMsPerJoin }) => cpuMsPerJoin),
          ...(isGoal && { budget: { is: "atLeast" as const, value: 10 } }),
        },
        {
          group: "A",
          name: `100 join a 794 KB map, until the last has it: ${name} ÷ Kept`,
          unit: "×",
          runs: of(({ totalMs }) => totalMs),
          ...(isGoal && { budget: { is: "atLeast" as const, value: 8 } }),
        },
      ];
    });
}
