import { afterAll, beforeAll, expect, test } from "vitest";
import type * as Y from "yjs";
import { openJournals } from "../../server/store/journal.ts";
import { changeList, versionItem } from "../../shared/api/versions.ts";
import type { JournalEntry } from "../../shared/doc/changeJournal.ts";
import { limits } from "../../shared/limits.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { joinRoom } from "./roomVisit.ts";
import { type SyncClient, openSyncClient, until } from "./syncClient.ts";
import { type Caller, type Reply, type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let ada: Caller;

beforeAll(async () => {
  studio = await startStudio();
  ada = await studio.owner();
});
afterAll(() => studio.close());

const journey = {
  format: "kept.journey",
  version: 1,
  title: "Delivery",
  stages: [{ id: "buy", title: "Buy" }],
  lanes: [{ id: "front", title: "Touchpoints", kind: "touchpoints" }],
  touchpoints: [
    { id: "shop", stage: "buy", lane: "front", title: "Shop", description: "Where it begins" },
    { id: "pay", stage: "buy", lane: "front", title: "Pay" },
  ],
  expectations: [
    { id: "fast", touchpoint: "pay", statement: "Paying is quick", measure: { kind: "share", direction: "higher" } },
  ],
  promises: [{ id: "minute", expectation: "fast", wording: "Paid in a minute", level: 0.9 }],
};

/** Asks again while the studio says that it has too much to do, as it asks for. */
async function patiently(ask: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await ask();
    if (reply.status !== 503) return reply;
  }
}

async function newMap(): Promise<string> {
  return (await patiently(() => studio.program().post("/api/v1/maps", { journey }))).body.id;
}

async function run(caller: Caller, map: string, ...commands: [command: string, args: object][]): Promise<void> {
  const list = commands.map(([command, args]) => ({ command, args }));
  const reply = await patiently(() => caller.post(`/api/v1/maps/${map}/commands`, list));
  expect(reply.status).toBe(200);
}

const rename = (id: string, title: string): [string, object] => ["patchTouchpoint", { id, fields: { title } }];

async function name(caller: Caller, map: string, text: string) {
  const reply = await patiently(() => caller.post(`/api/v1/maps/${map}/versions`, { name: text }));
  expect(reply.status).toBe(201);
  return versionItem.parse(reply.body);
}

async function listVersions(map: string, caller: Caller = ada) {
  return versionItem.array().parse((await caller.get(`/api/v1/maps/${map}/versions`)).body);
}

async function listChanges(map: string, query = "", caller: Caller = ada) {
  const reply = await patiently(() => caller.get(`/api/v1/maps/${map}/changes${query}`));
  expect(reply.status).toBe(200);
  return changeList.parse(reply.body);
}

async function read(map: string) {
  return (await ada.get(`/api/v1/maps/${map}`)).body;
}

/** The changes in short: who, what he did, to what. */
function inShort({ changes }: Awaited<ReturnType<typeof listChanges>>): string[] {
  return changes.map(({ by, verb, kind, title, fields }) =>
    [by.name, verb, kind, `“${title}”`, fields.join(", ")].join(" ").trim(),
  );
}

test("V1 a named version holds the map as it was at that moment, whatever happens to it afterwards", async () => {
  const map = await newMap();
  await run(ada, map, rename("shop", "Web shop"));
  const before = await read(map);
  const version = await name(ada, map, "  Before launch ");
  expect(version).toMatchObject({ kind: "named", name: "Before launch", by: { name: "Ada" }, touchpoints: 2 });
  expect(version).toMatchObject({ promises: 1, expectations: 1, contributors: [{ name: "Ada" }] });
  await run(ada, map, rename("shop", "Other"), ["deleteRecords", { refs: [{ kind: "touchpoint", id: "pay" }] }]);
  expect((await ada.get(`/api/v1/maps/${map}/versions/${version.id}`)).body).toEqual(before);
  expect((await read(map)).touchpoints).toHaveLength(1);
  const renamed = await ada.send("PUT", `/api/v1/maps/${map}/versions/${version.id}`, `{"name":"Launch"}`, {
    "content-type": "application/json",
  });
  expect(renamed.body.name).toBe("Launch");
  expect((await listVersions(map)).map((each) => each.name)).toEqual(["Launch"]);
});

