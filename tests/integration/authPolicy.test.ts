import { randomUUID } from "node:crypto";
import fastify from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { type GuardDeps, addGuard } from "../../server/http/guard.ts";
import { type RouteName, routeNames, routes } from "../../shared/api/routes.ts";
import type { Role } from "../../shared/api/people.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { type Action, type PlainRoute, policy } from "../../server/auth/policy.ts";
import { type Cast, type Somebody, castSecret, openCast } from "./cast.ts";
import { joinRoom } from "./roomVisit.ts";
import { type Caller, type Reply, type TestStudio, startStudio } from "./studio.ts";

/**
 * What each actor gets, written down a second time and not derived from the policy: `.` is let through, 1 is 401, 3 is
 * 403, 4 is 404. The columns are the actors, in groups.
 */
const groups = {
  nobody: ["anonymous", "wrongToken", "disabled", "expiredSession"],
  lost: ["expiredLink", "revokedLink"],
  outside: ["otherOwner", "nonMember", "removedMember"],
  links: ["linkViewer", "linkCommenter", "linkEditor"],
  members: ["viewer", "commenter", "editor", "mapOwner", "workspaceOwner"],
  tokens: ["readToken", "writeToken", "manageToken"],
  admins: ["administrator", "administratorsToken"],
  program: ["program"],
} as const;

type Actor = (typeof groups)[keyof typeof groups][number];
const actors: readonly Actor[] = Object.values(groups).flat();

//                  nobody lost outside links members tokens admins program
const everyone = "  ....   ..   ...     ...   .....   ...    ..     .";
const nowhere = "   4444   44   444     444   44444   444    44     4";
const known = "     1111   ..   ...     ...   .....   ...    ..     .";
const accounts = "  1111   33   ...     333   .....   333    .3     3";
const selves = "    1111   ..   ...     ...   .....   333    .3     3";
const guestsOnly = "1111   ..   333     ...   33333   333    33     3";
const admins = "    1111   33   333     333   33333   333    ..     .";
const adminsSelf = "1111   33   333     333   33333   333    .3     .";
const noTokens = "  ....   ..   ...     ...   .....   333    .3     .";
const mapMakers = " 1111   33   .33     333   33.3.   3..    33     .";
const viewersUp = " 1111   44   444     ...   .....   ...    44     .";
const notLookers = "1111   44   444     ...   .....   3..    44     .";
const noGuests = "  1111   44   444     333   .....   ...    44     .";
const editorsUp = " 1111   44   444     33.   33...   3..    44     .";
const commenters = "1111   44   444     3..   3....   3..    44     .";
const mapOwners = " 1111   44   444     333   333..   33.    44     .";
// Who owns one map, and not its workspace, does not carry it away.
const movers = "    1111   44   444     333   3333.   33.    44     .";
// Only the map's owner has a role of his own on it that he can give up.
const mapLeavers = "1111   44   444     333   444.4   333    44     3";
const membersUp = " 1111   44   444     444   ...4.   ...    44     .";
const owners = "    1111   44   444     444   3334.   33.    44     .";
const leavers = "   1111   44   444     444   ...4.   333    44     3";

