import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../server/store/database.ts";
import { openMaps } from "../../server/store/maps.ts";
import { limits } from "../../shared/limits.ts";
import { type Cast, castSecret, openCast, type Somebody } from "./cast.ts";
import { type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let cast: Cast;
let owner: Somebody;
let workspace: string;
let at: string;

beforeAll(async () => {
  studio = await startStudio({ KEPT_SECRET: castSecret });
  cast = await openCast(studio);
});
afterAll(async () => {
  await cast.close();
  await studio.close();
});
beforeEach(async () => {
  owner = await cast.person({ name: "Ada" });
  workspace = (await owner.caller.post("/api/v1/workspaces", { name: "Team" })).body.id;
  at = `/api/v1/workspaces/${workspace}`;
});

const password = "a long enough password";
const newEmail = () => `${randomUUID()}@example.org`;

function put({ caller }: Somebody, path: string, body: object) {
  return caller.send("PUT", path, JSON.stringify(body), { "content-type": "application/json" });
}

/** Invites to the workspace; the secret of the link. */
async function invite(email: string, role: string, by = owner) {
  const { body } = await by.caller.post(`${at}/invitations`, { email, role });
  return { ...body, token: body.url?.split("#")[1] as string };
}

async function settings(change: object) {
  const usual = { signUp: "invitation", domains: [], domainWorkspace: null, domainRole: "viewer" };
  const program = studio.program();
  const body = JSON.stringify({ ...usual, ...change });
  return program.send("PUT", "/api/v1/studio", body, { "content-type": "application/json" });
}

test("PE1 who makes a workspace owns it; members see each other and its maps; it goes when it is empty", async () => {
  const member = await cast.person({ name: "Ben" });
  await cast.join(workspace, member, "editor");
  const made = await member.caller.post("/api/v1/maps", { title: "Ours", workspace });
  expect(made.status).toBe(201);
  const maps = (await owner.caller.get("/api/v1/maps")).body;
  expect(maps).toMatchObject([{ id: made.body.id, workspace, role: "owner" }]);
  const list = (await member.caller.get(`${at}/members`)).body;
  expect(list.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([
    ["Ada", "owner"],
    ["Ben", "editor"],
  ]);
  expect((await put(owner, at, { name: "Renamed" })).body.name).toBe("Renamed");
  expect((await member.caller.get("/api/v1/me")).body.workspaces).toEqual([
    { id: workspace, name: "Renamed", role: "editor" },
  ]);
  expect((await owner.caller.delete(at)).body.code).toBe("CONFLICT");
  await owner.caller.delete(`/api/v1/maps/${made.body.id}`);
  expect((await owner.caller.delete(at)).body.code).toBe("CONFLICT");
  await owner.caller.delete(`/api/v1/maps/${made.body.id}?forever=true`);
  expect((await owner.caller.delete(at)).status).toBe(204);
  expect((await member.caller.get("/api/v1/me")).body.workspaces).toEqual([]);
});

test("PE2 of two owners who leave at the same moment one stays", async () => {
  const other = await cast.person({ name: "Ben" });
  await cast.join(workspace, other, "owner");
  const leave = ({ caller }: Somebody) => caller.delete(`${at}/members`);
  const replies = await Promise.all([leave(owner), leave(other)]);
  expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 409]);
  const last = replies[0]?.status === 409 ? owner : other;
  expect((await put(last, `${at}/members/${last.id}`, { role: "editor" })).body.code).toBe("CONFLICT");
  expect((await last.caller.delete(`${at}/members/${last.id}`)).body.detail).toContain("“Team”");
});

test("PE2 of two administrators who disable each other at the same moment one stays", async () => {
  await studio.store.sql('UPDATE "user" SET "isAdmin" = 0');
  const [one, other] = [await cast.person({ isAdmin: true }), await cast.person({ isAdmin: true })];
  const take = (by: Somebody, from: Somebody, what: object) => put(by, `/api/v1/people/${from.id}`, what);
  const replies = await Promise.all([
    take(one, other, { isDisabled: true }),
    take(other, one, { isAdmin: false }),
    take(one, one, { isAdmin: false }),
  ]);
  expect(replies.some(({ status }) => status === 204)).toBe(true);
  const left = await studio.store.sql('SELECT id FROM "user" WHERE "isAdmin" = 1 AND "disabledAt" IS NULL');
  expect(left).toHaveLength(1);
});

