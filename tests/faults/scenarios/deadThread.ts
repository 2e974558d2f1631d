import type { Scenario } from "../scenario.ts";

/** The thread that writes to disk ends, several times in the middle of work. */
export const deadThread: Scenario = {
  name: "thread",
  fault: "the thread that writes to disk ends",
  subject: "rooms",
  async round(bed) {
    await bed.everybodyIn();
    const deaths = 5;
    await bed.workDuring(async () => {
      for (let left = deaths; left > 0; left--) {
        await bed.someTime(200);
        process.kill(bed.server.pid, "SIGUSR2");
      }
      await bed.someTime(100);
    });
    await bed.server.kill();
    return { deaths };
  },
};
