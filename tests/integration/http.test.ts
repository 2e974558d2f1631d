import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { computeInsights } from "../../shared/alignment/insights.ts";
import { computeMapInsights } from "../../shared/insights/mapInsights.ts";
import { insights as insightsContract } from "../../shared/api/insights.ts";
import { problemDocument } from "../../shared/api/problem.ts";
import { commands } from "../../shared/commands/registry.ts";
import { limits } from "../../shared/limits.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { recordsOfJourney } from "../../shared/model/records.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { joinRoom } from "./roomVisit.ts";
import { type Caller, type Reply, type TestStudio, ownerAccount, startStudio } from "./studio.ts";

let studio: TestStudio;
let program: Caller;

beforeAll(async () => {
  studio = await startStudio();
  program = studio.program();
});
afterAll(() => studio.close());

const airline = JSON.parse(
  readFileSync(new URL("../../server/templates/airlineDisruption.json", import.meta.url), "utf8"),
) as Journey;

const today = () => new Date().toISOString().slice(0, 10);

async function newMap(title = "A map"): Promise<string> {
  return (await program.post("/api/v1/maps", { title })).body.id;
}

function problemOf({ status, headers, body }: Reply) {
  expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = problemDocument.parse(body);
  expect(problem.status).toBe(status);
  return problem;
}

test("H9 at its first start the studio has a sample map to open, and only then", async () => {
  const own = await startStudio();
  const list = async () => (await own.program().get("/api/v1/maps")).body;
  const [sample] = await list();
  expect(sample).toMatchObject({ title: airline.title, worst: "broken", role: "owner" });
  expect(sample.curve).toHaveLength(airline.touchpoints?.length ?? 0);
  await own.program().delete(`/api/v1/maps/${sample.id}`);
  await own.restart();
  expect(await list()).toEqual([]);
  await own.close();
});

test("H2 a map is made from a title, a template or a journey document, exactly one of them", async () => {
  const blank = await program.post("/api/v1/maps", { title: "Onboarding" });
  expect(blank.status).toBe(201);
  const journey: Journey = (await program.get(`/api/v1/maps/${blank.body.id}`)).body;
  expect(journey.title).toBe("Onboarding");
  expect(journey.stages?.map(({ title }) => title)).toEqual(["Before", "During", "After"]);
  expect(journey.lanes?.map(({ kind }) => kind)).toEqual(["touchpoints", "curve", "notes"]);

  const templates = (await program.get("/api/v1/templates")).body;
  expect(templates).toHaveLength(6);
  for (const { id, title, summary, curve } of templates) {
    expect(summary).not.toBe("");
    expect(curve.length).toBeGreaterThan(0);
    const made = await program.post("/api/v1/maps", { template: id });
    expect((await program.get(`/api/v1/maps/${made.body.id}`)).body.title).toBe(title);
  }

  expect(problemOf(await program.post("/api/v1/maps", { template: "no-such" })).code).toBe("INVALID");
  expect(problemOf(await program.post("/api/v1/maps", {})).code).toBe("INVALID");
  expect(problemOf(await program.post("/api/v1/maps", { title: "A", template: "telecom-fault" })).code).toBe("INVALID");
  expect(problemOf(await program.post("/api/v1/maps", { title: "A", ownerId: "me" })).problems).toEqual([
    { path: "ownerId", message: "is not known here" },
  ]);
});

test("H3 import, export and import again give the same journey document", async () => {
  const first = await program.post("/api/v1/import?format=json&commit=true", airline);
  expect(first.status).toBe(200);
  const exported = await program.get(`/api/v1/maps/${first.body.id}/export?format=json`);
  expect(exported.body).toEqual(airline);
  expect(exported.headers.get("content-disposition")).toContain(`filename="${airline.title}.json"`);
  const second = await program.post("/api/v1/maps", { journey: exported.body });
  expect((await program.get(`/api/v1/maps/${second.body.id}`)).body).toEqual(airline);
});

test("H4 an import is first a preview that creates nothing", async () => {
  const before = (await program.get("/api/v1/maps")).body.length;
  const preview = await program.post("/api/v1/import?format=json", airline);
  expect(preview.body).toMatchObject({
    title: airline.title,
    problems: [],
    counts: {
      touchpoints: airline.touchpoints?.length,
      promises: airline.promises?.length,
      sources: airline.sources?.length,
    },
  });
  expect(preview.body.id).toBeUndefined();
  expect((await program.get("/api/v1/maps")).body).toHaveLength(before);
});

