import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../server/store/database.ts";
import { openExercises } from "../../server/store/exercises.ts";
import { programId } from "../../server/store/names.ts";
import { limits } from "../../shared/limits.ts";
import { newTestStore } from "../services/testStore.ts";
import { joinRoom } from "./roomVisit.ts";
import { bundleServer, startServer } from "./serverProcess.ts";
import { type Caller, ownerToken, startStudio, type TestStudio } from "./studio.ts";
import { openSyncClient, until } from "./syncClient.ts";

const plan = {
  type: "plan",
  title: "Fog",
  story: "Fog.",
  plays: [{ id: "voucher", title: "Voucher", steps: [{ phase: "fix", text: "Rebook", withinMinutes: 5 }] }],
  injects: [{ text: "Cancelled", atMinute: 0, level: 1 }],
};

let studio: TestStudio;
let map: string;

beforeAll(async () => {
  studio = await startStudio();
  ({ id: map } = (await studio.program().post("/api/v1/maps", { title: "Airport" })).body);
});
afterAll(() => studio.close());

let keys = 0;

const pathOf = (exercise: string, of = map) => `/api/v1/maps/${of}/exercises/${exercise}`;

async function newExercise(by: Caller = studio.program()): Promise<string> {
  return (await by.post(`/api/v1/maps/${map}/exercises`, { act: plan })).body.id;
}

function act(by: Caller, exercise: string, what: object, key = `key-${String(++keys).padStart(8, "0")}`) {
  return by.post(`${pathOf(exercise)}/acts`, { key, act: what });
}

test("EX1 a rehearsal begins with its plan, and its acts are stamped by the server", async () => {
  const editor = await studio.guest(map, "editor", "Ada");
  const wrong = await editor.post(`/api/v1/maps/${map}/exercises`, { act: { type: "start" } });
  expect([wrong.status, wrong.body.problems[0].message]).toEqual([422, "must be a plan"]);
  const exercise = await newExercise(editor);
  const before = Date.now();
  const { body } = await act(editor, exercise, { type: "start" });
  expect(body.events).toMatchObject([{ seq: 2, by: { name: "Ada", canEdit: true }, act: { type: "start" } }]);
  expect(Date.parse(body.events[0].at)).toBeGreaterThanOrEqual(before);
  expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(5_000);
});

test("EX1 a plan that is sent again with its key makes one rehearsal, and another's key another", async () => {
  const { id: of } = (await studio.program().post("/api/v1/maps", { title: "Retried" })).body;
  const send = (by: Caller, key: string) => by.post(`/api/v1/maps/${of}/exercises`, { key, act: plan });
  const sent = await Promise.all([1, 2, 3].map(() => send(studio.program(), "plan-key-1")));
  expect(new Set(sent.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  const { id } = sent[0]!.body;
  expect((await send(studio.program(), "plan-key-1")).body.id).toBe(id);
  const editor = await studio.guest(of, "editor");
  expect((await send(editor, "plan-key-1")).body.id).not.toBe(id);
  await send(studio.program(), "plan-key-2");
  expect((await studio.program().get(`/api/v1/maps/${of}/exercises`)).body).toHaveLength(3);
  expect((await studio.program().get(`/api/v1/maps/${of}/exercises/${id}`)).body.events).toHaveLength(1);
  expect((await send(editor, "short")).status).toBe(422);
});

test("EX1 nobody says by himself who he is or when it was", async () => {
  const exercise = await newExercise();
  const body = { key: "key-forged", act: { type: "start" }, by: { id: "x" }, at: "2020-01-01T00:00:00Z", seq: 9 };
  expect((await studio.program().post(`${pathOf(exercise)}/acts`, body)).status).toBe(422);
});

test("EX2 acts that come at once happen one after the other, and the same key only once", async () => {
  const exercise = await newExercise();
  await act(studio.program(), exercise, { type: "start" });
  const log = (text: string) => ({ type: "log", kind: "problem", text });
  const sent = Array.from({ length: 40 }, (_, index) => act(studio.program(), exercise, log(`entry ${index}`)));
  const seqs = (await Promise.all(sent)).map(({ body }) => body.events[0].seq);
  expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 3));
  const twice = await Promise.all([1, 2, 3].map(() => act(studio.program(), exercise, log("once"), "the-same-key")));
  expect(new Set(twice.map(({ body }) => body.events[0].seq)).size).toBe(1);
  const { body } = await studio.program().get(pathOf(exercise));
  expect(body.events.map(({ seq }: { seq: number }) => seq)).toEqual(
    Array.from({ length: 43 }, (_, index) => index + 1),
  );
  // Another person's key is another key.
  const guest = await studio.guest(map, "viewer");
  await act(guest, exercise, { type: "join", role: "scribe" }, "the-same-key");
  expect((await studio.program().get(`${pathOf(exercise)}?after=43`)).body.events).toHaveLength(1);
});