test("V4 the journal says who added, changed and removed what, and what a deleted touchpoint took along", async () => {
  const map = await newMap();
  const ben = await studio.guest(map, "editor", "Ben");
  await run(ada, map, rename("shop", "Web shop"));
  await run(ben, map, ["deleteRecords", { refs: [{ kind: "touchpoint", id: "pay" }] }]);
  await run(ben, map, ["addTouchpoint", { id: "ship", stage: "buy", lane: "front", title: "Ship" }]);
  await run(ada, map, ["patchMap", { fields: { title: "Parcels" } }]);
  const list = await listChanges(map);
  expect(inShort(list).sort()).toEqual(
    [
      "Ada changed touchpoint “Web shop” title",
      "Ben removed touchpoint “Pay”",
      "Ben removed expectation “Paying is quick”",
      "Ben removed promise “Paid in a minute”",
      "Ben added touchpoint “Ship”",
      "Ada changed map “Parcels” title",
    ].sort(),
  );
  expect(list.changes.find(({ kind }) => kind === "promise")).toMatchObject({ id: "minute", touchpoint: "pay" });
  for (const { at } of list.changes) expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(60_000);
});

test("V4 rows that the log merges into a snapshot are in the journal, each person's own", async () => {
  const map = await newMap();
  const work = [
    { who: "Ada", as: syncAs(ada, map), kind: "touchpoint", id: "shop" },
    { who: "Ben", as: syncAs(await studio.guest(map, "editor", "Ben"), map), kind: "touchpoint", id: "pay" },
    { who: "Eve", as: syncAs(await studio.guest(map, "editor", "Eve"), map), kind: "stage", id: "buy" },
  ];
  await until(() => work.every(({ as }) => as.provider.synced), "all are in");
  const edits = 400;
  for (let i = 0; i < edits; i += 1)
    for (const { as, kind, id, who } of work)
      (as.doc.getMap(kind).get(id) as Y.Map<unknown>).set("title", `${who} ${i}`);
  await until(() => work.every(({ as }) => as.saved >= edits), "all is saved");
  // The room looks every second whether there are rows to merge.
  await expect.poll(() => rowsOf(map), { timeout: 15_000 }).toBeLessThan(edits);
  for (const { who, as, kind, id } of work) {
    expect(as.refused).toEqual([]);
    as.close();
    const lines = inShort(await listChanges(map, `?record=${kind}:${id}`));
    expect(lines[0]).toBe(`${who} changed ${kind} “${who} ${edits - 1}” title`);
    expect(lines.filter((line) => !line.startsWith(`${who} changed`))).toEqual([]);
  }
});

test("V6 the changes of a touchpoint are those of what belongs to it, of a version those since the one before", async () => {
  const map = await newMap();
  await run(ada, map, rename("shop", "Web shop"));
  const first = await name(ada, map, "First");
  await run(ada, map, ["patchPromise", { id: "minute", fields: { level: 0.8 } }], ["addStage", { title: "Use" }]);
  const second = await name(ada, map, "Second");
  await run(ada, map, rename("pay", "Payment"));
  const pay = await listChanges(map, "?record=touchpoint:pay");
  expect(inShort(pay)).toEqual([
    "Ada changed touchpoint “Payment” title",
    "Ada changed promise “Paid in a minute” level",
  ]);
  expect(inShort(await listChanges(map, "?record=promise:minute"))).toHaveLength(1);
  expect(inShort(await listChanges(map, `?version=${first.id}`))).toEqual(["Ada changed touchpoint “Web shop” title"]);
  expect(inShort(await listChanges(map, `?version=${second.id}`)).sort()).toEqual([
    "Ada added stage “Use”",
    "Ada changed promise “Paid in a minute” level",
  ]);
  expect(second.changes).toEqual([
    { kind: "stage", verb: "added", count: 1 },
    { kind: "promise", verb: "changed", count: 1 },
  ]);
  expect((await ada.get(`/api/v1/maps/${map}/changes?version=none`)).status).toBe(404);
});

test("V6 more than 200 changes come in several answers, each once", async () => {
  const map = await newMap();
  const many = Array.from({ length: 450 }, (_, i): [string, object] => ["addNote", { text: `Note ${i}`, x: 0, y: 0 }]);
  await run(ada, map, ...many);
  const titles: string[] = [];
  const sizes: number[] = [];
  for (let more: number | undefined = 0; more !== undefined;) {
    const list = await listChanges(map, more === 0 ? "" : `?before=${more}`);
    titles.push(...list.changes.map(({ title }) => title));
    sizes.push(list.changes.length);
    more = list.more;
  }
  expect(sizes).toEqual([200, 200, 50]);
  expect(new Set(titles).size).toBe(450);
});