test("PE3 who is no owner gives no role, and nobody raises himself", async () => {
  const editor = await cast.person();
  await cast.join(workspace, editor, "editor");
  expect((await put(editor, `${at}/members/${editor.id}`, { role: "owner" })).body.code).toBe("FORBIDDEN");
  expect((await editor.caller.post(`${at}/invitations`, { email: newEmail(), role: "owner" })).status).toBe(403);
  expect((await put(editor, `/api/v1/people/${editor.id}`, { isAdmin: true })).status).toBe(403);
  const token = await cast.token(owner, "write");
  expect((await token.post(`${at}/invitations`, { email: newEmail(), role: "viewer" })).status).toBe(403);
});

test("PE4 inviting gives who has an account the role at once and never lowers one, and others a link once", async () => {
  const person = await cast.person();
  expect(await invite(person.email.toUpperCase(), "editor")).toMatchObject({ outcome: "added", url: null });
  await invite(person.email, "viewer");
  expect((await person.caller.get("/api/v1/me")).body.workspaces).toMatchObject([{ id: workspace, role: "editor" }]);

  const email = newEmail();
  const { token, ...invited } = await invite(email, "commenter");
  expect(invited).toMatchObject({ outcome: "invited", isMailed: false });
  const visitor = studio.visitor();
  expect((await visitor.post("/api/v1/invitations/peek", { token })).body).toEqual({
    email,
    to: { kind: "workspace", title: "Team" },
    role: "commenter",
    hasAccount: false,
  });
  const accepted = await visitor.post("/api/v1/invitations/accept", { token, name: "Grace", password });
  expect(accepted.body).toEqual({ map: null, workspace });
  expect((await visitor.get("/api/v1/me")).body).toMatchObject({
    user: { name: "Grace" },
    account: { email, isAdmin: false },
    workspaces: [{ id: workspace, role: "commenter" }],
  });
  const again = { token, name: "Eve", password };
  expect((await studio.visitor().post("/api/v1/invitations/accept", again)).status).toBe(404);
});

test("PE5 an invitation is for its address, until it is taken back, runs out, or who made it is sent away", async () => {
  const [one, two, three] = [newEmail(), newEmail(), newEmail()];
  const accept = (token: string) =>
    studio.visitor().post("/api/v1/invitations/accept", { token, name: "Grace", password });
  const first = await invite(one, "viewer");
  const other = await cast.person();
  expect((await other.caller.post("/api/v1/invitations/accept", { token: first.token })).status).toBe(403);
  const [listed] = (await owner.caller.get(`${at}/invitations`)).body;
  expect(listed).toMatchObject({ email: one, role: "viewer", invitedBy: "Ada" });
  expect(Date.parse(listed.expiresAt) - Date.now()).toBeLessThanOrEqual(limits.invitationTtlMs);
  await owner.caller.delete(`${at}/invitations/${listed.id}`);
  expect((await accept(first.token)).status).toBe(404);

  const second = await invite(two, "viewer");
  await studio.store.sql("UPDATE invitation SET expiresAt = ? WHERE email = ?", new Date().toISOString(), two);
  expect((await accept(second.token)).status).toBe(404);

  const leaver = await cast.person();
  await cast.join(workspace, leaver, "owner");
  const third = await invite(three, "owner", leaver);
  await owner.caller.delete(`${at}/members/${leaver.id}`);
  expect((await accept(third.token)).status).toBe(404);
  expect((await owner.caller.get(`${at}/members`)).body).toHaveLength(1);
});

