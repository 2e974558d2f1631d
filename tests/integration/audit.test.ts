import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../../shared/limits.ts";
import { openDatabase } from "../../server/store/database.ts";
import { openAudit } from "../../server/people/audit.ts";
import { openExercises } from "../../server/store/exercises.ts";
import { openPlayRuns } from "../../server/store/playRuns.ts";
import { type Cast, castSecret, openCast, type Somebody } from "./cast.ts";
import { type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let cast: Cast;
let owner: Somebody;
let workspace: string;

beforeAll(async () => {
  studio = await startStudio({ KEPT_SECRET: castSecret });
  cast = await openCast(studio);
  owner = await cast.person({ name: "Ada" });
  workspace = (await owner.caller.post("/api/v1/workspaces", { name: "Team" })).body.id;
});
afterAll(async () => {
  await cast.close();
  await studio.close();
});

interface Line {
  id: string;
  action: string;
  result: string;
  actor: { id: string; name: string; kind: string } | null;
  object: { kind: string; id: string; name: string | null } | null;
  details: Record<string, string>;
  address: string;
}

async function log(query = ""): Promise<Line[]> {
  return (await studio.program().get(`/api/v1/audit?${query}`)).body.entries;
}

const password = "a long enough password";

test("AU1 who did what to what, from where, is written down before it is answered, and refusals are, too", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "Logged", workspace })).body.id;
  const link = (await owner.caller.post(`/api/v1/maps/${map}/links`, { role: "viewer" })).body;
  await owner.caller.get(`/api/v1/maps/${map}/export`);
  const viewer = await cast.person({ name: "Ben" });
  await cast.join(workspace, viewer, "viewer");
  await viewer.caller.delete(`/api/v1/maps/${map}`);
  await owner.caller.delete(`/api/v1/maps/${map}`);
  const lines = (await log(`map=${map}`)).map(({ action, result, actor, object, address }) => [
    action,
    result,
    actor?.name,
    object?.kind,
    address,
  ]);
  expect(lines).toEqual([
    ["deleteMap", "done", "Ada", "map", "127.0.0.1"],
    ["deleteMap", "refused", "Ben", "map", "127.0.0.1"],
    ["exportMap", "done", "Ada", "map", "127.0.0.1"],
    ["createLink", "done", "Ada", "link", "127.0.0.1"],
    ["createMap", "done", "Ada", "map", "127.0.0.1"],
  ]);
  const [binned] = await log(`map=${map}`);
  expect(binned?.object?.name).toBe("Logged");
  expect(JSON.stringify(await log(`map=${map}`))).not.toContain(link.url.split("#")[1]);
});

test("AU1 ways in are written down, those that fail, too, without what was typed", async () => {
  await owner.caller.post("/api/v1/me/password", { password });
  const signIn = (secret: string) =>
    studio.visitor().post("/api/auth/sign-in/email", { email: owner.email, password: secret });
  await signIn("not my password");
  await signIn(password);
  const [good, bad] = await log("action=signIn");
  expect([good?.result, good?.actor?.id]).toEqual(["done", owner.id]);
  expect([bad?.result, bad?.actor, bad?.object?.id, bad?.details]).toEqual([
    "refused",
    null,
    owner.id,
    { code: "SIGNED_OUT" },
  ]);
});

test("AU2 the log holds no content and no secret", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "T", workspace })).body.id;
  const before = (await log()).length;
  await owner.caller.post(`/api/v1/maps/${map}/commands`, [{ command: "addStage", args: { title: "Private words" } }]);
  expect(await log()).toHaveLength(before);
  const { token } = (await owner.caller.post("/api/v1/me/tokens", { name: "x", scope: "read", expiresInDays: 1 })).body;
  const stored = JSON.stringify(await studio.store.sql("SELECT * FROM auditEntry"));
  for (const secret of [token, password, "Private words"]) expect(stored).not.toContain(secret);
});

