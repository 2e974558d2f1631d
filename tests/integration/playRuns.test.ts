import { afterAll, beforeAll, expect, test } from "vitest";
import { storedRun } from "../../shared/api/runs.ts";
import { limits } from "../../shared/limits.ts";
import type { Play } from "../../shared/model/kinds.ts";
import { type PlayRun, type RunEvent, startRun } from "../../shared/recovery/playRun.ts";
import { recordEvent } from "../../shared/recovery/runState.ts";
import { type Caller, type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let program: Caller;
let map: string;
let vera: Caller;

beforeAll(async () => {
  studio = await startStudio();
  program = studio.program();
  map = await newMap();
  vera = await studio.guest(map, "viewer", "Vera");
});
afterAll(() => studio.close());

async function newMap(): Promise<string> {
  return (await program.post("/api/v1/maps", { title: "Shift" })).body.id;
}

const play = {
  id: "delay",
  title: "Delay",
  steps: [
    { phase: "acknowledge", text: "Say sorry" },
    { phase: "fix", text: "Put it right" },
  ],
} as unknown as Play;

const at = (minutes: number) => new Date(Date.parse("2024-06-03T08:00:00.000Z") + minutes * 60_000).toISOString();

function begin(id: string, minutes = 0): PlayRun {
  return startRun(play, { id, detectedAt: at(minutes), now: at(minutes), today: "2024-06-03" });
}

function after(run: PlayRun, ...events: RunEvent[]): PlayRun {
  return events.reduce((before, event) => {
    const next = recordEvent(before, event);
    if (typeof next === "string") throw new Error(next);
    return next;
  }, run);
}

function put(caller: Caller, run: PlayRun, to = map, id = run.id) {
  return caller.send("PUT", `/api/v1/maps/${to}/runs/${encodeURIComponent(id)}`, JSON.stringify(run), {
    "content-type": "application/json",
  });
}

async function list(caller: Caller, query = "", of = map) {
  const { status, body } = await caller.get(`/api/v1/maps/${of}/runs${query}`);
  expect(status).toBe(200);
  return storedRun.array().parse(body);
}

test("PR1 a viewer records a run, once however often it is sent, and everybody who may look sees whose it is", async () => {
  const run = after(begin("run-1"), { type: "tick", at: at(4), step: 0 });
  const first = await put(vera, run);
  expect(first.status).toBe(200);
  const again = await Promise.all([put(vera, run), put(vera, run), put(vera, run)]);
  expect(again.map(({ body }) => body)).toEqual([first.body, first.body, first.body]);
  const seen = await list(program);
  expect(seen).toEqual([
    { run, by: { id: expect.stringMatching(/^guest-/), name: "Vera" }, updatedAt: expect.any(String) },
  ]);
  expect(await list(await studio.guest(map, "viewer", "Ben"))).toEqual(seen);
  expect((await put(studio.visitor(), run)).status).toBe(401);
});

test("PR2 only its author continues a run, and what is stored of it never changes", async () => {
  const run = begin("run-2");
  const more = after(run, { type: "tick", at: at(4), step: 0 });
  await put(vera, run);
  expect((await put(vera, more)).body.run).toEqual(more);
  // A copy that comes late.
  expect((await put(vera, run)).body.run).toEqual(more);
  for (const other of [program, await studio.guest(map, "editor", "Ben")]) {
    const refused = await put(other, after(more, { type: "thanked", at: at(5) }));
    expect([refused.status, refused.body.code]).toEqual([403, "FORBIDDEN"]);
  }
  const elsewhere = after(run, { type: "tick", at: at(2), step: 0 });
  const conflict = await put(vera, elsewhere);
  expect([conflict.status, conflict.body.code]).toEqual([409, "CONFLICT"]);
  expect((await put(vera, { ...more, detectedAt: at(-60) })).status).toBe(409);
  expect((await list(vera)).find(({ run: { id } }) => id === "run-2")?.run).toEqual(more);
});

test("PR2 somebody else adds to a run that is over only that the customer was asked again, under their own name", async () => {
  const own = await newMap();
  const author = await studio.guest(own, "viewer", "Ada");
  const ben = await studio.guest(own, "viewer", "Ben");
  const me = (await ben.get("/api/v1/me")).body.user ?? (await ben.get("/api/v1/me")).body;
  const by = { id: me.id, name: me.name };
  const open = after(begin("run-shared"), { type: "tick", at: at(1), step: 0 }, { type: "tick", at: at(2), step: 1 });
  const asked = { type: "followedUp", at: at(9_000), on: "2024-06-10", step: null, isSatisfied: true } as const;
  await put(author, open, own);
  const ended = after(open, { type: "ended", at: at(3), on: "2024-06-03", rating: 6, followUpOn: "2024-06-10" });
  expect((await put(ben, ended, own)).status).toBe(403);
  await put(author, ended, own);
  for (const wrong of [
    asked,
    { ...asked, by: { id: "x", name: by.name } },
    { ...asked, by: { id: by.id, name: "Ada" } },
    { type: "failedToo", at: at(9_000) } as const,
  ])
    expect((await put(ben, after(ended, wrong), own)).status).toBe(403);
  const done = after(ended, { ...asked, by });
  expect((await put(ben, done, own)).body).toMatchObject({ run: done, by: { name: "Ada" } });
  // What was there stays, also when only its end is another.
  expect((await put(ben, { ...done, title: "Mine" }, own)).status).toBe(409);
  expect((await put(author, after(ended, asked), own)).status).toBe(409);
  expect((await put(author, { ...begin("forged"), events: done.events }, own)).status).toBe(403);
});

test("PR3 what happens later than now and a few minutes is refused", async () => {
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
  const run = (id: string, time: string) => startRun(play, { id, detectedAt: time, now: time, today: "2024-06-03" });
  const late = await put(vera, run("run-late", soon(limits.runClockSlackMs + 60_000)));
  expect([late.status, late.body.problems]).toEqual([422, [{ path: "startedAt", message: "is in the future" }]]);
  const then = after(begin("run-late"), { type: "tick", at: "2999-01-01T00:00:00.000Z", step: 0 });
  expect((await put(vera, then)).body.problems[0].path).toBe("events[0].at");
  expect((await put(vera, run("run-ahead", soon(60_000)))).status).toBe(200);
});

test("PR3 (F41) a run that breaks the order is refused with the path of the event, and nothing is stored", async () => {
  const fixFirst = { ...begin("run-3"), events: [{ type: "tick", at: at(1), step: 1 }] } as PlayRun;
  const refused = await put(vera, fixFirst);
  expect(refused.status).toBe(422);
  expect(refused.body.problems).toEqual([{ path: "events[0]", message: "is refused: ACKNOWLEDGE_FIRST" }]);
  expect((await put(vera, { ...begin("run-3"), detectedAt: at(1) })).body.problems[0].path).toBe("detectedAt");
  expect((await put(vera, begin("run-3"), map, "run-other")).body.problems[0].path).toBe("id");
  const unknown = await put(vera, { ...begin("run-3"), score: 7 } as PlayRun);
  expect(unknown.body.problems).toEqual([{ path: "score", message: "is not known here" }]);
  expect((await list(vera)).map(({ run: { id } }) => id)).not.toContain("run-3");
});

test("PR4 a run that is too large and one too many are told the limit", async () => {
  const large = { ...begin("run-4"), events: [] } as PlayRun;
  const padded = JSON.stringify(large).padEnd(limits.runBytes + 1);
  const path = `/api/v1/maps/${map}/runs/run-4`;
  const sent = await vera.send("PUT", path, padded, { "content-type": "application/json" });
  expect([sent.status, sent.body.code]).toEqual([413, "TOO_LARGE"]);
  expect(sent.body.detail).toContain("32,000 bytes");
  const fits = await vera.send("PUT", path, padded.slice(0, limits.runBytes), { "content-type": "application/json" });
  expect(fits.status).toBe(200);

  const full = await newMap();
  const old = Array.from({ length: limits.runsPerMap }, (_, index) => ({
    mapId: full,
    id: `old-${index}`,
    startedAt: at(-index - 1),
    data: JSON.stringify(begin(`old-${index}`, -index - 1)),
  }));
  const author = { playId: "delay", authorId: "x", authorName: "X", updatedAt: "" };
  await studio.store.by(async (db) => {
    for (let from = 0; from < old.length; from += 1_000)
      await db
        .insertInto("playRun")
        .values(old.slice(from, from + 1_000).map((run) => ({ ...run, ...author })))
        .execute();
  });
  const refused = await put(program, begin("one-more"), full);
  expect([refused.status, refused.body.code]).toEqual([422, "LIMIT"]);
  expect(refused.body.detail).toContain("10000 runs");

  // One who may only look takes a share of it, an editor's program all.
  const shared = await newMap();
  const guest = await studio.guest(shared, "viewer", "Cy");
  await put(guest, begin("mine"), shared);
  const { by } = (await list(guest, "", shared))[0]!;
  const moved = old.slice(1, limits.runsPerAuthor).map(({ id }) => id);
  await studio.store.by((db) =>
    db
      .updateTable("playRun")
      .set({ authorId: by.id, mapId: shared })
      .where("mapId", "=", full)
      .where("id", "in", moved)
      .execute(),
  );
  expect((await put(guest, begin("too-many"), shared)).body.detail).toContain("500 runs of yours");
  expect((await put(guest, begin("mine"), shared)).status).toBe(200);
  expect((await put(await studio.guest(shared, "viewer", "Di"), begin("another"), shared)).status).toBe(200);

  // PR5 on the same crowd: the newest, and no more than can be looked at.
  const listed = await list(program, "", full);
  expect(listed).toHaveLength(limits.runsListed);
  expect(listed[0]?.run.id).toBe("old-0");
});

test("PR5 the runs of a map are listed newest first, of all its plays or of one", async () => {
  const own = await newMap();
  for (const [id, minutes] of [
    ["a", 1],
    ["b", 9],
    ["c", 5],
  ] as const)
    await put(program, begin(id, minutes), own);
  await put(program, { ...begin("other", 7), play: "outage" }, own);
  expect((await list(program, "", own)).map(({ run }) => run.id)).toEqual(["b", "other", "c", "a"]);
  expect((await list(program, "?play=outage", own)).map(({ run }) => run.id)).toEqual(["other"]);
  expect((await program.get(`/api/v1/maps/${own}/runs?author=x`)).status).toBe(422);
});

test("PR6 a map takes its runs to the bin, back, and with it for good", async () => {
  const own = await newMap();
  await put(program, begin("run-6"), own);
  await program.delete(`/api/v1/maps/${own}`);
  expect((await program.get(`/api/v1/maps/${own}/runs`)).status).toBe(404);
  expect((await put(program, begin("run-7"), own)).status).toBe(404);
  await program.post(`/api/v1/maps/${own}/restore`);
  expect(await list(program, "", own)).toHaveLength(1);
  await program.delete(`/api/v1/maps/${own}`);
  await program.delete(`/api/v1/maps/${own}?forever=true`);
  expect(await studio.store.sql('SELECT id FROM "playRun" WHERE "mapId" = ?', own)).toEqual([]);
});
