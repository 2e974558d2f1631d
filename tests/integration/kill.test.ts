import { expect, test } from "vitest";
import { runSeed } from "../seed.ts";
import { runKillRounds } from "./killRounds.ts";

test("D8 whatever moment the server is killed at, every edit it called saved is there again, once", async () => {
  const result = await runKillRounds(30, runSeed);
  console.log(`seed ${runSeed}: ${result.rounds} kills, ${result.acknowledged} edits called saved`);
  expect(result.lost).toEqual([]);
  expect(result.doubled).toEqual([]);
  expect(result.missing).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(300);
}, 300_000);