test("PE5 an invitation that cannot be taken up makes no account, and one that meets a limit stays good", async () => {
  const accept = (token: string) =>
    studio.visitor().post("/api/v1/invitations/accept", { token, name: "Grace", password });
  const accounts = (email: string) => studio.store.sql('SELECT id FROM "user" WHERE email = ?', email);
  const leaver = await cast.person();
  await cast.join(workspace, leaver, "owner");
  const [one, two] = [newEmail(), newEmail()];
  const worthless = await invite(one, "viewer", leaver);
  await owner.caller.delete(`${at}/members/${leaver.id}`);
  expect((await accept(worthless.token)).status).toBe(404);
  expect(await accounts(one)).toEqual([]);

  const good = await invite(two, "viewer");
  const now = new Date().toISOString();
  await cast.fill(async (insert) => {
    for (let n = 1; n < limits.membersPerWorkspace; n += 1) {
      const times = { createdAt: now, updatedAt: now };
      await insert("user", { id: `m${n}`, name: "N", email: `m${n}@n.example`, emailVerified: 1, ...times });
      await insert("workspaceMember", { workspaceId: workspace, userId: `m${n}`, role: "viewer", since: now });
    }
  });
  expect((await accept(good.token)).body.code).toBe("LIMIT");
  expect(await accounts(two)).toEqual([]);
  await owner.caller.delete(`${at}/members/m1`);
  expect((await accept(good.token)).status).toBe(200);
});

test("PE1 nothing is put into a workspace that is gone", async () => {
  const db = await openDatabase(studio.store.place);
  const maps = openMaps(db);
  const map = (await owner.caller.post("/api/v1/maps", { title: "Staying", workspace })).body.id;
  const of = { title: "T", summary: {} as never, contentHash: "" };
  await expect(maps.begin("nowhere", "gone", of)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(maps.move(map, "gone")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await maps.places(["nowhere", map])).toMatchObject([{ state: "absent" }, { workspace }]);
  await db.destroy();
});

test("PE6 while the studio is closed nobody new gets in, by invitations of before neither", async () => {
  const { token } = await invite(newEmail(), "viewer");
  expect((await settings({ signUp: "closed" })).status).toBe(200);
  const visitor = studio.visitor();
  const accepted = await visitor.post("/api/v1/invitations/accept", { token, name: "Grace", password });
  expect(accepted.body.code).toBe("FORBIDDEN");
  expect((await owner.caller.post(`${at}/invitations`, { email: newEmail(), role: "viewer" })).status).toBe(409);
  expect((await settings({ signUp: "domain" })).body.problems).toMatchObject([{ path: "domains" }]);
  expect((await settings({})).status).toBe(200);
});

test("PE7 a map moves to a workspace in which its owner may make maps, and is judged there", async () => {
  const member = await cast.person();
  await cast.join(workspace, member, "viewer");
  const map = (await owner.caller.post("/api/v1/maps", { title: "Moving", workspace })).body.id;
  const other = await cast.workspace();
  const move = (to: string) => put(owner, `/api/v1/maps/${map}/workspace`, { workspace: to });
  expect([(await move(other)).status, (await move("none")).status]).toEqual([404, 404]);
  await cast.join(other, owner, "viewer");
  expect((await move(other)).status).toBe(403);
  await studio.store.sql("UPDATE workspaceMember SET role = 'editor' WHERE workspaceId = ?", other);
  expect((await member.caller.get(`/api/v1/maps/${map}`)).status).toBe(200);
  expect((await move(other)).status).toBe(204);
  expect((await member.caller.get(`/api/v1/maps/${map}`)).status).toBe(404);
  expect((await owner.caller.get(`/api/v1/maps/${map}/access`)).body.role).toBe("editor");
});

test("PE7 who owns a map alone does not carry it out of its workspace", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "Staying", workspace })).body.id;
  const guest = await cast.person();
  await cast.share(map, guest, "owner");
  const own = (await guest.caller.post("/api/v1/workspaces", { name: "Mine" })).body.id;
  expect((await put(guest, `/api/v1/maps/${map}/workspace`, { workspace: own })).status).toBe(403);
  await cast.join(workspace, guest, "editor");
  expect((await put(guest, `/api/v1/maps/${map}/workspace`, { workspace: own })).status).toBe(403);
  expect((await owner.caller.get(`/api/v1/maps/${map}`)).status).toBe(200);
});

