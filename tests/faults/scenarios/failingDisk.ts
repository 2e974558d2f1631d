import { limits } from "../../../shared/limits.ts";
import { until } from "../../integration/syncClient.ts";
import { failWrites, fileSizeLimitObstacle } from "../fileSizeLimit.ts";
import type { Scenario } from "../scenario.ts";

/** Every write fails until changes are refused; somebody comes to read meanwhile; then writing works again. */
export const failingDisk: Scenario = {
  name: "failing",
  fault: "a disk whose every write fails",
  subject: "studio",
  obstacle: fileSizeLimitObstacle,
  async round(bed) {
    await bed.everybodyIn();
    const before = bed.refusals;
    let joined = 0;
    await bed.workDuring(async () => {
      await bed.someTime(500);
      failWrites(bed.server.pid, true);
      await until(() => bed.refusals > before, "changes are refused", limits.unsavedMs * 6);
      const reader = bed.openReader();
      await until(() => reader.provider.synced, "somebody can read while nothing can be saved", 30_000);
      joined += 1;
      reader.close();
      failWrites(bed.server.pid, false);
      const { acknowledged } = bed.oplog;
      await until(() => bed.oplog.acknowledged > acknowledged, "it saves again", 60_000);
    });
    await bed.server.kill();
    return { "readers meanwhile": joined };
  },
};
