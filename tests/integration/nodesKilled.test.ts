import { expect, test } from "vitest";
import { must } from "../../shared/assert.ts";
import { expectKept } from "../faults/expectKept.ts";
import { openNodesBed } from "../faults/nodesBed.ts";
import { nodesScenarios } from "../faults/nodesScenarios.ts";
import { runRounds } from "../faults/scenario.ts";
import { runSeed } from "../seed.ts";

const { nodeKilled, postgresStopped, ...others } = nodesScenarios;

test("N16 nodes are killed and PostgreSQL is restarted under people who go on at another node: nothing that was called saved is lost, nothing is there twice", async () => {
  const bed = await openNodesBed(runSeed);
  const rounds = 4;
  const outcome = await runRounds(bed, (on) => (on.round === 2 ? postgresStopped : nodeKilled).round(on), { rounds });
  expectKept(outcome);
  expect(outcome.seen["nodes killed"]).toBe(rounds - 1);
  console.log(`seed ${runSeed}: ${outcome.acknowledged} edits saved`);
}, 300_000);

test("N18 whatever of the database, of Redis and of the other node a node cannot reach for a while, nothing that was called saved is lost or there twice, and everybody has the same when it heals", async () => {
  const bed = await openNodesBed(runSeed);
  const all = Object.values(others);
  const outcome = await runRounds(bed, (on) => must(all[on.round], "one for each round").round(on), {
    rounds: all.length,
  });
  expectKept(outcome);
  console.log(`seed ${runSeed}: ${outcome.acknowledged} edits saved`);
}, 300_000);