/** Makes a link to a map of the owner's, and lets the person open it. */
async function openLink(map: string, role: string, { caller }: Somebody) {
  const { body } = await owner.caller.post(`/api/v1/maps/${map}/links`, { role });
  const token = body.url.split("#")[1];
  expect((await caller.post("/api/v1/links/open", { token, name: "Somebody" })).status).toBe(200);
}

test("PE8 an account that came by a link is listed, and can be given another role, be sent away, or leave", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "Linked", workspace })).body.id;
  const guest = await cast.person({ name: "Grace" });
  await openLink(map, "editor", guest);
  const members = (await owner.caller.get(`/api/v1/maps/${map}/members`)).body;
  expect(members[1]).toMatchObject({ id: guest.id, role: "editor", isFromWorkspace: false });
  expect((await put(owner, `/api/v1/maps/${map}/members/${guest.id}`, { role: "viewer" })).status).toBe(204);
  expect((await guest.caller.get(`/api/v1/maps/${map}/access`)).body.role).toBe("viewer");

  await openLink(map, "editor", guest);
  expect((await owner.caller.delete(`/api/v1/maps/${map}/members/${guest.id}`)).status).toBe(204);
  expect((await guest.caller.get(`/api/v1/maps/${map}`)).status).toBe(404);
  await openLink(map, "viewer", guest);
  expect((await guest.caller.delete(`/api/v1/maps/${map}/members`)).status).toBe(204);
  expect((await guest.caller.get(`/api/v1/maps/${map}`)).status).toBe(404);
});

test("PE10 who leaves a workspace or is removed from it keeps no role on its maps, own or by a link", async () => {
  const maps: string[] = [];
  for (const title of ["One", "Two"])
    maps.push((await owner.caller.post("/api/v1/maps", { title, workspace })).body.id);
  const elsewhere = await cast.workspace();
  const other = (await studio.program().post("/api/v1/maps", { title: "Other", workspace: elsewhere })).body.id;
  const ways = [
    ({ id }: Somebody) => owner.caller.delete(`${at}/members/${id}`),
    ({ caller }: Somebody) => caller.delete(`${at}/members`),
  ];
  for (const leave of ways) {
    const member = await cast.person();
    await cast.join(workspace, member, "viewer");
    await cast.share(maps[0]!, member, "owner");
    await cast.share(other, member, "viewer");
    await openLink(maps[1]!, "editor", member);
    expect((await leave(member)).status).toBe(204);
    const statuses = [];
    for (const map of [...maps, other]) statuses.push((await member.caller.get(`/api/v1/maps/${map}`)).status);
    expect(statuses).toEqual([404, 404, 200]);
  }
});

test("PE8 a map is shared with somebody besides its workspace, who can give that up", async () => {
  const map = (await owner.caller.post("/api/v1/maps", { title: "Shared", workspace })).body.id;
  const guest = await cast.person({ name: "Grace" });
  const shared = await owner.caller.post(`/api/v1/maps/${map}/members`, { email: guest.email, role: "editor" });
  expect(shared.body.outcome).toBe("added");
  const members = (await guest.caller.get(`/api/v1/maps/${map}/members`)).body;
  expect(members).toMatchObject([
    { name: "Ada", role: "owner", isFromWorkspace: true },
    { name: "Grace", role: "editor", isFromWorkspace: false },
  ]);
  expect((await guest.caller.get(`${at}/members`)).status).toBe(404);
  expect((await put(owner, `/api/v1/maps/${map}/members/${guest.id}`, { role: "viewer" })).status).toBe(204);
  expect((await guest.caller.get(`/api/v1/maps/${map}/access`)).body.role).toBe("viewer");
  expect((await guest.caller.delete(`/api/v1/maps/${map}/members`)).status).toBe(204);
  expect((await guest.caller.get(`/api/v1/maps/${map}`)).status).toBe(404);

  const invited = await owner.caller.post(`/api/v1/maps/${map}/members`, { email: newEmail(), role: "viewer" });
  const visitor = studio.visitor();
  const token = invited.body.url.split("#")[1];
  const accepted = await visitor.post("/api/v1/invitations/accept", { token, name: "Ben", password });
  expect(accepted.body).toEqual({ map, workspace: null });
  expect((await visitor.get(`/api/v1/maps/${map}/access`)).body.role).toBe("viewer");
});

