import { type NodesScenario, nodesScenarios, runNodesScenario } from "./nodesScenarios.ts";
import { type Outcome, type RunOptions, runScenario, type Scenario } from "./scenario.ts";
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
import { subjectOf } from "./subjects.ts";

/** A fault that can be done again and again, whatever it is done to. */
export interface LongRun {
  /** What it is called on the command line. */
  name: string;
  fault: string;
  /** Of a long run where no number is asked for. */
  rounds: number;
  obstacle?: Scenario["obstacle"];
  run(options: Pick<RunOptions, "rounds" | "seed" | "onRound">): Promise<Outcome>;
}

/** Every fault. */
export const longRuns: readonly LongRun[] = [
  onServer(kill, 100),
  onServer(slowDisk, 10),
  onServer(failingDisk, 3),
  onServer(fullDisk, 3),
  onServer(deadThread, 20),
  onServer(powerLoss, 10),
  onServer(corruptLog, 15),
  onServer(halfOpen, 10),
  onServer(halfOpenLong, 2),
  onServer(stuckReader, 3),
  onServer(restartStorm({ clients: 1_000, restarts: 20, everyMs: 6_000 }), 1),
  onServer(clockJump, 10),
  onServer(versionSkew, 5),
  onServer(staleClient, 10),
  onNodes(nodesScenarios.nodeKilled, 20),
  onNodes(nodesScenarios.postgresStopped, 10),
  onNodes(nodesScenarios.postgresCut, 10),
  onNodes(nodesScenarios.redisStopped, 5),
  onNodes(nodesScenarios.redisFlushed, 5),
  onNodes(nodesScenarios.redisCut, 5),
  onNodes(nodesScenarios.nodesApart, 10),
  onNodes(nodesScenarios.nodeAlone, 10),
];

function onServer(scenario: Scenario, rounds: number): LongRun {
  return {
    ...scenario,
    rounds,
    async run(options) {
      const subject = await subjectOf(scenario);
      try {
        return await runScenario(scenario, { ...options, subject });
      } finally {
        subject.remove();
      }
    },
  };
}

function onNodes(scenario: NodesScenario, rounds: number): LongRun {
  return { ...scenario, rounds, run: (options) => runNodesScenario(scenario, options) };
}