test("AU5 comments are not logged, deleting another's is", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "Said", workspace })).body.id;
  const carl = await cast.person({ name: "Carl" });
  await cast.join(workspace, carl, "commenter");
  const put = (by: Somebody, path: string, body: object) =>
    by.caller.send("PUT", `/api/v1/maps/${map}/comments/${path}`, JSON.stringify(body), {
      "content-type": "application/json",
    });
  for (const id of ["of-carl-1", "of-carl-2"]) expect((await put(carl, id, { text: "Is it?" })).status).toBe(200);
  expect((await put(owner, "of-ada-1", { text: "It is." })).status).toBe(200);
  await put(owner, "of-carl-1/resolved", { resolved: true });
  await carl.caller.delete(`/api/v1/maps/${map}/comments/of-carl-1`);
  await carl.caller.delete(`/api/v1/maps/${map}/comments/of-ada-1`);
  await owner.caller.delete(`/api/v1/maps/${map}/comments/of-carl-2`);
  const lines = (await log(`map=${map}`)).map(({ action, result, actor }) => [action, result, actor?.name]);
  expect(lines).toEqual([
    ["deleteComment", "done", "Ada"],
    ["deleteComment", "refused", "Carl"],
    ["createMap", "done", "Ada"],
  ]);
});

test("AU4 failed ways in of strangers push out nothing but each other", async () => {
  const db = await openDatabase(studio.store.place);
  const audit = openAudit(db, 3);
  const note = { object: undefined, workspace: undefined, map: undefined, address: "192.0.2.1", details: {} };
  await audit.write({ ...note, actor: { id: owner.id, kind: "account" }, action: "searched", result: "refused" });
  for (let tries = 0; tries < 6; tries += 1)
    await audit.write({ ...note, actor: undefined, action: "searched", result: "refused" });
  await audit.purge();
  const lines = await log("action=searched");
  expect(lines.map(({ actor }) => actor?.id)).toEqual([undefined, undefined, undefined, owner.id]);
  await db.destroy();
});

test("AU2 lines are forgotten by age alone", async () => {
  const db = await openDatabase(studio.store.place);
  const audit = openAudit(db);
  const [young, old] = (await log()).slice(0, 2);
  const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString();
  await studio.store.sql("UPDATE auditEntry SET at = ? WHERE id = ?", days(limits.auditDays - 1), young!.id);
  await studio.store.sql("UPDATE auditEntry SET at = ? WHERE id = ?", days(limits.auditDays + 1), old!.id);
  const before = await log();
  await audit.purge();
  expect(await log()).toEqual(before.filter(({ id }) => id !== old!.id));
  await db.destroy();
});

test("AU3 owners read the lines of their workspace by pages and filters, administrators all", async () => {
  for (let n = 0; n < 55; n += 1)
    await owner.caller.send("PUT", `/api/v1/workspaces/${workspace}`, JSON.stringify({ name: `Team ${n}` }), {
      "content-type": "application/json",
    });
  const read = async (query = "") => (await owner.caller.get(`/api/v1/workspaces/${workspace}/audit${query}`)).body;
  const first = await read();
  expect([first.entries.length, first.hasMore]).toEqual([50, true]);
  const next = await read(`?before=${first.entries.at(-1).id}`);
  const ids = [...first.entries, ...next.entries].map(({ id }: Line) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted().toReversed());
  const renamed = await read(`?action=renameWorkspace&actor=${owner.id}`);
  expect(renamed.entries.every(({ action }: Line) => action === "renameWorkspace")).toBe(true);
  const other = await cast.person();
  const elsewhere = (await other.caller.post("/api/v1/workspaces", { name: "Other" })).body.id;
  const seen = (await other.caller.get(`/api/v1/workspaces/${elsewhere}/audit`)).body.entries;
  expect(seen.map(({ action }: Line) => action)).toEqual(["createWorkspace"]);
  expect((await other.caller.get("/api/v1/audit")).status).toBe(403);
});

/** Sends a run of a plan B that just began. */
function putRun({ caller }: Somebody, map: string, id: string) {
  const now = new Date().toISOString();
  const times = { detectedAt: now, startedAt: now, startedOn: now.slice(0, 10) };
  const run = { id, play: "p", title: "P", steps: [], events: [], ...times };
  const json = { "content-type": "application/json" };
  return caller.send("PUT", `/api/v1/maps/${map}/runs/${id}`, JSON.stringify(run), json);
}