test("H4 a bad import lists every problem with its path and creates nothing", async () => {
  const before = (await program.get("/api/v1/maps")).body.length;
  const bad = {
    format: "kept.journey",
    version: 1,
    title: "Bad",
    stages: [{ id: "s", title: "S" }],
    lanes: [{ id: "l", title: "L", kind: "touchpoints" }],
    touchpoints: [
      { id: "a", stage: "s", lane: "l", title: "A" },
      { id: "a", stage: "nowhere", lane: "l", title: "A again" },
    ],
    connections: [
      { id: "c1", from: "a", to: "done", probability: 0.7 },
      { id: "c2", from: "a", to: "churn", probability: 0.7 },
    ],
  };
  const paths = ["connections[1].probability", "touchpoints[1].id", "touchpoints[1].stage"];
  const preview = await program.post("/api/v1/import?format=json", bad);
  expect(preview.body.problems.map(({ path }: { path: string }) => path).toSorted()).toEqual(paths);

  for (const path of ["/api/v1/import?format=json&commit=true", "/api/v1/maps"]) {
    const refused = problemOf(await program.post(path, path.endsWith("maps") ? { journey: bad } : bad));
    expect(refused).toMatchObject({ status: 422, code: "INVALID" });
    expect(refused.problems?.map((problem) => problem.path).toSorted()).toEqual(paths);
  }
  const typo = await program.post("/api/v1/import?format=json", { ...airline, stage: [] });
  expect(typo.body.problems).toEqual([{ path: "stage", message: expect.any(String) }]);
  const hostile = await program.send(
    "POST",
    "/api/v1/import?format=json&commit=true",
    `{"format":"kept.journey","version":1,"title":"x","__proto__":{"role":"owner"},"notes":${"[".repeat(40)}${"]".repeat(40)}}`,
    { "content-type": "application/json" },
  );
  const found = problemOf(hostile).problems?.map(({ path }) => path);
  expect(found).toContain("__proto__");
  expect(found).toHaveLength(2);
  expect((await program.get("/api/v1/maps")).body).toHaveLength(before);
});

test("H4 formats that are not there yet are refused with the ones that are", async () => {
  const map = await newMap();
  for (const format of ["csv", "xlsx", "svg", "png", "pdf", "pptx", "md", "mermaid"])
    expect(problemOf(await program.get(`/api/v1/maps/${map}/export?format=${format}`)).detail).toContain(
      "exports json",
    );
  expect(problemOf(await program.post("/api/v1/import?format=csv", {})).detail).toContain("imports json");
  expect(problemOf(await program.get(`/api/v1/maps/${map}/export?format=exe`)).code).toBe("INVALID");
});

test("H5 commands see what those before them made, and are all there when the answer comes", async () => {
  const map = await newMap();
  const ran = await program.post(`/api/v1/maps/${map}/commands`, [
    { command: "addTouchpoint", args: { id: "desk", stage: "before", lane: "touchpoints", title: "Desk" } },
    {
      command: "addExpectation",
      args: { id: "wait", touchpoint: "desk", statement: "Served soon", measure: { kind: "share" } },
    },
    { command: "addPromise", args: { expectation: "wait", wording: "9 of 10 within 5 minutes", level: 0.9 } },
    { command: "addEvidence", args: { expectation: "wait", grade: "system", n: 200, met: 168 } },
    { command: "patchMap", args: { fields: { title: "Front desk" } } },
  ]);
  expect(ran.status).toBe(200);
  expect(ran.body.results.slice(0, 2)).toEqual([{ id: "desk" }, { id: "wait" }]);
  const journey: Journey = (await program.get(`/api/v1/maps/${map}`)).body;
  expect(journey.title).toBe("Front desk");
  expect(journey.promises?.[0]).toMatchObject({ expectation: "wait", level: 0.9 });
  await studio.restart();
  expect((await program.get(`/api/v1/maps/${map}`)).body).toEqual(journey);
});

