import Sqlite from "better-sqlite3";
import { databaseFile } from "../../../server/store/database.ts";
import type { Scenario } from "../scenario.ts";

/** Commits that take up to two seconds: another connection holds the right to write. The server dies in the last wait. */
export const slowDisk: Scenario = {
  name: "slow",
  fault: "a disk that takes up to 2 s for a commit",
  subject: "studio",
  async round(bed) {
    await bed.everybodyIn();
    const brake = new Sqlite(databaseFile(bed.dataDir));
    await bed.workDuring(async () => {
      for (let waits = 3; waits > 0; waits--) {
        await bed.someTime(150);
        brake.exec("BEGIN IMMEDIATE");
        await bed.someTime(2_000);
        if (waits > 1) brake.exec("COMMIT");
      }
    });
    await bed.server.kill();
    brake.close();
    return { waits: 3 };
  },
};
