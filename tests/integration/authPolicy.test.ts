import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { type GuardDeps, addGuard } from "../../server/http/guard.ts";
import { type RouteName, routeNames, routes } from "../../shared/api/routes.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { type Action, policy } from "../../server/auth/policy.ts";
import { joinRoom } from "./roomVisit.ts";
import { type Caller, type Reply, type TestStudio, startStudio } from "./studio.ts";

/**
 * What each actor gets, written down a second time and not derived from the policy: `ok`, or the status of the refusal.
 * `elsewhere` is a guest of another map; `gone` a guest whose link was revoked.
 */
const actors = ["stranger", "wrongToken", "gone", "elsewhere", "viewer", "editor", "owner", "program"] as const;

type Actor = (typeof actors)[number];
type Outcome = "ok" | 401 | 403 | 404;
type Row = readonly [Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome];

const everyone: Row = ["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"];
const known: Row = [401, 401, "ok", "ok", "ok", "ok", "ok", "ok"];
const guestsOnly: Row = [401, 401, "ok", "ok", "ok", "ok", 403, 403];
const ownersOnly: Row = [401, 401, 403, 403, 403, 403, "ok", "ok"];
const viewersUp: Row = [401, 401, 404, 404, "ok", "ok", "ok", "ok"];
const editorsUp: Row = [401, 401, 404, 404, 403, "ok", "ok", "ok"];
const mapOwners: Row = [401, 401, 404, 404, 403, 403, "ok", "ok"];

const expected: Record<Action, Row> = {
  page: everyone,
  alive: everyone,
  ready: everyone,
  metrics: everyone,
  unknownApi: [404, 404, 404, 404, 404, 404, 404, 404],

  readSetup: everyone,
  claimOwner: everyone,
  signIn: everyone,
  signOut: everyone,
  peekLink: everyone,
  openLink: everyone,
  readJourneySchema: everyone,
  readOpenApi: everyone,

  readMe: known,
  listMaps: known,
  listTemplates: known,
  listPlays: known,
  leaveAsGuest: guestsOnly,
  createMap: ownersOnly,
  importMap: ownersOnly,

  readMap: viewersUp,
  readAccess: viewersUp,
  readInsights: viewersUp,
  exportMap: viewersUp,
  createTicket: viewersUp,
  runCommands: editorsUp,
  listRuns: viewersUp,
  putRun: viewersUp,
  listExercises: viewersUp,
  readExercise: viewersUp,
  createExercise: editorsUp,
  actInExercise: viewersUp,
  listVersions: viewersUp,
  readVersion: viewersUp,
  readVersionState: viewersUp,
  compareVersion: viewersUp,
  listChanges: viewersUp,
  createVersion: editorsUp,
  nameVersion: editorsUp,
  restoreVersion: editorsUp,
  deleteVersion: mapOwners,
  listLinks: mapOwners,
  createLink: mapOwners,
  revokeLink: mapOwners,
  deleteMap: mapOwners,
  restoreMap: mapOwners,

  "sync.join": viewersUp,
  "sync.step1": viewersUp,
  "sync.awareness": viewersUp,
  "sync.queryAwareness": viewersUp,
  "sync.update": editorsUp,
};

const newPlan = { type: "plan", title: "New", story: "", plays: [], injects: [] };

/** The smallest body that the route takes. */
const bodies: Partial<Record<RouteName, (place: Place & { run: string }) => unknown>> = {
  claimOwner: () => ({ token: "x", name: "Eve", email: "eve@example.org", password: "a long enough password" }),
  signIn: () => ({ email: "ada@example.org", password: "wrong" }),
  createMap: () => ({ title: "New" }),
  importMap: () => ({ format: "kept.journey", version: 1, title: "New" }),
  runCommands: () => [{ command: "addStage", args: { title: "New" } }],
  putRun: ({ run }) => ({ ...emptyRun, id: run }),
  createTicket: ({ map }) => ({ map }),
  createExercise: () => ({ act: newPlan }),
  actInExercise: () => ({ key: `key-${Math.random()}`, act: { type: "join", role: "observer" } }),
  createVersion: () => ({ name: "New" }),
  nameVersion: () => ({ name: "Then, renamed" }),
  createLink: () => ({ role: "viewer" }),
  peekLink: ({ token }) => ({ token }),
  openLink: ({ token }) => ({ token, name: "Grace" }),
};