const expected: Record<Action, string> = {
  page: everyone,
  alive: everyone,
  ready: everyone,
  metrics: everyone,
  unknownApi: nowhere,
  finishSso: everyone,

  readSetup: everyone,
  claimOwner: everyone,
  signIn: everyone,
  signOut: everyone,
  confirmSecondFactor: everyone,
  sendSignInLink: everyone,
  useSignInLink: everyone,
  startSso: everyone,
  askForInvitation: everyone,
  sendResetLink: everyone,
  resetPassword: everyone,
  peekInvitation: everyone,
  acceptInvitation: everyone,
  peekLink: everyone,
  openLink: noTokens,
  readJourneySchema: everyone,
  readOpenApi: everyone,

  readMe: known,
  listMaps: known,
  listTemplates: known,
  listPlays: known,
  leaveAsGuest: guestsOnly,
  createMap: mapMakers,
  importMap: mapMakers,

  changeMe: accounts,
  changePassword: accounts,
  listSessions: accounts,
  endSession: accounts,
  endOtherSessions: accounts,
  startSecondFactor: accounts,
  finishSecondFactor: accounts,
  stopSecondFactor: accounts,
  renewBackupCodes: accounts,
  listTokens: accounts,
  createToken: accounts,
  revokeToken: accounts,
  exportMe: selves,
  eraseMe: selves,

  createWorkspace: accounts,
  renameWorkspace: owners,
  deleteWorkspace: owners,
  listMembers: membersUp,
  setMemberRole: owners,
  removeMember: owners,
  leaveWorkspace: leavers,
  listInvitations: owners,
  invite: owners,
  revokeInvitation: owners,
  listWorkspaceAudit: owners,

  listMapMembers: noGuests,
  inviteToMap: mapOwners,
  setMapMemberRole: mapOwners,
  removeMapMember: mapOwners,
  leaveMap: mapLeavers,
  listMapInvitations: mapOwners,
  revokeMapInvitation: mapOwners,
  moveMap: movers,

  listPeople: admins,
  changePerson: adminsSelf,
  erasePerson: adminsSelf,
  createResetLink: adminsSelf,
  readStudioSettings: admins,
  changeStudioSettings: adminsSelf,
  listAudit: admins,

  readMap: viewersUp,
  readAccess: viewersUp,
  readInsights: viewersUp,
  exportMap: viewersUp,
  createTicket: viewersUp,
  runCommands: editorsUp,
  listRuns: viewersUp,
  putRun: notLookers,
  listExercises: viewersUp,
  readExercise: viewersUp,
  createExercise: editorsUp,
  actInExercise: notLookers,
  listVersions: viewersUp,
  readVersion: viewersUp,
  readVersionState: viewersUp,
  compareVersion: viewersUp,
  listChanges: viewersUp,
  createVersion: editorsUp,
  nameVersion: editorsUp,
  restoreVersion: editorsUp,
  deleteVersion: mapOwners,
  listComments: viewersUp,
  putComment: commenters,
  deleteComment: commenters,
  resolveThread: commenters,
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

const outcomes = { ".": "ok", "1": 401, "3": 403, "4": 404 } as const;

type Outcome = (typeof outcomes)[keyof typeof outcomes];

function outcomeOf(action: Action, actor: Actor): Outcome {
  const row = expected[action].replaceAll(" ", "");
  expect([action, row.length]).toEqual([action, actors.length]);
  return outcomes[row[actors.indexOf(actor)] as keyof typeof outcomes];
}

const newPlan = { type: "plan", title: "New", story: "", plays: [], injects: [] };

/** The smallest body that the route takes. */
const bodies: Partial<Record<RouteName, (place: Place & { run: string }) => unknown>> = {
  claimOwner: () => ({ token: "x", name: "Eve", email: "eve@example.org", password: "a long enough password" }),
  signIn: () => ({ email: anEmail(), password: "wrong" }),
  confirmSecondFactor: () => ({ code: "000000" }),
  sendSignInLink: () => ({ email: anEmail() }),
  useSignInLink: () => ({ token: "x" }),
  startSso: () => ({}),
  sendResetLink: () => ({ email: anEmail() }),
  askForInvitation: () => ({ email: anEmail() }),
  resetPassword: () => ({ token: "x", password: "a long enough password" }),
  peekInvitation: () => ({ token: "x" }),
  acceptInvitation: () => ({ token: "x" }),
  changeMe: () => ({ name: "Grace" }),
  changePassword: () => ({ password: "short" }),
  startSecondFactor: () => ({}),
  finishSecondFactor: () => ({ code: "000000" }),
  stopSecondFactor: () => ({}),
  renewBackupCodes: () => ({}),
  createToken: () => ({ name: "Script", scope: "read", expiresInDays: 1 }),
  eraseMe: () => ({ email: "not the address" }),
  createWorkspace: () => ({ name: "New" }),
  renameWorkspace: () => ({ name: "Renamed" }),
  setMemberRole: () => ({ role: "viewer" }),
  invite: () => ({ email: anEmail(), role: "viewer" }),
  inviteToMap: () => ({ email: anEmail(), role: "viewer" }),
  setMapMemberRole: () => ({ role: "viewer" }),
  moveMap: ({ workspace }) => ({ workspace }),
  changePerson: () => ({ isAdmin: false }),
  changeStudioSettings: () => ({ signUp: "invitation", domains: [], domainWorkspace: null, domainRole: "viewer" }),
  createMap: () => ({ title: "New" }),
  importMap: () => ({ format: "kept.journey", version: 1, title: "New" }),
  runCommands: () => [{ command: "addStage", args: { title: "New" } }],
  putRun: ({ run }) => ({ ...emptyRun, id: run }),
  createTicket: ({ map }) => ({ map }),
  createExercise: () => ({ act: newPlan }),
  actInExercise: () => ({ key: `key-${Math.random()}`, act: { type: "join", role: "observer" } }),
  putComment: () => ({ text: "New" }),
  resolveThread: () => ({ resolved: true }),
  createVersion: () => ({ name: "New" }),
  nameVersion: () => ({ name: "Then, renamed" }),
  createLink: () => ({ role: "viewer" }),
  peekLink: ({ token }) => ({ token }),
  openLink: ({ token }) => ({ token, name: "Grace" }),
};

/** Tries are counted by address: each is of somebody else. */
function anEmail(): string {
  return `${randomUUID()}@example.com`;
}

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

/** What the route itself answers to that body, after the policy let the actor pass; else its success. */
const businessStatus: Partial<Record<RouteName, number>> = {
  claimOwner: 409,
  signIn: 401,
  confirmSecondFactor: 401,
  useSignInLink: 404,
  startSso: 404,
  askForInvitation: 403,
  resetPassword: 404,
  peekInvitation: 404,
  acceptInvitation: 404,
  changePassword: 422,
  endSession: 404,
  finishSecondFactor: 422,
  renewBackupCodes: 409,
  revokeToken: 404,
  deleteWorkspace: 409,
  deleteComment: 404,
  resolveThread: 404,
};

interface Place {
  map: string;
  workspace: string;
  link: string;
  token: string;
  exercise: string;
  version: string;
  /** Somebody in the workspace, and with a role on the map. */
  person: string;
  invitation: string;
  mapInvitation: string;
}

/** Routes after which the place is another for whom they let through: each of these gets a place of his own. */
const placeUpheavals: ReadonlySet<RouteName> = new Set([
  "deleteMap",
  "restoreMap",
  "revokeLink",
  "restoreVersion",
  "deleteVersion",
  "removeMember",
  "removeMapMember",
  "leaveMap",
  "erasePerson",
  "revokeInvitation",
  "revokeMapInvitation",
]);

/** Routes after which only the actor is another: new ones, in the place of all. */
const actorUpheavals: ReadonlySet<RouteName> = new Set([
  "openLink",
  "leaveAsGuest",
  "signOut",
  "eraseMe",
  "createWorkspace",
  "leaveWorkspace",
]);

let studio: TestStudio;
let cast: Cast;
let runs = 0;
let commonPlace: Place;
const commonActors = new Map<Actor, Caller>();

beforeAll(async () => {
  // Nobody takes the mail; who asks for it is answered all the same.
  studio = await startStudio({
    KEPT_SECRET: castSecret,
    KEPT_SMTP_URL: "smtp://127.0.0.1:1",
    KEPT_PUBLIC_URL: "http://127.0.0.1:1",
  });
  await studio.owner();
  cast = await openCast(studio);
  commonPlace = await newPlace();
  for (const actor of actors) commonActors.set(actor, await newActor[actor](commonPlace));
});
afterAll(async () => {
  await cast.close();
  await studio.close();
});

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

/** A fresh map with a link, in a workspace of its own. */
async function newPlace(): Promise<Place> {
  const program = studio.program();
  const workspace = await cast.workspace();
  await cast.join(workspace, await cast.person(), "owner");
  const map = (await program.post("/api/v1/maps", { title: "Place", workspace })).body.id;
  const link = (await program.post(`/api/v1/maps/${map}/links`, { role: "viewer" })).body;
  // Led by nobody of these: its last facilitator could not take another role.
  const leader = await studio.guest(map, "editor", "Ada");
  const exercise = (await leader.post(`/api/v1/maps/${map}/exercises`, { act: newPlan })).body.id;
  const version = (await program.post(`/api/v1/maps/${map}/versions`, { name: "Then" })).body.id;
  const person = await cast.person();
  await cast.join(workspace, person, "viewer");
  await cast.share(map, person, "viewer");
  const invitation = await cast.invite({ workspaceId: workspace });
  const mapInvitation = await cast.invite({ mapId: map });
  const token = link.url.split("#")[1];
  return { map, workspace, link: link.id, token, exercise, version, person: person.id, invitation, mapInvitation };
}

async function newMember({ workspace }: Place, role: Role): Promise<Somebody> {
  const person = await cast.person();
  await cast.join(workspace, person, role);
  return person;
}

/** A guest who came by a link that is not in force any more. */
async function newLostGuest({ map }: Place, how: "expired" | "revoked"): Promise<Caller> {
  const { body } = await studio.program().post(`/api/v1/maps/${map}/links`, { role: "editor" });
  const guest = studio.visitor();
  await guest.post("/api/v1/links/open", { token: body.url.split("#")[1], name: "Grace" });
  if (how === "revoked") await studio.program().delete(`/api/v1/maps/${map}/links/${body.id}`);
  else await studio.store.sql("UPDATE shareLink SET expiresAt = ? WHERE id = ?", now, body.id);
  return guest;
}

const newActor: Record<Actor, (place: Place) => Promise<Caller>> = {
  anonymous: async () => studio.visitor(),
  async wrongToken(place) {
    const { caller } = await newMember(place, "owner");
    caller.headers.authorization = "Bearer of a wrong token, 32 characters or more";
    return caller;
  },
  async disabled(place) {
    const person = await newMember(place, "owner");
    await cast.disable(person);
    return person.caller;
  },
  async expiredSession(place) {
    const person = await newMember(place, "owner");
    await cast.expire(person);
    return person.caller;
  },
  expiredLink: (place) => newLostGuest(place, "expired"),
  revokedLink: (place) => newLostGuest(place, "revoked"),
  async otherOwner() {
    const person = await cast.person();
    await cast.join(await cast.workspace(), person, "owner");
    return person.caller;
  },
  nonMember: async () => (await cast.person()).caller,
  async removedMember(place) {
    const person = await newMember(place, "editor");
    expect((await person.caller.get(`/api/v1/maps/${place.map}`)).status).toBe(200);
    await cast.leave(place.workspace, person);
    return person.caller;
  },
  linkViewer: ({ map }) => studio.guest(map, "viewer"),
  linkCommenter: ({ map }) => studio.guest(map, "commenter"),
  linkEditor: ({ map }) => studio.guest(map, "editor"),
  viewer: async (place) => (await newMember(place, "viewer")).caller,
  commenter: async (place) => (await newMember(place, "commenter")).caller,
  editor: async (place) => (await newMember(place, "editor")).caller,
  async mapOwner({ map }) {
    const person = await cast.person();
    await cast.share(map, person, "owner");
    return person.caller;
  },
  workspaceOwner: async (place) => (await newMember(place, "owner")).caller,
  readToken: async (place) => cast.token(await newMember(place, "owner"), "read"),
  writeToken: async (place) => cast.token(await newMember(place, "owner"), "write"),
  manageToken: async (place) => cast.token(await newMember(place, "owner"), "manage"),
  administrator: async () => (await cast.person({ isAdmin: true })).caller,
  administratorsToken: async () => cast.token(await cast.person({ isAdmin: true }), "manage"),
  program: async () => studio.program(),
};

function ask(caller: Caller, name: RouteName, place: Place): Promise<Reply> {
  const { method, path } = routes[name];
  // A run or a comment is its maker's: each is asked for with one of its own.
  const run = `run-${(runs += 1)}`;
  const parts: Record<string, string> = { ...place, run, comment: `comment-${run}`, session: "none" };
  if (path.includes("/me/tokens/")) parts.token = "none";
  if (path.startsWith(routes.listMapInvitations.path)) parts.invitation = place.mapInvitation;
  const url = path.replaceAll(/:(\w+)/g, (_, part: string) => encodeURIComponent(parts[part] ?? ""));
  const body = bodies[name]?.({ ...place, run });
  if (method === "PUT") return caller.send(method, url, JSON.stringify(body), { "content-type": "application/json" });
  if (method === "POST") return caller.post(url, body);
  return method === "GET" ? caller.get(url) : caller.delete(url);
}

test("A1 the table of this test and the policy name the same actions", () => {
  expect(Object.keys(expected).toSorted()).toEqual(Object.keys(policy).toSorted());
});

describe.each(routeNames)("%s", (name) => {
  test(`A1 ${name}`, async () => {
    for (const actor of actors) {
      const outcome = outcomeOf(name, actor);
      // Who is refused leaves everything as it was, so that it need not be new.
      const place = outcome === "ok" && placeUpheavals.has(name) ? await newPlace() : commonPlace;
      const isNew = place !== commonPlace || (outcome === "ok" && actorUpheavals.has(name));
      const caller = isNew ? await newActor[actor](place) : commonActors.get(actor)!;
      if (name === "restoreMap" && outcome === "ok") await studio.program().delete(`/api/v1/maps/${place.map}`);
      const { status, body } = await ask(caller, name, place);
      // A guest is known by his session alone, and has no address to type.
      const success = name === "eraseMe" && !isGuest(actor) ? 422 : routes[name].reply.status;
      if (outcome === "ok") expect([actor, status]).toEqual([actor, businessStatus[name] ?? success]);
      else expect([actor, status, body.code]).toEqual([actor, outcome, codes[outcome]]);
    }
  });
});

function isGuest(actor: Actor): boolean {
  return ([...groups.lost, ...groups.links] as Actor[]).includes(actor);
}

const codes = { 401: "SIGNED_OUT", 403: "FORBIDDEN", 404: "NOT_FOUND" } as const;

const plainPaths = {
  page: { path: "/", status: 503 },
  alive: { path: "/healthz", status: 200 },
  ready: { path: "/readyz", status: 200 },
  metrics: { path: "/metrics", status: 200 },
  unknownApi: { path: "/api/v1/x", status: 404 },
  finishSso: { path: "/api/v1/sign-in/sso/callback", status: 303 },
} as const satisfies Record<PlainRoute, { path: string; status: number }>;

test.each(Object.entries(plainPaths))("A1 %s by everyone", async (action, { path, status }) => {
  for (const actor of actors) {
    const reply = await commonActors.get(actor)!.get(path);
    // Nothing is built for this studio, so its pages say so.
    expect([actor, reply.status]).toEqual([actor, outcomeOf(action as PlainRoute, actor) === "ok" ? status : 404]);
  }
});

const closes = { 401: closeCodes.signedOut, 403: closeCodes.forbidden, 404: closeCodes.noSuchMap } as const;

test.each(actors)("A1 the sync socket for %s", async (actor) => {
  const visit = await joinRoom(studio, commonActors.get(actor)!, commonPlace.map);
  const outcome = (action: Action) => outcomeOf(action, actor);
  const join = outcome("sync.join");
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
  const guest = commonActors.get("otherOwner")!;
  const { body: hidden } = await guest.get(`/api/v1/maps/${commonPlace.map}`);
  const { body: absent } = await guest.get("/api/v1/maps/none");
  expect(hidden).toEqual(absent);
});

test("A3 a map in the bin can be restored or deleted by its owner, and is not there for anything else", async () => {
  const place = await newPlace();
  const viewer = await newActor.viewer(place);
  const owner = await newActor.workspaceOwner(place);
  await studio.program().delete(`/api/v1/maps/${place.map}`);
  const ofMap = routeNames.filter((name) => routes[name].path.includes(":map") || name === "createTicket");
  for (const name of ofMap.filter((name) => name !== "restoreMap" && name !== "deleteMap"))
    expect([name, (await ask(owner, name, place)).status]).toEqual([name, 404]);
  for (const name of ofMap) expect([name, (await ask(viewer, name, place)).status]).toEqual([name, 404]);
  expect((await ask(viewer, "peekLink", place)).status).toBe(404);
  expect((await ask(owner, "restoreMap", place)).status).toBe(204);
  expect((await ask(viewer, "readMap", place)).status).toBe(200);
});
