import { afterAll, beforeAll, expect, test } from "vitest";
import { openExpulsion } from "../../server/http/expulsion.ts";
import type { Log } from "../../server/log.ts";
import type { Member } from "../../server/sync/member.ts";
import { limits } from "../../shared/limits.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { type Cast, castSecret, openCast, type Somebody } from "./cast.ts";
import { joinRoom } from "./roomVisit.ts";
import { type Caller, type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let cast: Cast;
let workspace: string;
let map: string;

beforeAll(async () => {
  studio = await startStudio({ KEPT_SECRET: castSecret });
  cast = await openCast(studio);
  workspace = await cast.workspace();
  await cast.join(workspace, await cast.person(), "owner");
  map = (await studio.program().post("/api/v1/maps", { title: "Watched", workspace })).body.id;
});
afterAll(async () => {
  await cast.close();
  await studio.close();
});

async function newMember(role: "editor" | "owner" = "editor"): Promise<Somebody> {
  const person = await cast.person();
  await cast.join(workspace, person, role);
  return person;
}

/** A change that another node made: it is in the database, and nobody told this one. */
const elsewhere: Record<string, [change: (person: Somebody) => Promise<unknown>, code: number]> = {
  "a member who was removed": [(person) => cast.leave(workspace, person), closeCodes.noSuchMap],
  "an editor who may only look now": [
    ({ id }) => studio.store.sql("UPDATE workspaceMember SET role = 'viewer' WHERE userId = ?", id),
    closeCodes.comeBack,
  ],
  "a disabled account": [(person) => cast.disable(person), closeCodes.signedOut],
  "a session that ran out": [(person) => cast.expire(person), closeCodes.signedOut],
  "a session that was ended": [
    ({ id }) => studio.store.sql("DELETE FROM session WHERE userId = ?", id),
    closeCodes.signedOut,
  ],
  "an erased account": [({ id }) => studio.store.sql('DELETE FROM "user" WHERE id = ?', id), closeCodes.signedOut],
};

test.each(Object.entries(elsewhere))("A7 a change on another node sends out %s", async (_who, [change, code]) => {
  const person = await newMember();
  const [visit, other] = [await joinRoom(studio, person.caller, map), await joinRoom(studio, studio.program(), map)];
  await change(person);
  expect(await visit.closed).toBe(code);
  expect(other.isOpen()).toBe(true);
  other.close();
});

test("A7 a change on this node is felt before its answer: a removed member, a downgraded one, a disabled one", async () => {
  const put = (path: string, body: object) =>
    studio.program().send("PUT", path, JSON.stringify(body), { "content-type": "application/json" });
  const at = `/api/v1/workspaces/${workspace}/members`;
  const cases: [(person: Somebody) => Promise<{ status: number }>, number][] = [
    [({ id }) => studio.program().delete(`${at}/${id}`), closeCodes.noSuchMap],
    [({ id }) => put(`${at}/${id}`, { role: "commenter" }), closeCodes.comeBack],
    [({ id }) => put(`/api/v1/people/${id}`, { isDisabled: true }), closeCodes.signedOut],
    [({ caller }) => caller.delete(at), closeCodes.noSuchMap],
  ];
  for (const [change, code] of cases) {
    const person = await newMember();
    const visit = await joinRoom(studio, person.caller, map);
    expect((await change(person)).status).toBe(204);
    expect(await visit.closed).toBe(code);
  }
});

test("A7 a database that never answers one question does not end the judging", async () => {
  const errors: unknown[] = [];
  let asked = 0;
  const sentOut = new Promise<number>((resolve) => {
    const member = { pass: { kind: "account", id: "ended" }, canEdit: true } as unknown as Member;
    const expulsion = openExpulsion({
      hub: {
        members: () => [{ mapId: map, member }],
        noteAccessChange: () => {},
        closeMembers(_members, code) {
          expulsion.close();
          resolve(code);
        },
      },
      passes: {
        read: async () => undefined,
        // The first question hangs.
        readMany: () => ((asked += 1) === 1 ? new Promise(() => {}) : Promise.resolve(new Map())),
        touch: async () => {},
      },
      maps: { places: async (ids) => ids.map((id) => ({ id, workspace, state: "here" })) },
      log: { error: (error: unknown) => errors.push(error) } as unknown as Log,
    });
  });
  expect(await sentOut).toBe(closeCodes.signedOut);
  expect(errors).toHaveLength(1);
});

test("A7 a downgraded editor comes back and may look, not write", async () => {
  const person = await newMember();
  const visit = await joinRoom(studio, person.caller, map);
  await studio.store.sql("UPDATE workspaceMember SET role = 'viewer' WHERE userId = ?", person.id);
  await visit.closed;
  const back = await joinRoom(studio, person.caller, map);
  expect((await person.caller.post(`/api/v1/maps/${map}/commands`, [])).status).toBe(403);
  expect(back.isOpen()).toBe(true);
  back.close();
});

test("A8 a token does what its scope and its account's roles allow, and never touches the account", async () => {
  const editor = await newMember();
  const write = await cast.token(editor, "write");
  const manage = await cast.token(editor, "manage");
  const read = await cast.token(editor, "read");
  const addStage = (by: Caller) =>
    by.post(`/api/v1/maps/${map}/commands`, [{ command: "addStage", args: { title: "New" } }]);
  expect([(await addStage(write)).status, (await addStage(read)).status]).toEqual([200, 403]);
  expect((await manage.post(`/api/v1/maps/${map}/links`, { role: "viewer" })).status).toBe(403);
  for (const token of [read, write, manage]) {
    expect((await token.get("/api/v1/me/tokens")).status).toBe(403);
    const made = await token.post("/api/v1/me/tokens", { name: "x", scope: "read", expiresInDays: 1 });
    expect(made.status).toBe(403);
    expect((await token.get("/api/v1/me")).body.account).toBeUndefined();
  }
});

test("A9 a disabled account's token is nobody", async () => {
  const person = await newMember();
  const token = await cast.token(person, "manage");
  expect((await token.get(`/api/v1/maps/${map}`)).status).toBe(200);
  await cast.disable(person);
  expect((await token.get(`/api/v1/maps/${map}`)).status).toBe(401);
});

test("TK1 a token is shown once, stored hashed, and says when it was last used", async () => {
  const person = await newMember();
  const make = (expiresInDays: number) =>
    person.caller.post("/api/v1/me/tokens", { name: "Script", scope: "write", expiresInDays });
  expect((await make(limits.apiTokenDays + 1)).status).toBe(422);
  const { body, status } = await make(limits.apiTokenDays);
  expect([status, body.token]).toEqual([201, expect.stringMatching(/^kept_[\w-]{43}$/)]);
  const stored = JSON.stringify(await studio.store.sql("SELECT * FROM apiToken WHERE userId = ?", person.id));
  expect(stored).not.toContain(body.token.slice(5));
  const list = async () => (await person.caller.get("/api/v1/me/tokens")).body;
  expect(await list()).toEqual([expect.objectContaining({ id: body.id, scope: "write", lastUsedAt: null })]);
  expect(JSON.stringify(await list())).not.toContain(body.token);
  const program = studio.visitor();
  program.headers.authorization = `Bearer ${body.token}`;
  expect((await program.get("/api/v1/me")).body.user.id).toBe(person.id);
  expect((await list())[0].lastUsedAt).not.toBeNull();
  await studio.store.sql("UPDATE apiToken SET expiresAt = ? WHERE id = ?", new Date().toISOString(), body.id);
  expect((await program.get("/api/v1/me")).status).toBe(401);
});

test("TK2 a token opens sockets, by itself and by a ticket, and they close when it ends", async () => {
  const person = await newMember();
  const { body } = await person.caller.post("/api/v1/me/tokens", { name: "x", scope: "read", expiresInDays: 1 });
  const program = studio.visitor();
  program.headers.authorization = `Bearer ${body.token}`;
  const { ticket } = (await program.post("/api/v1/tickets", { map })).body;
  const visits = [await joinRoom(studio, program, map), await joinRoom(studio, studio.visitor(), map, ticket)];
  expect(visits.map((visit) => visit.isOpen())).toEqual([true, true]);
  const stranger = await cast.person();
  expect((await stranger.caller.delete(`/api/v1/me/tokens/${body.id}`)).status).toBe(404);
  expect((await person.caller.delete(`/api/v1/me/tokens/${body.id}`)).status).toBe(204);
  expect(await Promise.all(visits.map(({ closed }) => closed))).toEqual([closeCodes.signedOut, closeCodes.signedOut]);
});

test("TK3 an account's tokens are counted", async () => {
  const person = await cast.person();
  for (let n = 0; n < limits.apiTokensPerAccount; n += 1) await cast.token(person, "read");
  const make = () => person.caller.post("/api/v1/me/tokens", { name: "x", scope: "read", expiresInDays: 1 });
  expect((await make()).body.code).toBe("LIMIT");
  const [first] = (await person.caller.get("/api/v1/me/tokens")).body;
  await person.caller.delete(`/api/v1/me/tokens/${first.id}`);
  expect((await make()).status).toBe(201);
});