test("H5 when one command is refused none has run, and the refusal says which", async () => {
  const map = await newMap();
  const before = (await program.get(`/api/v1/maps/${map}`)).body;
  const first = { command: "addStage", args: { id: "late", title: "Late" } };
  const run = async (second: object) => problemOf(await program.post(`/api/v1/maps/${map}/commands`, [first, second]));

  const invalid = await run({ command: "addTouchpoint", args: { stage: "late", lane: "touchpoints", title: 7 } });
  expect(invalid).toMatchObject({ status: 422, code: "INVALID", detail: expect.stringMatching(/^Command 2: /) });
  expect(invalid.problems?.[0]?.path).toBe("[1].args.title");
  expect(await run({ command: "patchStage", args: { id: "gone", fields: { title: "x" } } })).toMatchObject({
    status: 404,
  });
  expect((await run({ command: "dropTables", args: {} })).detail).toContain("dropTables");
  expect((await run({ command: "constructor", args: {} })).code).toBe("INVALID");
  expect(problemOf(await program.post(`/api/v1/maps/${map}/commands`, [])).code).toBe("INVALID");
  expect((await program.get(`/api/v1/maps/${map}`)).body).toEqual(before);
});

test("H6 insights are those of the model for the map as it is now", async () => {
  const made = await program.post("/api/v1/maps", { journey: airline });
  const { body } = await program.get(`/api/v1/maps/${made.body.id}/insights`);
  expect(insightsContract.strict().parse(body)).toEqual(body);
  expect(body).toEqual(JSON.parse(JSON.stringify(computeMapInsights(recordsOfJourney(airline), today()))));
  await program.post(`/api/v1/maps/${made.body.id}/commands`, [
    {
      command: "addExpectation",
      args: { id: "new", touchpoint: airline.touchpoints?.[0]?.id, statement: "x", measure: { kind: "boolean" } },
    },
  ]);
  const after = await program.get(`/api/v1/maps/${made.body.id}/insights`);
  expect(after.body.expectations.new).toMatchObject({ status: "unpromised", gap: null });
});

test("H21 requests to one map take turns: of two that add the same, one is told", async () => {
  const map = await newMap();
  const add = () =>
    program.post(`/api/v1/maps/${map}/commands`, [{ command: "addStage", args: { id: "twin", title: "Twin" } }]);
  const replies = await Promise.all([add(), add(), add()]);
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  const { stages } = (await program.get(`/api/v1/maps/${map}`)).body;
  expect(stages.filter(({ id }: { id: string }) => id === "twin")).toHaveLength(1);
});

test("H6 insights hold weak spots, plans B and scenarios, and say why a scenario cannot be computed", async () => {
  const { id } = (await program.post("/api/v1/maps", { journey: airline })).body;
  const { body } = await program.get(`/api/v1/maps/${id}/insights`);
  expect(body.weakSpots.w1.probability).toBeCloseTo(0.20237, 5);
  expect(body.weakSpots.w4.needsPlay).toBe(true);
  expect(Object.keys(body.plays)).toEqual(airline.plays?.map((play) => play.id));
  expect(body.scenarios.wi4.paradox).toMatchObject({
    verdict: "impossible",
    reasons: ["SEVERE", "DOUBLE_DEVIATION", "PREVENTABLE"],
  });

  const endless = await newMap("Round and round");
  const ran = await program.post(`/api/v1/maps/${endless}/commands`, [
    { command: "addTouchpoint", args: { id: "a", stage: "before", lane: "touchpoints", title: "A" } },
    { command: "addConnection", args: { from: "a", to: "a", probability: 1 } },
    { command: "addScenario", args: { id: "loop", title: "Loop", touchpoints: { a: { failure: 0 } } } },
  ]);
  expect(ran.status).toBe(200);
  const refused = (await program.get(`/api/v1/maps/${endless}/insights`)).body;
  expect(insightsContract.strict().parse(refused).scenarios.loop).toEqual({
    refused: expect.any(String),
    touchpoints: ["a"],
  });
});

test("H7 the list follows a change of a map, and puts it first", async () => {
  const quiet = await newMap("Quiet");
  const busy = (await program.post("/api/v1/maps", { template: "telecom-fault" })).body.id;
  const other = await newMap("Other");
  await program.post(`/api/v1/maps/${busy}/commands`, [
    { command: "patchMap", args: { fields: { title: "Busy" } } },
    { command: "deleteRecords", args: { refs: [{ kind: "stage", id: await firstStage(busy) }] } },
  ]);
  const records = recordsOfJourney((await program.get(`/api/v1/maps/${busy}`)).body);
  const { index, coverage } = computeInsights(records, today()).rollups.map;
  const list = async () => (await program.get("/api/v1/maps")).body as { id: string }[];
  await expect
    .poll(async () => (await list()).find(({ id }) => id === busy), { timeout: 20_000 })
    .toMatchObject({ title: "Busy", index, coverage });
  const ids = (await list()).map(({ id }) => id);
  expect(ids.indexOf(busy)).toBeLessThan(ids.indexOf(other));
  expect(ids.indexOf(other)).toBeLessThan(ids.indexOf(quiet));
  expect((await list()).find(({ id }) => id === quiet)).toMatchObject({ index: null, worst: null, curve: [] });
});

