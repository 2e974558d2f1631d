import { expect, test } from "vitest";
import { kill } from "../faults/scenarios/kill.ts";
import { openShortRuns } from "../faults/shortRun.ts";
import { runSeed } from "../seed.ts";
import { newTestStore } from "../services/testStore.ts";

test("D8 whatever moment the server is killed at, every edit it called saved is there again, once", async () => {
  const runs = openShortRuns();
  const store = await newTestStore();
  const { rounds, acknowledged } = await runs.run(kill, 30, store.env);
  console.log(`seed ${runSeed}: ${rounds} kills, ${acknowledged} edits called saved`);
  expect(acknowledged).toBeGreaterThan(300);
  runs.close();
  await store.remove();
}, 600_000);
