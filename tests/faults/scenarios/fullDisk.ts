import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { limits } from "../../../shared/limits.ts";
import { until } from "../../integration/syncClient.ts";
import type { Bed } from "../bed.ts";
import type { Scenario, Seen } from "../scenario.ts";
import { mountObstacle, mountSmallDisk } from "../smallDisk.ts";

const ballast = "ballast";

/** A real file system without a byte left, until changes are refused; somebody comes to read; then there is space again. */
export const fullDisk: Scenario = {
  name: "full",
  fault: "a full disk, then space again",
  subject: "studio",
  obstacle: mountObstacle,
  async prepare() {
    const disk = mountSmallDisk(48_000_000);
    const dataDir = join(disk.folder, "data");
    mkdirSync(dataDir);
    return { bed: { dataDir }, end: async () => disk.unmount() };
  },
  async round(bed: Bed): Promise<Seen> {
    await bed.everybodyIn();
    const before = bed.refusals;
    await bed.workDuring(async () => {
      await bed.someTime(300);
      // What commits free of the log of the last seconds is taken at once.
      const filling = setInterval(() => fill(bed.dataDir), 20);
      try {
        await until(() => bed.refusals > before, "changes are refused", limits.unsavedMs * 6);
        const reader = bed.openReader();
        await until(() => reader.provider.synced, "somebody can read while nothing can be saved", 30_000);
        reader.close();
      } finally {
        clearInterval(filling);
        rmSync(join(bed.dataDir, "..", ballast), { force: true });
      }
      const { acknowledged } = bed.oplog;
      await until(() => bed.oplog.acknowledged > acknowledged, "it saves again", 60_000);
    });
    await bed.server.kill();
    return { "readers meanwhile": 1 };
  },
};

/** Writes until nothing goes any more. */
function fill(dataDir: string): void {
  const file = openSync(join(dataDir, "..", ballast), "a");
  try {
    const chunk = Buffer.alloc(4_096);
    const { bavail, bsize } = statfsSync(dataDir);
    for (let left = bavail * bsize; left > 0; left -= chunk.length) writeSync(file, chunk);
    fsyncSync(file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    closeSync(file);
  }
}