test("H7 after a start every map's figures are computed again", async () => {
  const map = await newMap("Before");
  const addPhone = {
    command: "addTouchpoint",
    args: { id: "phone", stage: "before", lane: "touchpoints", title: "Phone" },
  };
  await program.post(`/api/v1/maps/${map}/commands`, [
    { command: "patchMap", args: { fields: { title: "After" } } },
    addPhone,
    { command: "addWeakSpot", args: { touchpoint: "phone", title: "No one answers" } },
  ]);
  const later = await newMap("Later");
  await studio.restart();
  const list = async (): Promise<{ id: string }[]> => (await program.get("/api/v1/maps")).body;
  const item = async () => (await list()).find(({ id }) => id === map);
  await expect.poll(item, { timeout: 20_000 }).toMatchObject({ title: "After", openRisks: 1 });
  // Nobody had time to list the change before the end; it is found now.
  const ids = (await list()).map(({ id }) => id);
  expect(ids.indexOf(map)).toBeLessThan(ids.indexOf(later));
});

async function firstStage(map: string): Promise<string> {
  return (await program.get(`/api/v1/maps/${map}`)).body.stages[0].id;
}

test("H8 a deleted map lies in the bin, comes back whole, and is gone when it is deleted there", async () => {
  const map = await newMap("Wanted");
  const journey = (await program.get(`/api/v1/maps/${map}`)).body;
  const ids = async (query: string) =>
    (await program.get(`/api/v1/maps${query}`)).body.map(({ id }: { id: string }) => id);

  expect(problemOf(await program.delete(`/api/v1/maps/${map}?forever=true`)).code).toBe("CONFLICT");
  expect((await program.delete(`/api/v1/maps/${map}`)).status).toBe(204);
  expect(await ids("")).not.toContain(map);
  expect(await ids("?bin=true")).toContain(map);
  expect(problemOf(await program.get(`/api/v1/maps/${map}`)).code).toBe("NOT_FOUND");

  expect((await program.post(`/api/v1/maps/${map}/restore`)).status).toBe(204);
  expect((await program.get(`/api/v1/maps/${map}`)).body).toEqual(journey);
  expect(problemOf(await program.post(`/api/v1/maps/${map}/restore`)).code).toBe("CONFLICT");

  await program.delete(`/api/v1/maps/${map}`);
  expect((await program.delete(`/api/v1/maps/${map}?forever=true`)).status).toBe(204);
  expect(await ids("?bin=true")).not.toContain(map);
  expect(problemOf(await program.post(`/api/v1/maps/${map}/restore`)).code).toBe("NOT_FOUND");
});

test("H8 whoever has a map open is sent out when it goes to the bin, and 30 days later it is gone", async () => {
  const map = await newMap("Old");
  const visit = await joinRoom(studio, program, map);
  await program.delete(`/api/v1/maps/${map}`);
  expect(await visit.closed).toBe(closeCodes.noSuchMap);
  expect(await (await joinRoom(studio, program, map)).closed).toBe(closeCodes.noSuchMap);

  const binnedAgo = async (ms: number) => {
    const at = new Date(Date.now() - ms).toISOString();
    await studio.store.sql('UPDATE map SET "deletedAt" = ? WHERE id = ?', at, map);
    await studio.restart();
    return (await program.get("/api/v1/maps?bin=true")).body.some(({ id }: { id: string }) => id === map);
  };
  const day = 86_400_000;
  expect(await binnedAgo(limits.binDays * day - 60_000)).toBe(true);
  expect(await binnedAgo(limits.binDays * day)).toBe(false);
  expect(await studio.store.sql("SELECT seq FROM map_snapshots WHERE map = ?", map)).toEqual([]);
});

