import { afterAll, beforeAll, expect, test } from "vitest";
import type { LibraryPlay } from "../../shared/api/maps.ts";
import { limits } from "../../shared/limits.ts";
import { type Caller, type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let program: Caller;

beforeAll(async () => {
  studio = await startStudio();
  program = studio.program();
});
afterAll(() => studio.close());

const play = {
  id: "late",
  title: "Delay over 3 hours",
  owner: "Duty manager",
  trigger: { metric: "delay", operator: ">", threshold: 180, unit: "min", automatic: true },
} as const;

async function newMap(title: string, plays: readonly object[]): Promise<string> {
  const journey = { format: "kept.journey", version: 1, title, plays };
  return (await program.post("/api/v1/maps", { journey })).body.id;
}

const library = async (caller: Caller, map: string): Promise<LibraryPlay[]> =>
  (await caller.get("/api/v1/plays")).body.filter((each: LibraryPlay) => each.map === map);

test("H23 the library lists the plays of every map one may open, and of no other", async () => {
  const mine = await newMap("Trip", [play, { id: "bare", title: "Nothing written" }]);
  const other = await newMap("Other", [play]);
  expect(await library(program, mine)).toEqual([
    {
      map: mine,
      mapTitle: "Trip",
      id: "late",
      title: "Delay over 3 hours",
      trigger: "Starts by itself when delay is more than 180 min",
      owner: "Duty manager",
      score: 25,
    },
    { map: mine, mapTitle: "Trip", id: "bare", title: "Nothing written", trigger: null, owner: null, score: 0 },
  ]);
  const guest = await studio.guest(mine, "viewer");
  expect(await library(guest, mine)).toHaveLength(2);
  expect(await library(guest, other)).toEqual([]);
  expect((await studio.visitor().get("/api/v1/plays")).status).toBe(401);
  // The list of maps stays as small as it was.
  expect((await program.get("/api/v1/maps")).body.find(({ id }: { id: string }) => id === mine)).not.toHaveProperty(
    "plays",
  );
});

test("H23 the library follows changes, and forgets a map in the bin", async () => {
  const map = await newMap("Changing", [play]);
  await program.post(`/api/v1/maps/${map}/commands`, [
    { command: "patchPlay", args: { id: "late", fields: { title: "Very late", owner: null } } },
    { command: "addPlay", args: { id: "second", title: "Second" } },
  ]);
  await expect
    .poll(() => library(program, map), { timeout: 20_000 })
    .toMatchObject([{ title: "Very late", owner: null }, { title: "Second" }]);
  await program.delete(`/api/v1/maps/${map}`);
  expect(await library(program, map)).toEqual([]);
});

test("H23 of a map with very many plays the library lists a bounded number, a line each", async () => {
  const many = Array.from({ length: limits.libraryPlaysPerMap + 5 }, (_, index) => ({
    id: `p${index}`,
    title: "x".repeat(limits.libraryChars + 100),
  }));
  const listed = await library(program, await newMap("Many", many));
  expect(listed).toHaveLength(limits.libraryPlaysPerMap);
  expect(listed[0]?.title).toHaveLength(limits.libraryChars);
});
