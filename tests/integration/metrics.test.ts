import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Figures, readFigures } from "./figures.ts";
import { type Caller, startStudio, type TestStudio } from "./studio.ts";
import { openSyncClient, type SyncClient, until } from "./syncClient.ts";

let studio: TestStudio;
let owner: Caller;
const clients: SyncClient[] = [];

beforeAll(async () => {
  studio = await startStudio();
  owner = await studio.owner();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => studio.close());

async function newMap(title = "Measured"): Promise<string> {
  return (await owner.post("/api/v1/maps", { title })).body.id;
}

async function join(map: string, caller: Caller): Promise<SyncClient> {
  const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const client = openSyncClient({ url: studio.url, map, headers: { cookie } });
  clients.push(client);
  return client;
}

async function synced(map: string, caller: Caller): Promise<SyncClient> {
  const client = await join(map, caller);
  await until(() => client.provider.synced, "the client has the map");
  return client;
}

/** Asks again until the figures are as expected. */
async function figuresWhere(holds: (figures: Figures) => boolean, what: string): Promise<Figures> {
  let figures = await readFigures(studio.url);
  const deadline = performance.now() + 15_000;
  while (!holds(figures)) {
    if (performance.now() > deadline) throw new Error(`The figures never showed: ${what}\n${figures.text}`);
    figures = await readFigures(studio.url);
  }
  return figures;
}

test("MT1 rooms, sockets, people and every step of a change show in the figures", async () => {
  const map = await newMap();
  const before = await readFigures(studio.url);
  const ada = await synced(map, owner);
  const second = await synced(map, owner);
  const ben = await synced(map, await studio.guest(map, "editor", "Ben"));
  const open = await readFigures(studio.url);
  expect(open.of("kept_connections")).toBe(3);
  expect(open.of("kept_people")).toBe(2);
  expect(open.of("kept_rooms")).toBeGreaterThan(0);
  expect(open.since(before, 'kept_sync_answers_total{from="shared"}')).toBeGreaterThan(0);

  const changes = 5;
  for (let i = 0; i < changes; i++) {
    const { sent } = ada;
    ada.doc.getMap("test").set("value", i);
    await until(() => ada.saved > sent && ben.doc.getMap("test").get("value") === i, `change ${i} is saved and seen`);
  }
  const after = await figuresWhere(
    (figures) => figures.since(open, "kept_save_seconds_count") >= changes,
    "every change is told as saved",
  );
  for (const name of ["kept_propagation_seconds", "kept_commit_seconds", "kept_save_seconds"]) {
    expect(after.since(open, `${name}_count`)).toBe(changes);
    expect(after.since(open, `${name}_bucket{le="+Inf"}`)).toBe(changes);
    expect(after.since(open, `${name}_sum`)).toBeGreaterThan(0);
  }
  expect(after.since(open, "kept_log_group_updates_sum")).toBe(changes);
  expect(after.since(open, "kept_received_bytes_total")).toBeGreaterThan(changes * 20);
  expect(after.since(open, "kept_sent_bytes_total")).toBeGreaterThan(changes * 20 * 2);
  expect(after.of("kept_unsaved_updates")).toBe(0);
  expect(after.of("kept_log_queue_updates")).toBe(0);
  expect(after.of("kept_log_queue_age_seconds")).toBe(0);
  expect(after.since(before, "kept_event_loop_active_seconds_total")).toBeGreaterThan(0);
  second.close();
});

test("MT2 what is refused is counted by its reason, and every reason is there from the start", async () => {
  const map = await newMap();
  const fresh = await startStudio();
  const unused = await readFigures(fresh.url);
  await fresh.close();
  for (const code of ["READ_ONLY", "TOO_LARGE", "RATE", "FOREIGN_CLIENT", "MALFORMED", "LIMIT", "NOT_SAVED"])
    expect(unused.of(`kept_changes_refused_total{code="${code}"}`)).toBe(0);
  for (const code of [1012, 1013, 4400, 4401, 4403, 4404, 4409, 4426, 4529])
    expect(unused.of(`kept_connections_closed_total{code="${code}"}`)).toBe(0);

  const before = await readFigures(studio.url);
  const viewer = await synced(map, await studio.guest(map, "viewer"));
  viewer.doc.getMap("test").set("value", "not mine to write");
  await until(() => viewer.refused.length > 0, "the viewer is refused");
  const lost = await join("no-such-map", owner);
  await until(() => lost.closes.includes(4404), "there is no such map");
  const broken = await synced(map, owner);
  broken.socket?.send(new Uint8Array([9, 9, 9]));
  await until(() => broken.closes.includes(4400), "the frame was nonsense");
  await studio.visitor().get("/api/v1/maps");
  await owner.post("/api/v1/maps", { title: 5 });

  const after = await readFigures(studio.url);
  expect(after.since(before, 'kept_changes_refused_total{code="READ_ONLY"}')).toBe(1);
  expect(after.since(before, 'kept_connections_closed_total{code="4404"}')).toBe(1);
  expect(after.since(before, 'kept_connections_closed_total{code="4400"}')).toBe(1);
  expect(after.since(before, 'kept_http_problems_total{code="SIGNED_OUT"}')).toBe(1);
  expect(after.since(before, 'kept_http_problems_total{code="INVALID"}')).toBe(1);
});

test("MT3 the figures name nobody and do not grow with what strangers invent", async () => {
  const map = await newMap("A title that stands in no figure");
  await synced(map, await studio.guest(map, "editor", "Grace"));
  await studio.visitor().get("/api/v1/invented");
  const known = new Set((await readFigures(studio.url)).series);
  for (let i = 0; i < 20; i++) {
    const one = await newMap(`Map ${i}`);
    await studio.visitor().get(`/api/v1/invented-${i}`);
    await studio.visitor().send(`INVENTED${i}`, "/api/v1/maps");
    const client = await synced(one, owner);
    client.close();
  }
  const after = await readFigures(studio.url);
  const isOfRuntime = (series: string) => /^(nodejs|process)_/.test(series);
  const isReply = (series: string) => series.startsWith("kept_http_reply_seconds");
  expect(after.series.filter((series) => !known.has(series) && !isOfRuntime(series) && !isReply(series))).toEqual([]);
  const actions = new Set(after.series.filter(isReply).map((series) => /action="(\w+)"/.exec(series)?.[1]));
  expect([...actions].filter((action) => !(action !== undefined && /^[a-z][A-Za-z]*$/.test(action)))).toEqual([]);
  for (const secret of [map, "Grace", "A title that stands", "invented-", "INVENTED"])
    expect(after.text).not.toContain(secret);
});