/** Somebody who made a run and took part in a rehearsal. */
async function busyPerson(name: string) {
  const person = await cast.person({ name });
  await cast.join(workspace, person, "editor");
  const map = (await owner.caller.post("/api/v1/maps", { title: "Busy", workspace })).body.id;
  await putRun(person, map, "run");
  const plan = { type: "plan", title: "Drill", story: "", plays: [], injects: [] };
  const exercise = (await person.caller.post(`/api/v1/maps/${map}/exercises`, { act: plan })).body.id;
  return { person, map, exercise };
}

test("PV1 one gets everything the studio holds about one, without secrets", async () => {
  const { person, map, exercise } = await busyPerson("Grace");
  await person.caller.post("/api/v1/me/password", { password });
  const { body: token } = await person.caller.post("/api/v1/me/tokens", { name: "x", scope: "read", expiresInDays: 1 });
  const { body } = await person.caller.get("/api/v1/me/export");
  expect(body).toMatchObject({
    account: { name: "Grace", email: person.email },
    workspaces: [{ id: workspace, role: "editor" }],
    tokens: [{ name: "x", scope: "read" }],
    runs: [{ id: "run", mapId: map }],
    rehearsals: [{ id: exercise }],
  });
  expect(body.maps.map(({ id }: { id: string }) => id)).toContain(map);
  expect(body.sessions.length).toBeGreaterThan(0);
  const { address } = body.log.find(({ action }: Line) => action === "createToken");
  expect(address).not.toBe("");
  const text = JSON.stringify(body);
  for (const secret of [token.token, "Hash", "scrypt", "secret"]) expect(text).not.toContain(secret);
});

test("PV1 where others were who did something to one is not in it", async () => {
  const person = await cast.person();
  await owner.caller.post(`/api/v1/workspaces/${workspace}/invitations`, { email: person.email, role: "viewer" });
  const { log: lines } = (await person.caller.get("/api/v1/me/export")).body;
  expect(lines).toMatchObject([{ action: "invite", address: "" }]);
});

test("PV2 an erased account is gone with its name wherever it was written, and what it did stays", async () => {
  const { person, map, exercise } = await busyPerson("Evelyn Unusual");
  await person.caller.post("/api/v1/me/password", { password });
  const erase = (body: object) => person.caller.post("/api/v1/me/erase", body);
  expect((await erase({ email: "other@example.org", password })).status).toBe(422);
  expect((await erase({ email: person.email, password: "not it" })).status).toBe(403);
  expect((await erase({ email: person.email, password })).status).toBe(204);
  expect((await person.caller.get("/api/v1/me")).status).toBe(401);
  const runs = (await owner.caller.get(`/api/v1/maps/${map}/runs`)).body;
  expect(runs).toMatchObject([{ by: { id: person.id, name: "Somebody who left" } }]);
  const { events } = (await owner.caller.get(`/api/v1/maps/${map}/exercises/${exercise}`)).body;
  expect(events).toMatchObject([{ by: { id: person.id, name: "Somebody who left" } }]);
  const [line] = await log(`actor=${person.id}`);
  expect(line?.actor?.name).toBe("Somebody who left");
  for (const table of [
    "user",
    "session",
    "account",
    "workspaceMember",
    "playRun",
    "exercise",
    "exerciseEvent",
    "auditEntry",
  ]) {
    const rows = JSON.stringify(await studio.store.sql(`SELECT * FROM "${table}"`));
    expect([table, rows.includes("Evelyn"), rows.includes(person.email)]).toEqual([table, false, false]);
  }
});

test("PV2 a rehearsal that goes on after an erasure does not write the name again", async () => {
  const { person, map, exercise } = await busyPerson("Evelyn Unusual");
  const path = `/api/v1/maps/${map}/exercises`;
  const starting = { key: "start-key-1", act: { type: "start" } };
  expect((await person.caller.post(`${path}/${exercise}/acts`, starting)).status).toBe(200);
  expect((await person.caller.post("/api/v1/me/erase", { email: person.email })).status).toBe(204);
  const joining = { key: "join-key-1", act: { type: "join", role: "observer" } };
  expect((await owner.caller.post(`${path}/${exercise}/acts`, joining)).status).toBe(200);
  const [item] = (await owner.caller.get(path)).body;
  expect(item.people).toContainEqual(expect.objectContaining({ id: person.id, name: "Somebody who left" }));
  expect(JSON.stringify(await studio.store.sql("SELECT summary FROM exercise"))).not.toContain("Evelyn");
});