test("H22 a map whose making was cut short is nowhere to be seen, and gone after the next start", async () => {
  const map = await newMap("Half made");
  // What a kill leaves between the content and the last step.
  const then = new Date(Date.now() - 3_600_000).toISOString();
  await studio.store.sql("UPDATE map SET deletedAt = '', createdAt = ? WHERE id = ?", then, map);
  const rows = (table: string, column: string) =>
    studio.store.sql(`SELECT ${column} FROM ${table} WHERE ${column} = ?`, map);
  for (const query of ["", "?bin=true"])
    expect((await program.get(`/api/v1/maps${query}`)).body.map(({ id }: { id: string }) => id)).not.toContain(map);
  expect((await program.get(`/api/v1/maps/${map}`)).status).toBe(404);
  expect((await program.post(`/api/v1/maps/${map}/restore`)).status).toBe(404);
  await studio.restart();
  const left = [rows("map", "id"), rows("map_heads", "map"), rows("map_snapshots", "map")];
  expect(await Promise.all(left)).toEqual([[], [], []]);
});

test("H19 a map near the limits is made, read and changed like a small one, and refused with all its problems", async () => {
  const count = 3_000;
  const touchpoints = Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    stage: "before",
    lane: "touchpoints",
    title: `Touchpoint ${index}`,
  }));
  const expectations = touchpoints.map(({ id }, index) => ({
    id: `e${index}`,
    touchpoint: id,
    statement: "It works",
    measure: { kind: "boolean" },
  }));
  const blank = (await program.get(`/api/v1/maps/${await newMap("Big")}`)).body;
  const big = { ...blank, touchpoints, expectations };
  const made = await program.post("/api/v1/maps", { journey: big });
  expect(made.status).toBe(201);
  const path = `/api/v1/maps/${made.body.id}`;
  expect((await program.get(path)).body).toEqual(big);
  expect(Object.keys((await program.get(`${path}/insights`)).body.expectations)).toHaveLength(count);
  const ran = await program.post(`${path}/commands`, [
    { command: "patchTouchpoint", args: { id: "t7", fields: { title: "Seven" } } },
  ]);
  expect(ran.status).toBe(200);
  expect((await program.get(path)).body.touchpoints[7].title).toBe("Seven");
  const gone = await program.post(`${path}/commands`, [{ command: "patchTouchpoint", args: { id: "x", fields: {} } }]);
  expect(problemOf(gone)).toMatchObject({ code: "NOT_FOUND", detail: expect.stringMatching(/^Command 1: /) });

  const faulty = { ...big, touchpoints: touchpoints.map((touchpoint) => ({ ...touchpoint, stage: "none" })) };
  expect(problemOf(await program.post("/api/v1/import?commit=true", faulty)).problems).toHaveLength(count);
});

test("H1 what cannot be read, does not exist or is unknown gets a problem document", async () => {
  const json = { "content-type": "application/json" };
  expect(problemOf(await program.send("POST", "/api/v1/maps", "{", json)).code).toBe("MALFORMED");
  expect(problemOf(await program.send("POST", "/api/v1/maps", "title=x", { "content-type": "text/plain" })).code).toBe(
    "MALFORMED",
  );
  expect(problemOf(await program.post("/api/v1/maps")).code).toBe("INVALID");
  expect(problemOf(await program.get("/api/v1/nothing")).code).toBe("NOT_FOUND");
  expect(problemOf(await program.get("/api/v1/maps/nothing")).code).toBe("NOT_FOUND");
  expect(problemOf(await program.send("PUT", "/api/v1/maps")).code).toBe("NOT_FOUND");
  expect(problemOf(await program.get("/api/v1/maps?bin=perhaps")).problems?.[0]?.path).toBe("bin");
  expect(problemOf(await program.get(`/api/v1/maps/${"x".repeat(limits.idChars + 1)}`)).code).toBe("NOT_FOUND");
  expect(problemOf(await program.get("/api/v1/maps/%E0%A4%A")).code).toBe("MALFORMED");
});

test("H10 a body may have the size of its limit and not a byte more", async () => {
  const ofBytes = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
  const json = { "content-type": "application/json" };
  const send = (path: string, bytes: number) => program.send("POST", path, ofBytes(bytes), json);
  expect(problemOf(await send("/api/v1/tickets", limits.frameBytes)).code).toBe("INVALID");
  expect(problemOf(await send("/api/v1/tickets", limits.frameBytes + 1))).toMatchObject({
    status: 413,
    code: "TOO_LARGE",
  });
  const map = await newMap();
  expect(problemOf(await send(`/api/v1/maps/${map}/commands`, limits.frameBytes)).code).toBe("INVALID");
  expect(problemOf(await send(`/api/v1/maps/${map}/commands`, limits.frameBytes + 1)).code).toBe("TOO_LARGE");
  expect((await send("/api/v1/import?format=json", limits.importBytes)).status).toBe(200);
  expect(problemOf(await send("/api/v1/import?format=json", limits.importBytes + 1)).status).toBe(413);
});

