import { openLightCrowd } from "../lightCrowd.ts";
import { until } from "../../integration/syncClient.ts";
import type { Scenario } from "../scenario.ts";

export interface Storm {
  clients: number;
  restarts: number;
  /** From one start to the next. */
  everyMs: number;
}

const maps = Array.from({ length: 25 }, (_, index) => `crowd${index}`);

/** The server is killed and started again and again while everybody who was there comes back each time. */
export function restartStorm({ clients, restarts, everyMs }: Storm): Scenario {
  return {
    name: "storm",
    fault: `${restarts} restarts while ${clients} clients come back`,
    subject: "rooms",
    prepare: async () => ({ bed: { env: { KEPT_MAPS: ["map", ...maps].join(",") } }, end: async () => {} }),
    async round(bed) {
      const crowd = openLightCrowd(bed.server.url, maps, clients, bed.random);
      try {
        await until(() => crowd.synced === clients, "the crowd is in", 120_000);
        let backAfterMs = 0;
        await bed.workDuring(async () => {
          for (let left = restarts; left > 0; left--) {
            await bed.someTime(everyMs * 2);
            await bed.restart();
          }
          const startedAt = performance.now();
          await until(() => crowd.synced === clients, "everybody is back", 120_000);
          backAfterMs = performance.now() - startedAt;
        });
        return { restarts, "times somebody came back": crowd.returns - clients, "ms until all were back": backAfterMs };
      } finally {
        crowd.close();
      }
    },
  };
}
