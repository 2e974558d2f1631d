import { afterAll, expect, test } from "vitest";
import { failingDisk } from "../faults/scenarios/failingDisk.ts";
import { fullDisk } from "../faults/scenarios/fullDisk.ts";
import { openShortRuns } from "../faults/shortRun.ts";

const runs = openShortRuns();
afterAll(() => runs.close());

test("FT3 while every write fails changes are refused and reading goes on, and afterwards all of it is saved", async () => {
  expect((await runs.run(failingDisk, 1)).refusals).toBeGreaterThan(0);
}, 240_000);

test("FT4 the same on a disk that is full and then has space again", async () => {
  expect((await runs.run(fullDisk, 1)).refusals).toBeGreaterThan(0);
}, 240_000);
