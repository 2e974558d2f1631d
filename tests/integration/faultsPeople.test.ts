import { afterAll, expect, test } from "vitest";
import { clockJump } from "../faults/scenarios/clockJump.ts";
import { halfOpen } from "../faults/scenarios/halfOpen.ts";
import { restartStorm } from "../faults/scenarios/restartStorm.ts";
import { staleClient } from "../faults/scenarios/staleClient.ts";
import { stuckReader } from "../faults/scenarios/stuckReader.ts";
import { versionSkew } from "../faults/scenarios/versionSkew.ts";
import { openShortRuns } from "../faults/shortRun.ts";

const runs = openShortRuns();
afterAll(() => runs.close());

test("FT8 people on wires that went dead without a word come back on others, while the server still holds the first", async () => {
  await runs.run(halfOpen, 2);
}, 240_000);

test("FT9 one who never reads is let go, and nobody waits for him", async () => {
  await runs.run(stuckReader, 1);
}, 240_000);

test("FT10 in a storm of restarts everybody comes back each time", async () => {
  await runs.run(restartStorm({ clients: 60, restarts: 3, everyMs: 300 }), 1);
}, 240_000);

test("FT11 when the server's wall clock jumps by hours and by a year, nobody is sent away and everything is saved", async () => {
  await runs.run(clockJump, 1);
}, 240_000);

test("FT12 clients of an older version are turned away beside the work of others, and what a newer one writes is kept", async () => {
  expect((await runs.run(versionSkew, 1)).seen).toMatchObject({ "turned away": 2, "newer clients": 1 });
}, 240_000);

test("FT13 work on an old copy arrives once, and a copy of another history is turned away", async () => {
  await runs.run(staleClient, 1);
}, 240_000);
