import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { databaseFile } from "../../../server/store/database.ts";
import type { Bed } from "../bed.ts";
import { copyStandingStill, tearLog } from "../crashImage.ts";
import type { Scenario } from "../scenario.ts";

const imagesPerRound = 3;

/**
 * Images of the disk as power loss may leave it: all that was waited for (`synchronous=FULL`), and of what was written
 * after it any sector or none. From each a fresh process reads the map.
 */
export const powerLoss: Scenario = {
  name: "power",
  fault: "power loss: the disk with its last sectors torn",
  subject: "studio",
  obstacle: () => (existsSync("/proc/self/stat") ? undefined : "needs Linux (/proc)"),
  async round(bed) {
    await bed.everybodyIn();
    let images = 0;
    await bed.workDuring(async () => {
      for (let tries = imagesPerRound * 3; tries > 0 && images < imagesPerRound; tries--)
        if (await checkOneImage(bed)) images += 1;
    });
    return { images };
  },
};

async function checkOneImage(bed: Bed): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "kept-image-"));
  try {
    const [before, after] = [join(folder, "before"), join(folder, "after")];
    let promised: string[] = [];
    await bed.someTime(200);
    await copyStandingStill(bed.server.pid, bed.dataDir, before, () => (promised = bed.oplog.acknowledgedIds()));
    await bed.someTime(100);
    await copyStandingStill(bed.server.pid, bed.dataDir, after, () => {});
    if (!tearLog(before, after, bed.random)) return false;
    const found = bed.readFrom(before);
    const kept = new Set(found);
    const lost = promised.filter((id) => !kept.has(id));
    if (lost.length > 0) throw new Error(`Power loss took ${lost.length} acknowledged edits: ${lost.join(", ")}`);
    if (kept.size !== found.length) throw new Error("After power loss edits are there twice.");
    const db = new Sqlite(databaseFile(before));
    const says = db.pragma("integrity_check", { simple: true });
    db.close();
    if (says !== "ok") throw new Error(`After power loss the database is damaged: ${String(says)}`);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