test("EX2 acts are taken while the map itself is written all the time", async () => {
  const exercise = await newExercise();
  await act(studio.program(), exercise, { type: "start" });
  const acting = { isDone: false };
  const writing = (async () => {
    while (!acting.isDone)
      await studio.program().post(`/api/v1/maps/${map}/commands`, [{ command: "addStage", args: { title: "Busy" } }]);
  })();
  const statuses: number[] = [];
  for (let index = 0; index < 120; index += 1)
    statuses.push((await act(studio.program(), exercise, { type: "log", kind: "decision", text: `${index}` })).status);
  acting.isDone = true;
  await writing;
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});

test("EX2 of two who press at once, one starts the clock", async () => {
  const exercise = await newExercise();
  const both = await Promise.all([1, 2].map(() => act(studio.program(), exercise, { type: "start" })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test("EX3 a refused act says why, and is not there", async () => {
  const exercise = await newExercise();
  const guest = await studio.guest(map, "viewer", "Ben");
  const outside = await act(guest, exercise, { type: "log", kind: "problem", text: "x" });
  expect([outside.status, outside.body.detail]).toEqual([403, "Join the rehearsal first."]);
  await act(guest, exercise, { type: "join", role: "participant" });
  const start = await act(guest, exercise, { type: "start" });
  expect([start.status, start.body.code, start.body.detail]).toEqual([
    403,
    "FORBIDDEN",
    "Only the facilitator can start the clock.",
  ]);
  const early = await act(studio.program(), exercise, { type: "pause" });
  expect([early.status, early.body.detail]).toEqual([409, "Nobody can pause the clock before the clock has started."]);
  const long = await act(guest, exercise, {
    type: "log",
    kind: "problem",
    text: "x".repeat(limits.exerciseTextChars + 1),
  });
  expect(long.status).toBe(422);
  expect((await studio.program().get(pathOf(exercise))).body.events).toHaveLength(2);
});

test("EX4 viewers take part; others know of no exercise, and a map knows only its own", async () => {
  const exercise = await newExercise();
  const viewer = await studio.guest(map, "viewer");
  expect((await viewer.post(`/api/v1/maps/${map}/exercises`, { act: plan })).status).toBe(403);
  expect((await act(viewer, exercise, { type: "join", role: "participant" })).status).toBe(200);
  expect((await act(viewer, exercise, { type: "join", role: "facilitator" })).status).toBe(409);
  const { id: other } = (await studio.program().post("/api/v1/maps", { title: "Other" })).body;
  const stranger = await studio.guest(other, "editor");
  expect((await stranger.get(pathOf(exercise))).status).toBe(404);
  for (const status of [
    (await stranger.get(pathOf(exercise, other))).status,
    (await stranger.post(`${pathOf(exercise, other)}/acts`, { key: "key-elsewhere", act: { type: "leave" } })).status,
  ])
    expect(status).toBe(404);
});

test("EX5 everybody who has the map open hears of an act by message 6; a long one only by its number", async () => {
  const exercise = await newExercise();
  const viewer = await studio.guest(map, "viewer");
  const visit = await joinRoom(studio, viewer, map);
  await act(studio.program(), exercise, { type: "start" });
  let told = await visit.next("session");
  // A room that was open already may still have the plan to tell.
  while ((told.state as { seq: number }).seq < 2) told = await visit.next("session");
  expect(told.state).toMatchObject({ exercise, seq: 2, event: { seq: 2, act: { type: "start" } } });
  const long = { type: "addInject", text: "é".repeat(2_000), atMinute: 1, level: 1 };
  await act(studio.program(), exercise, long);
  expect((await visit.next("session")).state).toMatchObject({ exercise, seq: 3 });
  const big = await studio
    .program()
    .post(`/api/v1/maps/${map}/exercises`, { act: { ...plan, story: "x".repeat(5_000) } });
  expect((await visit.next("session")).state).toEqual({ exercise: big.body.id, seq: 1 });
  visit.close();
});

test("EX5 a stock client that ignores message 6 goes on undisturbed", async () => {
  const exercise = await newExercise();
  const owner = await studio.owner();
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const client = openSyncClient({ url: studio.url, map, headers: { cookie } });
  await until(() => client.provider.synced, "sync");
  await act(studio.program(), exercise, { type: "start" });
  client.doc.getMap("note").set("n", "after the news");
  await until(() => client.saved > 0, "saved");
  expect(client.closes).toEqual([]);
  client.close();
});

test("EX6 who was not told reads the rest", async () => {
  const exercise = await newExercise();
  for (const type of ["start", "pause", "resume"]) await act(studio.program(), exercise, { type });
  const { body } = await studio.program().get(`${pathOf(exercise)}?after=2`);
  expect(body.events.map(({ act }: { act: { type: string } }) => act.type)).toEqual(["pause", "resume"]);
  expect((await studio.program().get(`${pathOf(exercise)}?after=-1`)).status).toBe(422);
});

test("EX7 what was answered is there after the process is killed", async () => {
  const server = await bundleServer("server/main.ts");
  const store = await newTestStore();
  const env = { ...store.env, KEPT_OWNER_TOKEN: ownerToken, LOG_LEVEL: "warn" };
  let process = await startServer(server.file, env);
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${process.url}/api/v1/maps${path}`, {
      method,
      headers: { authorization: `Bearer ${ownerToken}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as { id: string; events: { at: string; act: { text?: string } }[] };
  };
  const { id } = await ask("POST", "", { title: "Killed" });
  const made = await ask("POST", `/${id}/exercises`, { act: plan });
  const path = `/${id}/exercises/${made.id}`;
  await ask("POST", `${path}/acts`, { key: "start-key", act: { type: "start" } });
  const { events: before } = await ask("GET", path);
  for (const round of [0, 1, 2]) {
    const entry = { type: "log", kind: "decision", text: `${round}` };
    await ask("POST", `${path}/acts`, { key: `log-key-${round}`, act: entry });
    await process.kill();
    process = await startServer(server.file, env);
    const { events } = await ask("GET", path);
    expect(events.flatMap(({ act }) => act.text ?? [])).toEqual(["0", "1", "2"].slice(0, round + 1));
    expect(events.slice(0, 2)).toEqual(before);
  }
  await process.stop();
  server.remove();
  await store.remove();
});

test("EX8 a map's exercises are deleted with it", async () => {
  const { id } = (await studio.program().post("/api/v1/maps", { title: "Gone" })).body;
  await studio.program().post(`/api/v1/maps/${id}/exercises`, { act: plan });
  const rows = async () => {
    const ofMap = await studio.store.sql('SELECT id FROM exercise WHERE "mapId" = ?', id);
    const loose = await studio.store.sql(
      'SELECT seq FROM "exerciseEvent" WHERE "exerciseId" NOT IN (SELECT id FROM exercise)',
    );
    return [ofMap.length, loose.length];
  };
  expect(await rows()).toEqual([1, 0]);
  await studio.program().delete(`/api/v1/maps/${id}`);
  await studio.program().delete(`/api/v1/maps/${id}?forever=true`);
  expect(await rows()).toEqual([0, 0]);
});

test("EX8 a map takes 500 exercises and an exercise 4 MB, and no more", async () => {
  const store = await newTestStore();
  const db = await openDatabase(store.place);
  const at = "2024-06-01T10:00:00.000Z";
  const row = {
    workspaceId: "first",
    title: "M",
    summary: "{}",
    contentHash: null,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
  await db
    .insertInto("map")
    .values({ id: "m", ...row })
    .execute();
  const exercises = openExercises(db);
  const head = {
    title: "T",
    endedAt: null,
    summary: { phase: "planned", plays: [], people: [], score: null, startedAt: null },
  } as const;
  const by = { id: programId, name: "Program", color: "#000000", canEdit: true };
  const event = (seq: number, text: string) => ({ seq, at, by, act: { type: "log", kind: "decision", text } }) as const;
  for (let made = 0; made < limits.exercisesPerMap; made += 1)
    await exercises.create("m", `xs-${made}`, event(1, ""), head);
  await expect(exercises.create("m", "one-more", event(1, ""), head)).rejects.toMatchObject({ code: "LIMIT" });
  expect(await exercises.has("m", "one-more")).toBe(false);
  const first = JSON.stringify(event(1, "").act).length;
  const fits = "x".repeat(limits.exerciseBytes - limits.exerciseReserveBytes - 2 * first);
  await exercises.append("xs-0", "key-2", event(2, fits), head);
  await expect(exercises.append("xs-0", "key-3", event(3, ""), head)).rejects.toMatchObject({ code: "LIMIT" });
  expect(await exercises.read("xs-0", 0)).toHaveLength(2);
  for (const [index, act] of [
    { type: "join", role: "facilitator" } as const,
    { type: "pause" } as const,
    { type: "resume" } as const,
    { type: "end" } as const,
    { type: "finishFinding", finding: "f".repeat(limits.idChars) } as const,
    { type: "close" } as const,
  ].entries())
    await exercises.append("xs-0", `end-${index}`, { seq: 3 + index, at, by, act }, head);
  expect(await exercises.read("xs-0", 0)).toHaveLength(8);
  const guest = { ...by, canEdit: false };
  const joining = { seq: 9, at, by: guest, act: { type: "join", role: "observer" } } as const;
  await expect(exercises.append("xs-0", "key-9", joining, head)).rejects.toMatchObject({ code: "LIMIT" });
  await db.destroy();
  await store.remove();
});

test("EX9 the list shows where each stands", async () => {
  const { id: fresh } = (await studio.program().post("/api/v1/maps", { title: "List" })).body;
  const list = async () => (await studio.program().get(`/api/v1/maps/${fresh}/exercises`)).body;
  expect(await list()).toEqual([]);
  const { id } = (await studio.program().post(`/api/v1/maps/${fresh}/exercises`, { act: plan })).body;
  const send = (what: object) =>
    studio.program().post(`/api/v1/maps/${fresh}/exercises/${id}/acts`, { key: `list-${++keys}-key`, act: what });
  expect(await list()).toMatchObject([
    { id, title: "Fog", phase: "planned", plays: ["voucher"], score: null, startedAt: null },
  ]);
  await send({ type: "start" });
  await send({ type: "tick", play: "voucher", step: 0 });
  await send({ type: "end" });
  expect(await list()).toMatchObject([{ phase: "ended", score: 100, people: [{ name: "Program" }] }]);
});
