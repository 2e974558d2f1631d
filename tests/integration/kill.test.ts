import { expect, test } from "vitest";
import { kill } from "../faults/scenarios/kill.ts";
import { openShortRuns } from "../faults/shortRun.ts";
import { runSeed } from "../seed.ts";
import { isOnPostgres, newTestStore } from "../services/testStore.ts";

test("D8 whatever moment the server is killed at, every edit it called saved is there again, once", async () => {
  const runs = openShortRuns();
  const store = await newTestStore();
  // PostgreSQL's rounds cost twice as much and try the same; the bench does hundreds of either.
  const { rounds, acknowledged } = await runs.run(kill, isOnPostgres ? 4 : 8, store.env);
  console.log(`seed ${runSeed}: ${rounds} kills, ${acknowledged} edits called saved`);
  expect(acknowledged).toBeGreaterThan(10 * rounds);
  runs.close();
  await store.remove();
}, 600_000);