const now = "2024-06-03T08:00:00.000Z";
const emptyRun = {
  play: "p",
  title: "P",
  steps: [],
  detectedAt: now,
  startedAt: now,
  startedOn: "2024-06-03",
  events: [],
};

/** Refusals by the route itself, after the policy let the actor pass. */
const businessStatus: Partial<Record<RouteName, number>> = { claimOwner: 409, signIn: 401 };

interface Place {
  map: string;
  link: string;
  token: string;
  exercise: string;
  version: string;
}

/** Routes after which a map or an actor is another: they get a map and a session of their own. */
const upheavals: readonly RouteName[] = [
  "deleteMap",
  "restoreMap",
  "revokeLink",
  "restoreVersion",
  "deleteVersion",
  "openLink",
  "leaveAsGuest",
  "signOut",
];

let studio: TestStudio;
let runs = 0;
let otherMap: string;
let commonPlace: Place;
const commonActors = new Map<Actor, Caller>();

beforeAll(async () => {
  studio = await startStudio();
  otherMap = (await studio.program().post("/api/v1/maps", { title: "Other" })).body.id;
  commonPlace = await newPlace();
  for (const actor of actors) commonActors.set(actor, await newActor[actor](commonPlace));
});
afterAll(() => studio.close());

test("A1 with a route that the table does not name the studio does not start", () => {
  const open = (action?: string) => {
    const app = fastify();
    addGuard(app, {} as GuardDeps);
    return app.get("/new", { config: { ...(action !== undefined && { action: action as "alive" }) } }, () => "");
  };
  expect(() => open("alive")).not.toThrow();
  for (const action of [undefined, "aliv", "constructor"])
    expect(() => open(action)).toThrow(/GET \/new has no action/);
});

/** A fresh map with a link. */
async function newPlace(): Promise<Place> {
  const program = studio.program();
  const map = (await program.post("/api/v1/maps", { title: "Place" })).body.id;
  const link = (await program.post(`/api/v1/maps/${map}/links`, { role: "viewer" })).body;
  // Led by nobody of these: its last facilitator could not take another role.
  const leader = await studio.guest(map, "editor", "Ada");
  const exercise = (await leader.post(`/api/v1/maps/${map}/exercises`, { act: newPlan })).body.id;
  const version = (await program.post(`/api/v1/maps/${map}/versions`, { name: "Then" })).body.id;
  return { map, link: link.id, token: link.url.split("#")[1], exercise, version };
}

const newActor: Record<Actor, (place: Place) => Promise<Caller>> = {
  stranger: async () => studio.visitor(),
  async wrongToken({ map }) {
    const guest = await studio.guest(map, "editor");
    guest.headers.authorization = "Bearer of a wrong token, 32 characters or more";
    return guest;
  },
  async gone({ map }) {
    const { body } = await studio.program().post(`/api/v1/maps/${map}/links`, { role: "editor" });
    const guest = studio.visitor();
    await guest.post("/api/v1/links/open", { token: body.url.split("#")[1], name: "Grace" });
    await studio.program().delete(`/api/v1/maps/${map}/links/${body.id}`);
    return guest;
  },
  elsewhere: () => studio.guest(otherMap, "editor"),
  viewer: ({ map }) => studio.guest(map, "viewer"),
  editor: ({ map }) => studio.guest(map, "editor"),
  owner: () => studio.owner(),
  program: async () => studio.program(),
};

function ask(caller: Caller, name: RouteName, place: Place): Promise<Reply> {
  const { method, path } = routes[name];
  // A run is its maker's: each is asked for with one of its own.
  const run = `run-${(runs += 1)}`;
  const url = path
    .replace(":map", place.map)
    .replace(":link", place.link)
    .replace(":run", run)
    .replace(":exercise", place.exercise)
    .replace(":version", place.version);
  const body = bodies[name]?.({ ...place, run });
  if (method === "PUT") return caller.send(method, url, JSON.stringify(body), { "content-type": "application/json" });
  if (method === "POST") return caller.post(url, body);
  return method === "GET" ? caller.get(url) : caller.delete(url);
}

