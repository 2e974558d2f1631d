import { parseArgs } from "node:util";
import { fuzzDocuments } from "../fuzz/documentFuzz.ts";
import { openHostileStudio } from "../fuzz/hostileStudio.ts";
import { fuzzRequests, fuzzSockets } from "../fuzz/processFuzz.ts";
import { type BatchResult, fuzzRoom } from "../fuzz/roomFuzz.ts";
import { runSeed } from "../seed.ts";
import { openRandom } from "../world/random.ts";
import type { BenchRow } from "./benchRow.ts";

/** Mutated frames, requests and documents for `--minutes 10` (1 when it is not said), all of them from `--seed`. */
export async function run(): Promise<BenchRow[]> {
  const minutes = option("minutes") ?? 1;
  const seed = option("seed") ?? runSeed;
  const random = openRandom(seed);
  const end = performance.now() + minutes * 60_000;
  const studio = await openHostileStudio();
  const parts: [name: string, run: () => BatchResult | Promise<BatchResult>][] = [
    ["frames to a room in this process", () => fuzzRoom(random, 20_000)],
    ["frames over sockets to the server", () => fuzzSockets(studio, random, 5_000)],
    ["requests to the server", () => fuzzRequests(studio, random, 500)],
    ["documents and commands", () => fuzzDocuments(random, 20)],
  ];
  const totals = parts.map(([name]) => ({ name, sent: 0, harms: [] as string[] }));
  process.stderr.write(`seed ${seed}\n`);
  try {
    for (let batch = 1; performance.now() < end; batch++) {
      for (const [index, [, runPart]] of parts.entries()) {
        const { sent, harms } = await runPart();
        const total = totals[index];
        if (!total) continue;
        total.sent += sent;
        total.harms.push(...harms);
        for (const harm of harms) process.stderr.write(`batch ${batch}, seed ${seed}: ${harm}\n`);
      }
      process.stderr.write(`batch ${batch}: ${totals.map(({ name, sent }) => `${sent} ${name}`).join(", ")}\n`);
    }
    const { memoryMb } = await studio.figures();
    const none = { is: "atMost", value: 0 } as const;
    return totals.map(({ name, sent, harms }) => ({
      group: "A",
      name: `harm done by ${name}`,
      unit: "harms",
      runs: [harms.length],
      budget: none,
      note: `${sent.toLocaleString("en")} sent, seed ${seed}, ${Math.round(memoryMb)} MB at the end`,
    }));
  } finally {
    await studio.close();
  }
}

function option(name: "minutes" | "seed"): number | undefined {
  const options = { minutes: { type: "string" }, seed: { type: "string" } } as const;
  const text = parseArgs({ options, strict: false }).values[name];
  return text === undefined ? undefined : Number(text);
}