test("PV4 what comes to the store after its author is erased is refused, and others are named as they are then", async () => {
  const { person, map, exercise } = await busyPerson("Evelyn Unusual");
  expect((await person.caller.post("/api/v1/me/erase", { email: person.email })).status).toBe(204);
  await studio.store.by(async (db) => {
    const at = new Date().toISOString();
    const evelyn = { id: person.id, name: "Evelyn Unusual", color: "#000000" };
    const ada = { id: owner.id, name: "Ada", color: "#000000", canEdit: true };
    const row = { id: "late", authorId: person.id, authorName: evelyn.name, startedAt: at, updatedAt: at, data: "{}" };
    const gone = { code: "SIGNED_OUT" };
    await expect(openPlayRuns(db).put(map, person.id, { id: "late" } as never, () => row)).rejects.toMatchObject(gone);
    const exercises = openExercises(db);
    const summary = { phase: "running", plays: [], people: [evelyn], score: null, startedAt: null };
    const head = { title: "Drill", endedAt: null, summary } as never;
    const start = (by: object) => ({ seq: 2, at, by, act: { type: "start" } }) as never;
    const late = { ...evelyn, canEdit: true };
    await expect(exercises.create(map, "late", start(late), head)).rejects.toMatchObject(gone);
    await expect(exercises.append(exercise, "late", start(late), head)).rejects.toMatchObject(gone);
    expect(await exercises.append(exercise, "in time", start(ada), head)).toBe(true);
    expect((await exercises.list(map)).map(({ people }) => people[0]?.name)).toEqual(["Somebody who left"]);
  });
});

test("PV4 whatever was on its way when an account is erased, its name is nowhere afterwards", async () => {
  const { person, map, exercise } = await busyPerson("Evelyn Unusual");
  const acting = Array.from({ length: 12 }, (_, n) => [
    putRun(person, map, `run-${n}`),
    person.caller.post(`/api/v1/maps/${map}/exercises/${exercise}/acts`, {
      key: `acting-key-${n}`,
      act: { type: "log", kind: "decision", text: "We wait" },
    }),
  ]).flat();
  const [first] = acting;
  await first;
  const erased = person.caller.post("/api/v1/me/erase", { email: person.email });
  const statuses = (await Promise.all(acting)).map(({ status }) => status);
  expect((await erased).status).toBe(204);
  expect(statuses.filter((status) => ![200, 401, 409].includes(status))).toEqual([]);
  for (const table of ["playRun", "exercise", "exerciseEvent"])
    expect(JSON.stringify(await studio.store.sql(`SELECT * FROM "${table}"`))).not.toContain("Evelyn");
});

test("PV2 a guest gets and erases what there is of him", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "Visited", workspace })).body.id;
  const guest = await studio.guest(map, "viewer", "Visitor Unusual");
  expect((await guest.get("/api/v1/me/export")).body).toMatchObject({ guest: { name: "Visitor Unusual" } });
  expect((await guest.post("/api/v1/me/erase", { email: "" })).status).toBe(204);
  expect((await guest.get("/api/v1/me")).status).toBe(401);
  expect(JSON.stringify(await studio.store.sql("SELECT * FROM guest"))).not.toContain("Unusual");
});

test("PV3 the last owner and the last administrator are not erased before somebody else is one", async () => {
  const lonely = await cast.person();
  await lonely.caller.post("/api/v1/workspaces", { name: "Mine" });
  const erase = ({ caller, email }: Somebody) => caller.post("/api/v1/me/erase", { email });
  expect((await erase(lonely)).body).toMatchObject({ code: "CONFLICT", detail: expect.stringContaining("“Mine”") });
  expect((await lonely.caller.get("/api/v1/me")).status).toBe(200);
  await studio.store.sql('UPDATE "user" SET "isAdmin" = 0');
  const admin = await cast.person({ isAdmin: true });
  expect((await erase(admin)).body).toMatchObject({
    code: "CONFLICT",
    detail: expect.stringContaining("administrator"),
  });
  const next = await cast.person({ isAdmin: true });
  expect((await erase(admin)).status).toBe(204);
  expect((await next.caller.get("/api/v1/people")).status).toBe(200);
});
