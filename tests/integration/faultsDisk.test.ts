import { afterAll, expect, test } from "vitest";
import { corruptLog } from "../faults/scenarios/corruptLog.ts";
import { deadThread } from "../faults/scenarios/deadThread.ts";
import { powerLoss } from "../faults/scenarios/powerLoss.ts";
import { slowDisk } from "../faults/scenarios/slowDisk.ts";
import { openShortRuns } from "../faults/shortRun.ts";

const runs = openShortRuns();
afterAll(() => runs.close());

test("FT2 a disk that takes seconds for a commit makes people wait for Saved, and loses nothing", async () => {
  await runs.run(slowDisk, 1);
}, 240_000);

test("FT5 the thread that writes to disk may end at any moment", async () => {
  await runs.run(deadThread, 2);
}, 240_000);

test("FT6 power loss takes nothing that was acknowledged, whatever it leaves of the last sectors", async () => {
  expect((await runs.run(powerLoss, 1)).seen.images).toBeGreaterThan(0);
}, 240_000);

test("FT7 a map with damaged, foreign and missing rows opens, and people who hold what is missing fill it in", async () => {
  expect(Object.keys((await runs.run(corruptLog, 5)).seen)).toHaveLength(5);
}, 240_000);
