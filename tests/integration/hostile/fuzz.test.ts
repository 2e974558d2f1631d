import { expect, test } from "vitest";
import { fuzzDocuments } from "../../fuzz/documentFuzz.ts";
import { openHostileStudio } from "../../fuzz/hostileStudio.ts";
import { fuzzRequests, fuzzSockets } from "../../fuzz/processFuzz.ts";
import { fuzzRoom } from "../../fuzz/roomFuzz.ts";
import { runSeed } from "../../seed.ts";
import { openRandom } from "../../world/random.ts";

// A bounded run on every change; `npm run bench -- fuzz --minutes 10` goes on for long. All chance comes from the run's seed.

test("HX9 mutated frames of every type harm nobody else in the room, nor what a restart finds", async () => {
  const random = openRandom(runSeed);
  for (let batch = 0; batch < 4; batch++) expect((await fuzzRoom(random, 1_500)).harms).toEqual([]);
});

test("HX9 mutated frames over real sockets leave the process alive and the honest pair at work", async () => {
  const studio = await openHostileStudio();
  const { harms } = await fuzzSockets(studio, openRandom(runSeed), 3_000);
  expect(harms).toEqual([]);
  await studio.close();
});

test("HX10 mutated requests of every route are answered or refused in words, never by an error of the studio", async () => {
  const studio = await openHostileStudio();
  const { harms } = await fuzzRequests(studio, openRandom(runSeed), 600);
  expect(harms).toEqual([]);
  await studio.close();
});

test("HX11 mutated journeys and commands are taken or refused as expected failures, and what is taken can be read", () => {
  expect(fuzzDocuments(openRandom(runSeed), 60).harms).toEqual([]);
});
