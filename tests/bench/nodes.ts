import { cpus } from "node:os";
import { type BenchRow, summarize } from "./benchRow.ts";
import { searchHeld } from "./searchHeld.ts";
import { type Busy, type NodesResult, type NodesTarget, type Spread, startNodesTarget } from "./nodesTarget.ts";
import { rounds } from "./roomCompare.ts";
import { type LoadShape, roomName } from "./roomLoad.ts";

/** What each size is measured with first, and from which the search for the most begins. */
const firstRooms = Number(process.env.KEPT_BENCH_ROOMS ?? 25);
const mostRooms = 32 * firstRooms;

/** A floor of workshops: five write and point, one looks. */
const shape: LoadShape = {
  rooms: firstRooms,
  clientsPerRoom: 6,
  editorsPerRoom: 5,
  updatesPerSecond: 1,
  presencePerSecond: 4,
  warmUpMs: 2_000,
  measureMs: Number(process.env.KEPT_BENCH_MS ?? 4_000),
  patienceMs: 10_000,
};

/** Held: of all updates 95% arrive in time, 95 of 100 within so long, and 99 of 100 are saved within so long. */
const held = { share: 0.95, p95Ms: 250, savedP99Ms: 600 };

const variants: readonly [nodes: number, spread: Spread][] = [
  [1, "by room"],
  [2, "by room"],
  [3, "by room"],
  [2, "by person"],
  [3, "by person"],
];

/** What one number of rooms came to: figures, or why there are none. */
type Tried = NodesResult | { failure: string };

/**
 * How many rooms and people 1, 2 and 3 nodes hold, and what an update costs on all of them together: when each room lives
 * on one node, as the proxy has it, and when every room lives on all of them, which is the worst a failure can lead to.
 * People are processes of their own on the same machine; what everybody uses of it is measured. `KEPT_BENCH_ROOMS` is the
 * size of the first step.
 */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const lines: string[] = [];
  let guess = firstRooms;
  for (const [nodes, spread] of variants) {
    const name = `${nodes} ${nodes === 1 ? "node" : "nodes"}, people ${spread}`;
    const maps = Array.from({ length: mostRooms }, (_, index) => roomName(index));
    const target = await startNodesTarget(nodes, maps);
    try {
      const first: Tried[] = [];
      for (let round = 0; round < rounds; round++) first.push(await attempt(target, spread, firstRooms));
      const costs = first.flatMap((seen) => ("failure" in seen ? [] : [seen]));
      const tried = new Map<number, Tried>();
      const most = await searchHeld(
        { from: spread === "by room" ? guess : firstRooms, most: mostRooms, closeness: 1.25 },
        async (rooms) => {
          let seen = (rooms === firstRooms && inTheMiddle(first)) || (await attempt(target, spread, rooms));
          // What no processor explains may be chance.
          if (!isHeld(seen) && !isFull(seen)) seen = await attempt(target, spread, rooms);
          tried.set(rooms, seen);
          say(`${name}, ${rooms} rooms: ${isHeld(seen) ? "held" : "not held"}; ${wordsOf(seen)}`);
          return isHeld(seen);
        },
      );
      if (spread === "by room" && most > 0) guess = most;
      const next = [...tried.keys()].filter((rooms) => rooms > most).sort((a, b) => a - b)[0];
      const beyond = next === undefined ? "more was not tried" : `${next} not: ${wordsOf(tried.get(next))}`;
      rows.push(...rowsOf(name, costs, most, beyond));
      lines.push(lineOf(nodes, spread, costs, most, beyond));
    } finally {
      await target.stop();
    }
  }
  process.stdout.write(`${head()}\n${lines.join("\n")}\n\n`);
  return rows;
}

