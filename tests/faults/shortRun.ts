import { runSeed } from "../seed.ts";
import { expectKept } from "./expectKept.ts";
import { type Outcome, runScenario, type Scenario } from "./scenario.ts";
import { studioSubject, roomsSubject, type BundledSubject } from "./subjects.ts";

/** The servers that the tests of one file share, each bundled once. */
export interface ShortRuns {
  /** Runs a few rounds and expects that everything was kept. @throws with the remedy when this machine cannot do it. */
  run(scenario: Scenario, rounds: number, env?: Record<string, string>): Promise<Outcome>;
  close(): void;
}

export function openShortRuns(): ShortRuns {
  const subjects = new Map<string, Promise<BundledSubject>>();
  const open = { studio: studioSubject, rooms: roomsSubject };
  return {
    async run(scenario, rounds, env = {}) {
      const obstacle = scenario.obstacle?.();
      if (obstacle !== undefined) throw new Error(`"${scenario.fault}" ${obstacle}`);
      const subject = subjects.get(scenario.subject) ?? open[scenario.subject]();
      subjects.set(scenario.subject, subject);
      const outcome = await runScenario(scenario, { subject: await subject, rounds, seed: runSeed, env });
      expectKept(outcome);
      return outcome;
    },
    close() {
      for (const subject of subjects.values()) void subject.then((bundled) => bundled.remove());
    },
  };
}
