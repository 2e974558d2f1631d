import type { Scenario } from "./scenario.ts";
import { clockJump } from "./scenarios/clockJump.ts";
import { corruptLog } from "./scenarios/corruptLog.ts";
import { deadThread } from "./scenarios/deadThread.ts";
import { failingDisk } from "./scenarios/failingDisk.ts";
import { fullDisk } from "./scenarios/fullDisk.ts";
import { halfOpen, halfOpenLong } from "./scenarios/halfOpen.ts";
import { kill } from "./scenarios/kill.ts";
import { powerLoss } from "./scenarios/powerLoss.ts";
import { restartStorm } from "./scenarios/restartStorm.ts";
import { slowDisk } from "./scenarios/slowDisk.ts";
import { staleClient } from "./scenarios/staleClient.ts";
import { stuckReader } from "./scenarios/stuckReader.ts";
import { versionSkew } from "./scenarios/versionSkew.ts";

/** Every fault, with the rounds of a long run where no number is asked for. */
export const scenarios: readonly { scenario: Scenario; rounds: number }[] = [
  { scenario: kill, rounds: 100 },
  { scenario: slowDisk, rounds: 10 },
  { scenario: failingDisk, rounds: 3 },
  { scenario: fullDisk, rounds: 3 },
  { scenario: deadThread, rounds: 20 },
  { scenario: powerLoss, rounds: 10 },
  { scenario: corruptLog, rounds: 15 },
  { scenario: halfOpen, rounds: 10 },
  { scenario: halfOpenLong, rounds: 2 },
  { scenario: stuckReader, rounds: 3 },
  { scenario: restartStorm({ clients: 1_000, restarts: 20, everyMs: 6_000 }), rounds: 1 },
  { scenario: clockJump, rounds: 10 },
  { scenario: versionSkew, rounds: 5 },
  { scenario: staleClient, rounds: 10 },
];