async function attempt(target: NodesTarget, spread: Spread, rooms: number): Promise<Tried> {
  try {
    return await target.run(spread, { ...shape, rooms });
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** The one of several rounds that was neither the quickest nor the slowest; what failed is slowest. */
function inTheMiddle(tried: readonly Tried[]): Tried | undefined {
  const p95 = (seen: Tried) => ("failure" in seen ? Number.POSITIVE_INFINITY : seen.p95Ms);
  return [...tried].sort((a, b) => p95(a) - p95(b))[Math.floor(tried.length / 2)];
}

function isHeld(tried: Tried): boolean {
  if ("failure" in tried) return false;
  return tried.share >= held.share && tried.p95Ms <= held.p95Ms && tried.savedP99Ms <= held.savedP99Ms;
}

function wordsOf(tried: Tried | undefined): string {
  if (!tried) return "";
  if ("failure" in tried) return tried.failure;
  const { share, p95Ms, savedP99Ms, busy } = tried;
  const arrived = `${Math.min(100, share * 100).toFixed(0)}% in time, p95 ${p95Ms.toFixed(0)} ms, Saved p99 ${savedP99Ms.toFixed(0)} ms`;
  return `${arrived}; cores in use: ${busyWords(busy)}`;
}

/** Who had no processor left. */
function whatIsFull({ nodes, busiest, people, busiestPeople, postgres, redis }: Busy): string[] {
  return [
    ...(nodes + people + postgres + (redis || 0) > 0.9 * cpus().length ? ["the machine is full"] : []),
    ...(busiestPeople > 0.9 ? ["a process of people is full"] : []),
    ...(busiest > 0.9 ? ["a node is full"] : []),
  ];
}

function isFull(tried: Tried): boolean {
  return "failure" in tried || whatIsFull(tried.busy).length > 0;
}

function busyWords(busy: Busy): string {
  const full = whatIsFull(busy);
  const { nodes, people, postgres, redis } = busy;
  const of = `nodes ${nodes.toFixed(2)}, people ${people.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)}, Redis ${redis.toFixed(2)} of ${cpus().length}`;
  return full.length ? `${of} (${full.join(", ")})` : of;
}

const people = (rooms: number) => rooms * shape.clientsPerRoom;
const msPerUpdate = ({ busy, delivered }: NodesResult) => (busy.nodes * shape.measureMs) / delivered;
const roomsPerCore = ({ busy }: NodesResult) => firstRooms / busy.nodes;

function rowsOf(name: string, costs: readonly NodesResult[], most: number, beyond: string): BenchRow[] {
  const row = (figure: string, unit: string, runs: readonly number[], more: Partial<BenchRow> = {}): BenchRow => ({
    group: "A",
    name: `${name}: ${figure}`,
    unit,
    runs,
    ...more,
  });
  const at = `at ${firstRooms} rooms`;
  return [
    row("rooms held", "rooms", [most], { note: beyond }),
    row("people held", "people", [people(most)]),
    row(
      `delivered in time ${at}`,
      "%",
      costs.map(({ share }) => Math.min(100, share * 100)),
      { budget: { is: "atLeast", value: 95 } },
    ),
    row(`rooms for each core that the nodes use, ${at}`, "rooms", costs.map(roomsPerCore)),
    row(
      `processor of the nodes per delivered update, ${at}`,
      "µs",
      costs.map((cost) => msPerUpdate(cost) * 1_000),
    ),
    row(
      `edit to others, p95, ${at}`,
      "ms",
      costs.map(({ p95Ms }) => p95Ms),
    ),
    row(
      `edit to Saved, p99, ${at}`,
      "ms",
      costs.map(({ savedP99Ms }) => savedP99Ms),
    ),
    row(
      `memory of all nodes, ${at}`,
      "MB",
      costs.map(({ memoryMb }) => memoryMb),
    ),
  ];
}

/** The table of docs/operations.md, ready to be put there. */
function head(): string {
  const at = `at ${firstRooms} rooms`;
  const columns = [
    "nodes",
    "rooms live on",
    "rooms held",
    "people held",
    `rooms for each core that the nodes use, ${at}`,
    `processor of the nodes for each update that reached somebody, ${at}`,
    `memory of all nodes, ${at}`,
    `to others, 95 of 100, ${at}`,
    "and more rooms",
  ];
  return `${line(columns)}\n${line(columns.map(() => "---"))}`;
}

function lineOf(nodes: number, spread: Spread, costs: readonly NodesResult[], most: number, beyond: string): string {
  const middle = (of: (cost: NodesResult) => number) => summarize(costs.map(of)).median;
  const everywhere = nodes === 2 ? "both nodes" : "all nodes";
  return line([
    nodes,
    nodes === 1 ? "the one node" : spread === "by room" ? "one node each" : everywhere,
    most,
    people(most),
    figure(middle(roomsPerCore), 0),
    `${figure(middle(msPerUpdate), 2)} ms`,
    `${figure(
      middle(({ memoryMb }) => memoryMb),
      0,
    )} MB`,
    `${figure(
      middle(({ p95Ms }) => p95Ms),
      0,
    )} ms`,
    beyond,
  ]);
}

/** A dash where nothing was measured. */
function figure(value: number, decimals: number): string {
  return Number.isFinite(value) ? value.toFixed(decimals) : "–";
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