test("V7 the difference since a version names every record and its fields", async () => {
  const map = await newMap();
  const version = await name(ada, map, "Start");
  await run(
    ada,
    map,
    rename("shop", "Web shop"),
    ["deleteRecords", { refs: [{ kind: "promise", id: "minute" }] }],
    ["addStage", { id: "use", title: "Use" }],
  );
  const { body } = await ada.get(`/api/v1/maps/${map}/versions/${version.id}/difference`);
  expect(body).toEqual([
    { kind: "stage", id: "use", title: "Use", verb: "added", fields: [] },
    { kind: "touchpoint", id: "shop", title: "Web shop", verb: "changed", fields: ["title"], touchpoint: "shop" },
    { kind: "promise", id: "minute", title: "Paid in a minute", verb: "removed", fields: [], touchpoint: "pay" },
  ]);
});

test("V8 a restore begins a new history that is equal to the version, keeps what was there, and sends everybody out", async () => {
  const map = await newMap();
  const ben = await studio.guest(map, "editor", "Ben");
  const vera = await studio.guest(map, "viewer", "Vera");
  // What only the canvas uses comes back, too.
  await run(ada, map, ["addNote", { id: "hint", text: "Hint", x: 40, y: 60 }]);
  const start = await read(map);
  const version = await name(ada, map, "Start");
  const { generation } = (await ada.get(`/api/v1/maps/${map}/access`)).body;
  await run(ben, map, rename("shop", "Web shop"), ["addTouchpoint", { stage: "buy", lane: "front", title: "Ship" }]);
  const later = await read(map);
  const visits = await Promise.all([ada, vera].map((caller) => joinRoom(studio, caller, map)));

  expect((await vera.post(`/api/v1/maps/${map}/versions/${version.id}/restore`)).status).toBe(403);
  const restored = await ben.post(`/api/v1/maps/${map}/versions/${version.id}/restore`);
  expect(restored.status).toBe(200);
  expect(await Promise.all(visits.map(({ closed }) => closed))).toEqual([
    closeCodes.otherGeneration,
    closeCodes.otherGeneration,
  ]);
  expect(await read(map)).toEqual(start);
  const access = (await ada.get(`/api/v1/maps/${map}/access`)).body;
  expect(access.generation).toBe(restored.body.generation);
  expect(access.generation).not.toBe(generation);
  const [result, safety, named] = await listVersions(map);
  expect(result).toMatchObject({ kind: "restored", name: "Start", of: version.at, by: { name: "Ben" } });
  expect(result).toMatchObject({ generation: access.generation });
  expect(safety).toMatchObject({ id: restored.body.safety, kind: "safety", by: { name: "Ben" }, generation });
  expect(named).toMatchObject({ id: version.id });
  expect((await ada.get(`/api/v1/maps/${map}/versions/${safety?.id}`)).body).toEqual(later);
  expect(
    inShort(await listChanges(map))
      .slice(0, 2)
      .sort(),
  ).toEqual(["Ben changed touchpoint “Shop” title", "Ben removed touchpoint “Ship”"]);

  // And back again.
  await run(ada, map, rename("pay", "Payment"));
  await ada.post(`/api/v1/maps/${map}/versions/${safety?.id}/restore`);
  expect(await read(map)).toEqual(later);
  expect(inShort(await listChanges(map, "?record=touchpoint:pay"))[0]).toBe("Ada changed touchpoint “Pay” title");
});

test("V9 what is saved just before a restore is kept, and what comes meanwhile meets the new history", async () => {
  const map = await newMap();
  const version = await name(ada, map, "Start");
  const ben = await studio.guest(map, "editor", "Ben");
  const commands = Array.from({ length: 40 }, (_, i) =>
    ben.post(`/api/v1/maps/${map}/commands`, [{ command: "addStage", args: { id: `s${i}`, title: `S${i}` } }]),
  );
  await commands[3];
  const restored = await ada.post(`/api/v1/maps/${map}/versions/${version.id}/restore`);
  const replies = await Promise.all(commands);
  const stagesOf = (body: { stages: { id: string }[] }) => body.stages.map(({ id }) => id);
  const kept = stagesOf((await ada.get(`/api/v1/maps/${map}/versions/${restored.body.safety}`)).body);
  const now = stagesOf(await read(map));
  // A request that was in the middle of the restore is told to come again; what was answered is somewhere, once.
  for (const [i, { status }] of replies.entries())
    if (status === 200) expect([...kept, ...now].filter((id) => id === `s${i}`)).toHaveLength(1);
  expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(3);
  expect(kept).toContain("s3");
});

test("V10 names are looked up when they are read, and who is not known any more is somebody who left", async () => {
  const map = await newMap();
  const ben = await studio.guest(map, "editor", "Ben");
  await run(ben, map, rename("shop", "Web shop"));
  await run(studio.program(), map, rename("pay", "Payment"));
  const namesNow = async () => (await listChanges(map)).changes.map(({ by }) => by.name).sort();
  expect(await namesNow()).toEqual(["Ben", "Program"]);
  const guest = (await ben.get("/api/v1/me")).body.user.id;
  await forgetGuest(guest);
  expect(await namesNow()).toEqual(["Program", "Somebody who left"]);
});

