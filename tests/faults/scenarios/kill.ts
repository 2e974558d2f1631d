import type { Scenario } from "../scenario.ts";

/** SIGKILL at a random moment: mostly while people work, sometimes while they still come in. */
export const kill: Scenario = {
  name: "kill",
  fault: "kill -9 of the server",
  subject: "studio",
  async round(bed) {
    if (bed.random.chance(0.8)) await bed.everybodyIn();
    await bed.workDuring(() => bed.someTime(400));
    await bed.server.kill();
    return {};
  },
};
