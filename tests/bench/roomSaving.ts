import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "../../server/store/database.ts";
import { openUpdateLogTables } from "../../server/store/updateLogTables.ts";
import { openSqliteUpdateLog } from "../../server/store/updateLogSqlite.ts";
import { quantile, sleep } from "./roomLoad.ts";

const warmUp = 4_000;
const updates = 8_000;
const perSecond = 2_000;

/** Processor time an update costs, in µs: in our log with its groups, and with a commit for each. */
export async function savingCosts(): Promise<{ grouped: number; each: number }> {
  const folder = mkdtempSync(join(tmpdir(), "kept-saving-"));
  const entry = (i: number) => ({
    map: "map",
    generation: "gen",
    user: "ann",
    bytes: new Uint8Array(40).fill(i),
    newClients: [],
  });
  try {
    const log = openSqliteUpdateLog({ file: join(folder, "grouped.db") });
    await log.create("map", "gen", new Uint8Array([0, 0]));
    const grouped = await paced((i) => log.append(entry(i)));
    await log.close();
    const db = openSqlite(join(folder, "each.db"));
    const tables = openUpdateLogTables(db);
    tables.create("map", "gen", new Uint8Array([0, 0]));
    const each = await paced((i) => tables.append([entry(i)]));
    db.close();
    return { grouped, each };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does `work` so often a second, and gives the processor time of one in µs, without that of waiting alone. */
async function paced(work: (index: number) => unknown): Promise<number> {
  await pace(work, warmUp);
  const idle = await cpuOf(async () => pace(() => undefined, updates));
  const busy = await cpuOf(async () => pace(work, updates));
  return (busy - idle) / updates;
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

async function pace(work: (index: number) => unknown, count: number): Promise<void> {
  const pending: unknown[] = [];
  const start = performance.now();
  for (let i = 0; i < count;) {
    for (const due = ((performance.now() - start) / 1_000) * perSecond; i < due && i < count; i++)
      pending.push(work(i));
    await sleep(1);
  }
  await Promise.all(pending);
}

/** How long this machine takes to put a few bytes on disk, in ms: half of the tries are faster. */
export function syncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), "kept-fsync-"));
  const file = openSync(join(folder, "probe"), "w");
  const times: number[] = [];
  for (let i = 0; i < 100; i++) {
    const startedAt = performance.now();
    writeSync(file, Buffer.alloc(4096, i));
    fsyncSync(file);
    times.push(performance.now() - startedAt);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return quantile(times, 0.5);
}