test("H10 a request may have so many commands, and one past it is refused before any is looked at", async () => {
  const map = await newMap();
  const run = (list: unknown[]) => program.post(`/api/v1/maps/${map}/commands`, list);
  const patch = { command: "patchMap", args: { fields: { context: "x" } } };
  const most = await run(Array.from({ length: limits.commandsPerRequest }, () => patch));
  expect(most.body.results).toHaveLength(limits.commandsPerRequest);
  const refused = problemOf(await run(Array.from({ length: limits.commandsPerRequest + 1 }, () => [])));
  expect(refused.problems).toHaveLength(1);
});

test("H19 a body that is all brackets is refused in words, wherever it is sent", async () => {
  const map = await newMap();
  const json = { "content-type": "application/json" };
  const brackets = (chars: number) => `[${"[],".repeat((chars - 4) / 3)}[]]`;
  const ran = await program.send("POST", `/api/v1/maps/${map}/commands`, brackets(limits.frameBytes), json);
  expect(problemOf(ran).problems).toHaveLength(1);
  const made = await program.send("POST", "/api/v1/maps", brackets(limits.importBytes), json);
  expect(problemOf(made).code).toBe("INVALID");
});

test("H10 one person's requests are limited each minute, and others' are not", async () => {
  const visitor = studio.visitor();
  const peek = () => visitor.post("/api/v1/links/peek", { token: "guess" });
  const replies = await Promise.all(Array.from({ length: 301 }, peek));
  expect(replies.filter(({ status }) => status === 404)).toHaveLength(300);
  const [late] = replies.filter(({ status }) => status === 429);
  expect(problemOf(late!)).toMatchObject({ code: "RATE", detail: expect.stringMatching(/seconds/) });
  expect(Number(late!.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await program.post("/api/v1/links/peek", { token: "guess" })).status).toBe(404);
});

test("H10 S24 passwords for one account can be tried so often from one network, and no stranger locks it", async () => {
  const own = await startStudio({ KEPT_TRUST_PROXY: "true" });
  await own.owner();
  const signIn = (email: string, password: string, from: string) =>
    own.visitor().post("/api/auth/sign-in/email", { email, password }, { "x-forwarded-for": from });
  const emails = [ownerAccount.email, ownerAccount.email.toUpperCase()];
  const tries = Array.from({ length: 21 }, (_, index) => signIn(emails[index % 2]!, `guess ${index}`, "198.51.100.1"));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect((await signIn(ownerAccount.email, ownerAccount.password, "203.0.113.7")).status).toBe(200);
  await own.close();
});

test("H12 the studio is alive, ready, and shows its figures to who has the token", async () => {
  const visitor = studio.visitor();
  expect(await visitor.get("/healthz")).toMatchObject({ status: 200, body: { status: "alive" } });
  expect(await visitor.get("/readyz")).toMatchObject({ status: 200, body: { status: "ready" } });
  const open = await visitor.get("/metrics");
  expect(open.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(open.body).toMatch(/^kept_rooms \d+$/m);
  expect(open.body).toMatch(/kept_http_reply_seconds_count\{action="alive",status="2xx"\} [1-9]/);

  const closed = await startStudio({ KEPT_METRICS_TOKEN: "figures" });
  const get = (authorization: string) => closed.visitor().get("/metrics", { authorization });
  expect(problemOf(await closed.visitor().get("/metrics")).code).toBe("SIGNED_OUT");
  expect((await get("Bearer figure")).status).toBe(401);
  expect((await get("Bearer figures")).status).toBe(200);
  await closed.close();
});

test("H13 the OpenAPI document describes every command, and its references hold", async () => {
  const { body } = await studio.visitor().get("/api/v1/openapi.json");
  expect(body.openapi).toBe("3.1.0");
  for (const name of Object.keys(commands))
    expect(body.components.schemas[`command.${name}`].properties.command).toEqual({ const: name });
  const references = JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  for (const [, name] of references) expect(body.components.schemas).toHaveProperty([name!]);
  const schema = (await studio.visitor().get("/api/v1/schema/journey.json")).body;
  expect(schema.properties.touchpoints.items.required).toEqual(["id", "stage", "lane", "title"]);
  expect("journey" in parseJourney(airline)).toBe(true);
});
