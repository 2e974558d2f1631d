import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../integration/syncClient.ts";
import type { Bed } from "../bed.ts";
import type { Scenario } from "../scenario.ts";

const hour = 3_600_000;
/** Forwards and backwards, from a leap of a bad time server to a battery that ran out. */
const jumps = [2 * hour, -5 * hour, 400 * 24 * hour, -400 * 24 * hour, 3 * hour];

let folder = "";

/** The server's wall clock jumps while people work. Nobody is sent away for it, and nothing waits for a time to come again. */
export const clockJump: Scenario = {
  name: "clock",
  fault: "a wall clock that jumps by hours and by a year",
  subject: "studio",
  async prepare() {
    folder = mkdtempSync(join(tmpdir(), "kept-clock-"));
    const env = {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, "../jumpingClock.mjs")}`,
      KEPT_TEST_CLOCK: join(folder, "clock"),
    };
    return { bed: { env }, end: async () => rmSync(folder, { recursive: true, force: true }) };
  },
  async round(bed) {
    await bed.everybodyIn();
    const closesBefore = closesOf(bed);
    await bed.workDuring(async () => {
      for (const jump of jumps) {
        await bed.someTime(150);
        await jumpBy(bed, jump);
        const { acknowledged } = bed.oplog;
        await until(() => bed.oplog.acknowledged > acknowledged + 10, "it saves after a jump", 30_000);
      }
    });
    const sentAway = closesOf(bed) - closesBefore;
    if (sentAway > 0) throw new Error(`${sentAway} connections were closed when the clock jumped.`);
    return { jumps: jumps.length };
  },
};

/** Tells the server's process what time it is, and waits until it believes it. */
async function jumpBy(bed: Bed, ms: number): Promise<void> {
  const file = join(folder, "clock");
  writeFileSync(file, String(ms));
  process.kill(bed.server.pid, "SIGUSR2");
  await until(() => readFileSync(file, "utf8") === "done", "the clock jumps", 10_000);
}

function closesOf(bed: Bed): number {
  return bed.people.reduce((sum, { client }) => sum + client.closes.length, 0);
}