test("A1 the table of this test and the policy name the same actions", () => {
  expect(Object.keys(expected).toSorted()).toEqual(Object.keys(policy).toSorted());
});

describe.each(routeNames)("%s", (name) => {
  test.each(actors)(`A1 ${name} by %s`, async (actor) => {
    const place = upheavals.includes(name) ? await newPlace() : commonPlace;
    const caller = upheavals.includes(name) ? await newActor[actor](place) : commonActors.get(actor)!;
    const outcome = expected[name][actors.indexOf(actor)]!;
    if (name === "restoreMap" && outcome === "ok") await studio.program().delete(`/api/v1/maps/${place.map}`);
    const { status, body } = await ask(caller, name, place);
    if (outcome === "ok") expect(status).toBe(businessStatus[name] ?? routes[name].reply.status);
    else expect({ status, code: body.code }).toEqual({ status: outcome, code: codes[outcome] });
  });
});

const codes = { 401: "SIGNED_OUT", 403: "FORBIDDEN", 404: "NOT_FOUND" } as const;

const plainPaths = {
  page: "/",
  alive: "/healthz",
  ready: "/readyz",
  metrics: "/metrics",
  unknownApi: "/api/v1/x",
} as const;

test.each(Object.entries(plainPaths))("A1 %s by everyone", async (action, path) => {
  for (const [index, actor] of actors.entries()) {
    const { status } = await commonActors.get(actor)!.get(path);
    const outcome = expected[action as Action][index];
    // Nothing is built for this studio, so its pages say so.
    expect(status).toBe(outcome === "ok" ? (action === "page" ? 503 : 200) : outcome);
  }
});

const closes = { 401: closeCodes.signedOut, 403: closeCodes.forbidden, 404: closeCodes.noSuchMap } as const;

test.each(actors)("A1 the sync socket for %s", async (actor) => {
  const visit = await joinRoom(studio, commonActors.get(actor)!, commonPlace.map);
  const outcome = (action: Action) => expected[action][actors.indexOf(actor)];
  const join = outcome("sync.join")!;
  if (join !== "ok") {
    expect(await visit.closed).toBe(closes[join]);
    return;
  }
  visit.send({ type: "queryAwareness" });
  visit.send({ type: "update", update: anUpdate() });
  if (outcome("sync.update") === "ok") expect(await visit.next("saved")).toMatchObject({ count: 1 });
  else expect(await visit.next("refused")).toMatchObject({ index: 1, code: "READ_ONLY" });
  expect(visit.isOpen()).toBe(true);
  visit.close();
});

/** A note by a new client. */
function anUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap("note").set("n", "not a record, and no harm");
  return Y.encodeStateAsUpdate(doc);
}

test("A2 a map that is not there and one that is not shared look the same", async () => {
  const guest = commonActors.get("elsewhere")!;
  const { body: hidden } = await guest.get(`/api/v1/maps/${commonPlace.map}`);
  const { body: absent } = await guest.get("/api/v1/maps/none");
  expect(hidden).toEqual(absent);
});

test("A3 a map in the bin can be restored or deleted by its owner, and is not there for anything else", async () => {
  const place = await newPlace();
  const viewer = await newActor.viewer(place);
  const owner = await newActor.owner(place);
  await studio.program().delete(`/api/v1/maps/${place.map}`);
  const ofMap = routeNames.filter((name) => routes[name].path.includes(":map") || name === "createTicket");
  for (const name of ofMap.filter((name) => name !== "restoreMap" && name !== "deleteMap"))
    expect([name, (await ask(owner, name, place)).status]).toEqual([name, 404]);
  for (const name of ofMap) expect([name, (await ask(viewer, name, place)).status]).toEqual([name, 404]);
  expect((await ask(viewer, "peekLink", place)).status).toBe(404);
  expect((await ask(owner, "restoreMap", place)).status).toBe(204);
  expect((await ask(viewer, "readMap", place)).status).toBe(200);
});