test("PE9 an administrator sees and disables accounts, and opens no map by that", async () => {
  const admin = await cast.person({ isAdmin: true });
  const map = (await owner.caller.post("/api/v1/maps", { title: "Private", workspace })).body.id;
  expect((await admin.caller.get(`/api/v1/maps/${map}`)).status).toBe(404);
  const people = (await admin.caller.get("/api/v1/people")).body;
  const seen = people.find(({ id }: { id: string }) => id === owner.id);
  expect(seen).toMatchObject({ email: owner.email, isDisabled: false, workspaces: [{ id: workspace, role: "owner" }] });
  const disable = () => put(admin, `/api/v1/people/${owner.id}`, { isDisabled: true });
  const refused = (await disable()).body;
  expect([refused.code, refused.detail]).toEqual(["CONFLICT", expect.stringContaining("“Team”")]);
  expect((await owner.caller.get("/api/v1/me")).status).toBe(200);
  await cast.join(workspace, admin, "owner");
  expect((await disable()).status).toBe(204);
  expect((await owner.caller.get("/api/v1/me")).status).toBe(401);
  await put(admin, `/api/v1/people/${owner.id}`, { isDisabled: false });
  expect((await owner.caller.get("/api/v1/me")).status).toBe(401);
  expect((await put(admin, `/api/v1/people/${admin.id}`, { isDisabled: true })).status).toBe(409);
});

test("PE1 workspaces, members and open invitations are counted, and what is there stays", async () => {
  const now = new Date().toISOString();
  const someone = await cast.person();
  await cast.fill(async (insert) => {
    for (let n = 1; n < limits.membersPerWorkspace; n += 1) {
      await insert("user", {
        id: `u${n}`,
        name: "N",
        email: `u${n}@n.example`,
        emailVerified: 1,
        createdAt: now,
        updatedAt: now,
      });
      await insert("workspaceMember", { workspaceId: workspace, userId: `u${n}`, role: "viewer", since: now });
    }
  });
  expect((await owner.caller.post(`${at}/invitations`, { email: someone.email, role: "viewer" })).body.code).toBe(
    "LIMIT",
  );
  await owner.caller.delete(`${at}/members/u1`);
  expect((await owner.caller.post(`${at}/invitations`, { email: someone.email, role: "viewer" })).status).toBe(201);

  const map = (await owner.caller.post("/api/v1/maps", { title: "Full", workspace })).body.id;
  const share = () => owner.caller.post(`/api/v1/maps/${map}/members`, { email: someone.email, role: "viewer" });
  await cast.fill(async (insert) => {
    for (let n = 2; n < limits.membersPerMap + 2; n += 1)
      await insert("mapMember", { mapId: map, userId: `u${n}`, role: "viewer", since: now });
    for (let n = 0; n < limits.invitationsOpen; n += 1) {
      const row = { id: `i${n}`, email: `i${n}@n.example`, tokenHash: `i${n}`, role: "viewer", isMailed: 0 };
      await insert("invitation", { ...row, workspaceId: workspace, createdAt: now, expiresAt: "9999" });
    }
    for (let n = 1; n < limits.workspacesPerAccount; n += 1) {
      await insert("workspace", { id: `w${n}`, name: "N", createdAt: now });
      await insert("workspaceMember", { workspaceId: `w${n}`, userId: owner.id, role: "viewer", since: now });
    }
  });
  expect((await share()).body.code).toBe("LIMIT");
  await owner.caller.delete(`/api/v1/maps/${map}/members/u2`);
  expect((await share()).status).toBe(201);
  const invitation = () => owner.caller.post(`${at}/invitations`, { email: newEmail(), role: "viewer" });
  expect((await invitation()).body.code).toBe("LIMIT");
  await owner.caller.delete(`${at}/invitations/i0`);
  expect((await invitation()).status).toBe(201);
  expect((await owner.caller.post("/api/v1/workspaces", { name: "More" })).body.code).toBe("LIMIT");
});
