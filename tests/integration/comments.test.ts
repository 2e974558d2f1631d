import { afterAll, beforeAll, expect, test } from "vitest";
import { thread as threadSchema } from "../../shared/api/comments.ts";
import { limits } from "../../shared/limits.ts";
import { joinRoom } from "./roomVisit.ts";
import { type Caller, type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let owner: Caller;
let map: string;
let vera: Caller;
let carl: Caller;

beforeAll(async () => {
  studio = await startStudio();
  owner = await studio.owner();
  map = await newMap();
  vera = await studio.guest(map, "viewer", "Vera");
  carl = await studio.guest(map, "commenter", "Carl");
});
afterAll(() => studio.close());

async function newMap(): Promise<string> {
  return (await studio.program().post("/api/v1/maps", { title: "Said" })).body.id;
}

let ids = 0;
const freshId = () => `comment-${(ids += 1)}`.padEnd(12, "x");

function put(caller: Caller, id: string, body: object, of = map) {
  return caller.send("PUT", `/api/v1/maps/${of}/comments/${id}`, JSON.stringify(body), {
    "content-type": "application/json",
  });
}

function resolve(caller: Caller, id: string, resolved: boolean) {
  return caller.send("PUT", `/api/v1/maps/${map}/comments/${id}/resolved`, JSON.stringify({ resolved }), {
    "content-type": "application/json",
  });
}

async function list(caller: Caller, of = map) {
  const { status, body } = await caller.get(`/api/v1/maps/${of}/comments`);
  expect(status).toBe(200);
  return threadSchema.array().parse(body);
}

test("CM1 who may comment begins a thread about a record, another answers, a viewer only reads", async () => {
  const id = freshId();
  const about = { kind: "touchpoint", id: "check-in" };
  expect((await put(vera, id, { text: "May I?" })).status).toBe(403);
  expect((await put(carl, id, { text: "  Is this still true?  ", about })).status).toBe(200);
  expect((await put(owner, freshId(), { text: "Since May.", thread: id })).status).toBe(200);
  const [thread] = await list(vera);
  expect(thread).toMatchObject({
    id,
    about,
    resolved: null,
    comments: [
      { text: "Is this still true?", by: { name: "Carl" } },
      { text: "Since May.", by: { name: "Ada" } },
    ],
  });
});

test("CM2 a comment that is sent twice is there once; its writer changes it, nobody else", async () => {
  const own = await newMap();
  const ada = await studio.owner();
  const id = freshId();
  await put(ada, id, { text: "Once" }, own);
  await put(ada, id, { text: "Once" }, own);
  expect((await put(ada, id, { text: "Changed" }, own)).body.comments).toMatchObject([{ text: "Changed" }]);
  const grace = await studio.guest(own, "editor");
  expect((await put(grace, id, { text: "Mine now" }, own)).status).toBe(403);
  expect((await list(ada, own)).map(({ comments }) => comments.length)).toEqual([1]);
});

test("CM3 whoever comments resolves a thread and opens it again; an answer opens it, too", async () => {
  const id = freshId();
  await put(owner, id, { text: "Look here" });
  expect((await resolve(vera, id, true)).status).toBe(403);
  expect((await resolve(carl, id, true)).body.resolved).toMatchObject({ by: "Carl" });
  expect((await list(vera)).at(-1)?.id).toBe(id);
  const answer = freshId();
  expect((await put(owner, answer, { text: "Not yet", thread: id })).body.resolved).toBe(null);
  expect((await resolve(carl, answer, true)).status).toBe(422);
  expect((await resolve(carl, id, false)).status).toBe(200);
});

test("CM4 a comment is deleted by its writer or an owner; below the first of a thread the answers stay", async () => {
  const own = await newMap();
  const grace = await studio.guest(own, "commenter");
  const [first, answer] = [freshId(), freshId()];
  await put(grace, first, { text: "First" }, own);
  await put(owner, answer, { text: "Answer" }, own);
  await put(owner, freshId(), { text: "Answer", thread: first }, own);
  expect((await grace.delete(`/api/v1/maps/${own}/comments/${answer}`)).status).toBe(403);
  expect((await grace.delete(`/api/v1/maps/${own}/comments/${first}`)).status).toBe(204);
  const thread = (await list(owner, own)).find(({ id }) => id === first);
  expect(thread?.comments.map(({ text }) => text)).toEqual(["", "Answer"]);
  const left = thread?.comments.at(-1)?.id;
  expect((await owner.delete(`/api/v1/maps/${own}/comments/${left}`)).status).toBe(204);
  expect((await list(owner, own)).map(({ id }) => id)).toEqual([answer]);
  expect((await owner.delete(`/api/v1/maps/${own}/comments/${left}`)).status).toBe(404);
});

test("CM5 everybody who has the map open hears within a tick that there is something new", async () => {
  const visit = await joinRoom(studio, vera, map);
  await put(carl, freshId(), { text: "Hear, hear" });
  expect(await visit.next("session")).toMatchObject({ state: { comments: true } });
  visit.close();
});

test("CM7 what somebody wrote is in the data about him, and stays without his name when his account is erased", async () => {
  const own = await newMap();
  const guest = await studio.guest(own, "commenter", "Gone");
  await put(guest, freshId(), { text: "I was here" }, own);
  const mine = await guest.get("/api/v1/me/export");
  expect(mine.body.comments).toMatchObject([{ mapId: own, text: "I was here" }]);
  await guest.post("/api/v1/me/erase", { email: "" });
  expect((await list(owner, own))[0]?.comments).toMatchObject([{ text: "I was here", by: null }]);
});

test("CM6 a comment has a limit that is named, and answers belong to their map", async () => {
  const { status, body } = await put(carl, freshId(), { text: "x".repeat(limits.commentChars + 1) });
  expect([status, body.problems[0].message]).toEqual([422, expect.stringContaining(String(limits.commentChars))]);
  expect((await put(carl, freshId(), { text: "x".repeat(limits.commentChars) })).status).toBe(200);
  const elsewhere = await newMap();
  const id = freshId();
  await put(owner, id, { text: "There" }, elsewhere);
  expect((await put(carl, freshId(), { text: "Here", thread: id })).status).toBe(404);
  expect((await put(carl, freshId(), { text: "a\u0000b" })).status).toBe(422);
});

test("CM6 a map and one who may not edit have a most of comments; what is there stays", async () => {
  const full = await newMap();
  const old = Array.from({ length: limits.commentsPerMap }, (_, index) => ({
    mapId: full,
    id: `old-${index}`,
    threadId: `old-${index}`,
    aboutKind: null,
    aboutId: null,
    authorId: "somebody",
    text: "Old",
    createdAt: new Date(index * 1000).toISOString(),
    changedAt: null,
    resolvedAt: null,
    resolvedBy: null,
  }));
  await studio.store.by(async (db) => {
    for (let from = 0; from < old.length; from += 1_000)
      await db
        .insertInto("comment")
        .values(old.slice(from, from + 1_000))
        .execute();
  });
  const refused = await put(owner, freshId(), { text: "One more" }, full);
  expect([refused.status, refused.body.code]).toEqual([422, "LIMIT"]);
  expect(refused.body.detail).toContain("10000 comments");
  const listed = await list(owner, full);
  expect([listed.length, listed[0]?.id]).toEqual([limits.threadsListed, `old-${limits.commentsPerMap - 1}`]);

  const shared = await newMap();
  const guest = await studio.guest(shared, "commenter", "Cy");
  const id = freshId();
  const { by } = (await put(guest, id, { text: "Mine" }, shared)).body.comments[0];
  const moved = old.slice(1, limits.commentsPerAuthor).map(({ id: each }) => each);
  await studio.store.by((db) =>
    db
      .updateTable("comment")
      .set({ authorId: by.id, mapId: shared })
      .where("mapId", "=", full)
      .where("id", "in", moved)
      .execute(),
  );
  expect((await put(guest, freshId(), { text: "Too many" }, shared)).body.detail).toContain("1000 comments of yours");
  expect((await put(guest, id, { text: "Changed" }, shared)).status).toBe(200);
  expect((await put(owner, freshId(), { text: "An owner" }, shared)).status).toBe(200);
});
