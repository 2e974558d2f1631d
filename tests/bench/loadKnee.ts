import type { BenchRow } from "./benchRow.ts";
import type { Crowd } from "./loadCrowd.ts";
import type { LoadStudio } from "./loadStudio.ts";
import { quantile, sleep } from "./roomLoad.ts";

export interface KneeOptions {
  /** People who come with each step, and where the search ends. */
  step: number;
  most: number;
  perRoom: number;
  warmUpMs: number;
  watchMs: number;
  /** After so long no further step begins. */
  withinMs: number;
  /** Lets so many more people in, for a minute at most, and all of them work. */
  grow: (people: number) => Promise<void>;
}

/** What is promised at the rated load; beyond the knee the first of them is broken. */
const promised = { othersP99Ms: 100, savedP95Ms: 250 };

/** More and more people, until a promise is broken or newcomers are refused. One row: how many were held, and what broke first. */
export async function findKnee(studio: LoadStudio, crowd: Crowd, options: KneeOptions): Promise<BenchRow> {
  const { step, most, perRoom, warmUpMs, watchMs, withinMs, grow } = options;
  const startedAt = performance.now();
  let held = 0;
  let why = `no promise was broken up to ${most} people, where the search ends`;
  for (let size = step; size <= most; size += step) {
    if (performance.now() - startedAt > withinMs) {
      why = `no promise was broken in the ${Math.round(withinMs / 60_000)} minutes that this search may take`;
      break;
    }
    const refusalsBefore = studio.refusals;
    await grow(step);
    await sleep(warmUpMs);
    let { broken, figures } = await watch(studio, crowd, watchMs);
    // Once is chance.
    if (broken.length > 0) ({ broken, figures } = await watch(studio, crowd, watchMs));
    const refused = studio.refusals - refusalsBefore;
    if (refused > 0) broken.push(`${refused} were asked to come later`);
    process.stderr.write(`${size} people: ${broken.length ? "not held" : "held"}; ${figures}\n`);
    if (broken.length > 0) {
      why = `at ${size}: ${broken.join(", ")} (${figures})`;
      break;
    }
    held = size;
  }
  return {
    group: "A",
    name: `the knee: people held in rooms of ${perRoom}, to others p99 ≤ ${promised.othersP99Ms} ms, Saved p95 ≤ ${promised.savedP95Ms} ms, nobody refused`,
    unit: "people",
    runs: [held],
    note: why,
  };
}

/** What is broken among those who should be in, and the figures. */
async function watch(studio: LoadStudio, crowd: Crowd, ms: number): Promise<{ broken: string[]; figures: string }> {
  const before = await readBusy(studio);
  const seen = await crowd.watch(ms);
  const after = await readBusy(studio);
  const share = (part: keyof Busy) => (after[part] - before[part]) / (after.atMs - before.atMs);
  const othersP99 = quantile(seen.propagationMs, 0.99);
  const savedP95 = quantile(seen.savedMs, 0.95);
  const closes = [...seen.closes].map(([code, count]) => `${code ?? "none"} × ${count}`).join(", ");
  const times = `to others p99 ${othersP99.toFixed(0)} ms, Saved p95 ${savedP95.toFixed(0)} ms`;
  return {
    broken: [
      ...(crowd.synced < crowd.size ? [`${crowd.size - crowd.synced} are not in`] : []),
      ...(closes ? [`closed: ${closes}`] : []),
      ...(othersP99 <= promised.othersP99Ms && savedP95 <= promised.savedP95Ms ? [] : ["slower than promised"]),
    ],
    figures:
      `${times}; the studio used ${share("cpuMs").toFixed(2)} cores, its main thread was busy ${(share("mainMs") * 100).toFixed(0)}% ` +
      `of the time, the people's process used ${share("peopleMs").toFixed(2)} cores; at most ${studio.peakMb().toFixed(0)} MB`,
  };
}

/** Running totals in milliseconds, and when they were read. */
interface Busy {
  atMs: number;
  /** Processor time of the studio, all threads. */
  cpuMs: number;
  /** Time in which its main thread was at work. */
  mainMs: number;
  /** Processor time of this process, where the people are. */
  peopleMs: number;
}

async function readBusy(studio: LoadStudio): Promise<Busy> {
  const { text } = await studio.get("/metrics");
  const [, active] = /^kept_event_loop_active_seconds_total (\S+)/m.exec(text) ?? [];
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    cpuMs: studio.cpuMs(),
    mainMs: Number(active) * 1_000,
    peopleMs: (user + system) / 1_000,
  };
}
