import { loadavg } from "node:os";
import type { BenchRow } from "./benchRow.ts";
import { type NodesTarget, type Spread, startNodesTarget } from "./nodesTarget.ts";
import { type LoadResult, type LoadShape, roomName, runLoad } from "./roomLoad.ts";

const rounds = 3;

/** A floor of workshops: five write and point, one looks. */
const shape: LoadShape = {
  rooms: 50,
  clientsPerRoom: 6,
  editorsPerRoom: 5,
  updatesPerSecond: 1,
  presencePerSecond: 4,
  warmUpMs: 2_000,
  measureMs: 4_000,
};

interface Measured extends LoadResult {
  memoryMb: number;
}

/**
 * Rooms and clients held by 1, 2 and 3 nodes, and what an update costs on all of them together: when each room lives on
 * one node, as the proxy has it, and when every room lives on all of them, which is the worst a failure can lead to.
 */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const variants: [nodes: number, spread: Spread][] = [
    [1, "by room"],
    [2, "by room"],
    [3, "by room"],
    [2, "by person"],
    [3, "by person"],
  ];
  for (const [nodes, spread] of variants) {
    const results: Measured[] = [];
    for (let round = 0; round < rounds; round++) results.push(await measure(nodes, spread));
    rows.push(...rowsOf(`${nodes} ${nodes === 1 ? "node" : "nodes"}, people ${spread}`, results));
  }
  return rows;
}

async function measure(nodes: number, spread: Spread): Promise<Measured> {
  const names = Array.from({ length: shape.rooms }, (_, index) => roomName(index));
  const target: NodesTarget = await startNodesTarget(nodes, spread, names);
  try {
    const result = await runLoad(target, shape);
    return { ...result, memoryMb: await target.memoryMb() };
  } finally {
    await target.stop();
  }
}

function rowsOf(name: string, results: readonly Measured[]): BenchRow[] {
  const { rooms, clientsPerRoom, measureMs } = shape;
  const note = `${rooms} rooms, ${rooms * clientsPerRoom} people; load of the machine ${loadavg()[0]?.toFixed(1)}`;
  const row = (figure: string, unit: string, of: (result: Measured) => number, more: Partial<BenchRow> = {}) => ({
    group: "A" as const,
    name: `${name}: ${figure}`,
    unit,
    runs: results.map(of),
    ...more,
  });
  return [
    row("of all updates, delivered in time", "%", ({ share }) => Math.min(100, share * 100), {
      budget: { is: "atLeast", value: 95 },
      note,
    }),
    row("processor per delivered update, all nodes", "µs", ({ cpuMs, delivered }) => (cpuMs * 1_000) / delivered),
    row("processor, all nodes", "cores", ({ cpuMs }) => cpuMs / measureMs),
    row("memory, all nodes", "MB", ({ memoryMb }) => memoryMb),
    row("edit to others, p95", "ms", ({ p95Ms }) => p95Ms),
    row("edit to Saved, p99", "ms", ({ savedP99Ms }) => savedP99Ms),
  ];
}