test("V12 when a version goes, the one after it says what both changed and who did", async () => {
  const map = await newMap();
  await name(ada, map, "Start");
  const ben = await studio.guest(map, "editor", "Ben");
  await run(ben, map, rename("shop", "Web shop"));
  const middle = await name(ada, map, "Middle");
  await run(ada, map, rename("pay", "Payment"));
  const last = await name(ada, map, "Last");
  expect(last.changes).toEqual([{ kind: "touchpoint", verb: "changed", count: 1 }]);
  expect((await ben.delete(`/api/v1/maps/${map}/versions/${middle.id}`)).status).toBe(403);
  expect((await ada.delete(`/api/v1/maps/${map}/versions/${middle.id}`)).status).toBe(204);
  expect((await ada.delete(`/api/v1/maps/${map}/versions/${middle.id}`)).status).toBe(404);
  const [after, first] = await listVersions(map);
  expect(first?.name).toBe("Start");
  expect(after?.changes).toEqual([{ kind: "touchpoint", verb: "changed", count: 2 }]);
  expect(after?.contributors.map(({ name: who }) => who).sort()).toEqual(["Ada", "Ben"]);
});

test("V13 what was saved before the process ended is in the journal after the next start", async () => {
  const map = await newMap();
  await run(ada, map, rename("shop", "Web shop"));
  await studio.restart();
  const again = await studio.owner();
  expect(inShort(await listChanges(map, "", again))).toEqual(["Ada changed touchpoint “Web shop” title"]);
});

test("V11 a map keeps the newest 20,000 changes", async () => {
  const map = await newMap();
  await listChanges(map, "", await studio.owner());
  await studio.store.by(async (db) => {
    const journals = openJournals(db);
    const head = await journals.head(map);
    if (head === undefined) throw new Error("The map has no journal.");
    const entries = Array.from({ length: limits.changesPerMap + 10 }, (_, i): JournalEntry => {
      return { kind: "note", id: `n${i}`, title: "", verb: "added", fields: [], user: "program", at: 0 };
    });
    expect(await journals.advance(map, head, head, entries)).toBe(true);
    // Who comes second writes nothing.
    expect(await journals.advance(map, { ...head, seq: -1 }, head, entries)).toBe(false);
  });
  const [row] = await studio.store.sql("SELECT count(*) AS kept, min(n) AS oldest FROM mapChange WHERE mapId = ?", map);
  expect([Number(row?.kept), Number(row?.oldest)]).toEqual([limits.changesPerMap, 11]);
});

test("V11 a name is 120 characters at most, and one named version too many is refused with the limit", async () => {
  const map = await newMap();
  const owner = await studio.owner();
  const tooLong = await owner.post(`/api/v1/maps/${map}/versions`, { name: "x".repeat(limits.versionNameChars + 1) });
  expect([tooLong.status, tooLong.body.problems[0].path]).toEqual([422, "name"]);
  await name(owner, map, "x".repeat(limits.versionNameChars));
  await copyVersions(map, limits.namedVersionsPerMap - 1);
  const refused = await owner.post(`/api/v1/maps/${map}/versions`, { name: "One more" });
  expect([refused.status, refused.body.code]).toEqual([422, "LIMIT"]);
  expect(refused.body.detail).toContain(`${limits.namedVersionsPerMap} named versions`);
});

function syncAs(caller: Caller, map: string): SyncClient {
  const cookie = [...caller.cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  return openSyncClient({ url: studio.url, map, headers: { cookie } });
}

// Straight to the database: what no route does.

/** Those that are in no snapshot yet. */
async function rowsOf(map: string): Promise<number> {
  const unmerged = "seq > (SELECT max(seq) FROM map_snapshots WHERE map = ?)";
  const [row] = await studio.store.sql(`SELECT count(*) AS n FROM map_updates WHERE map = ? AND ${unmerged}`, map, map);
  return Number(row?.n);
}

async function forgetGuest(id: string): Promise<void> {
  await studio.store.sql("DELETE FROM guest WHERE id = ?", id);
}

async function copyVersions(map: string, count: number): Promise<void> {
  await studio.store.by(async (db) => {
    const row = await db.selectFrom("mapVersion").selectAll().where("mapId", "=", map).executeTakeFirstOrThrow();
    for (let i = 0; i < count; i += 1)
      await db
        .insertInto("mapVersion")
        .values({ ...row, id: `copy-${i}` })
        .execute();
  });
}
