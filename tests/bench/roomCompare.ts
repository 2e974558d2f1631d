import type { StartTarget } from "./roomTarget.ts";
import { type LoadResult, type LoadShape, roomName, runLoad } from "./roomLoad.ts";

export const rounds = Number(process.env.KEPT_BENCH_ROUNDS ?? 3);
const measureMs = Number(process.env.KEPT_BENCH_MS ?? 5_000);

/** Busy enough that every path is compiled before anything is measured, and little enough that nobody drowns. */
const heat: LoadShape = {
  firstRoom: 1_000_000,
  rooms: 1,
  clientsPerRoom: 20,
  editorsPerRoom: 10,
  updatesPerSecond: 50,
  presencePerSecond: 30,
  warmUpMs: 500,
  measureMs: 6_000,
};

const usual = { editorsPerRoom: 10, updatesPerSecond: 10, presencePerSecond: 30, warmUpMs: 3_000, measureMs };

/** The work of the goals: ten people write and point in one room of many, or one in each of many small rooms. */
export const shapes: Record<string, LoadShape> = {
  "1×50": { ...usual, rooms: 1, clientsPerRoom: 50 },
  "1×200": { ...usual, rooms: 1, clientsPerRoom: 200 },
  "1×500": { ...usual, rooms: 1, clientsPerRoom: 500 },
  "500×4": { ...usual, rooms: 500, clientsPerRoom: 4, editorsPerRoom: 1 },
};

/** Results by server and round. */
export type Comparison = Map<string, LoadResult[]>;

/** Puts each server under the same load, in turns, each time freshly started. */
export async function compare(shape: LoadShape, servers: Record<string, StartTarget>): Promise<Comparison> {
  const results: Comparison = new Map(Object.keys(servers).map((name) => [name, []]));
  const rooms = Array.from({ length: shape.rooms }, (_, index) => roomName(index));
  rooms.push(roomName(heat.firstRoom ?? 0));
  for (let round = 0; round < rounds; round++)
    for (const [name, start] of Object.entries(servers)) {
      const target = await start(rooms);
      try {
        await runLoad(target, heat);
        const result = await runLoad(target, shape);
        results.get(name)?.push(result);
        say(name, shape, result);
      } finally {
        await target.stop();
      }
    }
  return results;
}

/** Updates delivered per second of processor time. */
export function deliveredPerCpuSecond({ delivered, cpuMs }: LoadResult): number {
  return delivered / (cpuMs / 1_000);
}

function say(name: string, { rooms, clientsPerRoom }: LoadShape, result: LoadResult): void {
  const figures = [
    `${Math.round(deliveredPerCpuSecond(result)).toLocaleString("en")} delivered/CPU s`,
    `p95 ${result.p95Ms.toFixed(1)} ms`,
    `delivered ${(result.share * 100).toFixed(1)}%`,
    `presence ${(result.presenceShare * 100).toFixed(0)}%`,
    `CPU ${result.cpuMs.toFixed(0)} ms`,
    ...(Number.isNaN(result.savedP99Ms) ? [] : [`saved p99 ${result.savedP99Ms.toFixed(1)} ms`]),
  ];
  process.stderr.write(`${name} ${rooms}×${clientsPerRoom}: ${figures.join(", ")}\n`);
}
