import Sqlite from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { encodeMessage } from "../../shared/wire/message.ts";
import { openHealth } from "../../server/health.ts";
import { openMetrics } from "../../server/metrics.ts";
import { databaseFile } from "../../server/store/database.ts";
import { Figures, readFigures } from "./figures.ts";
import { ownerToken, startStudio } from "./studio.ts";
import { openSyncClient, until } from "./syncClient.ts";

const program = { authorization: `Bearer ${ownerToken}` };
const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test("MT4 the studio is not ready while changes do not reach the disk, and ready again afterwards", async () => {
  const studio = await startStudio();
  ends.push(() => studio.close());
  const map = (await studio.program().post("/api/v1/maps", { title: "Kept" })).body.id;
  const client = openSyncClient({ url: studio.url, map, headers: program });
  ends.push(() => client.close());
  await until(() => client.provider.synced, "the client has the map");
  const isReady = async () => (await studio.visitor().get("/readyz")).status === 200;
  expect(await isReady()).toBe(true);

  const other = new Sqlite(databaseFile(studio.dataDir));
  ends.push(() => other.close());
  other.exec("BEGIN IMMEDIATE");
  client.doc.getMap("test").set("value", "waits");
  await eventually(async () => !(await isReady()), "the studio says that it cannot save");
  const refusal = await studio.visitor().get("/readyz");
  expect(refusal).toMatchObject({ status: 503, body: { detail: "Changes cannot be saved at the moment." } });
  const figures = await readFigures(studio.url);
  expect(figures.of("kept_ready")).toBe(0);
  expect(figures.of("kept_log_failures_total")).toBeGreaterThan(0);
  expect(figures.of("kept_log_queue_age_seconds")).toBeGreaterThan(1);
  other.exec("ROLLBACK");
  await eventually(isReady, "the studio can save again");
  await until(() => client.saved === client.sent, "what waited is saved");
});

test("MT4 a part that is silent or fails makes the studio not ready when it is needed", async () => {
  let answer: () => Promise<unknown> = async () => true;
  const metrics = openMetrics();
  const health = openHealth(() => true, metrics);
  const read = async () => new Figures((await metrics.read()).text);
  health.watch({ name: "database", ask: () => answer(), isNeeded: true });
  health.watch({ name: "bus", ask: () => Promise.reject(new Error("gone")), isNeeded: false });
  expect(await health.whyNotReady()).toBeUndefined();
  answer = () => new Promise(() => {});
  expect(await health.whyNotReady()).toBe("The database does not answer.");
  answer = () => Promise.reject(new Error("gone"));
  expect(await health.whyNotReady()).toBe("The database does not answer.");
  expect((await read()).of('kept_part_up{part="database"}')).toBe(0);
  answer = async () => true;
  expect(await health.whyNotReady()).toBeUndefined();
  expect((await read()).of('kept_part_up{part="database"}')).toBe(1);
  expect((await read()).of('kept_part_up{part="bus"}')).toBe(0);
  health.drain();
  expect(await health.whyNotReady()).toBe("The studio is stopping.");
});

test("MT5 a full house is sent away in waves while the last go on working, and all of it is kept", async () => {
  const studio = await startStudio();
  ends.push(() => studio.close());
  const map = (await studio.program().post("/api/v1/maps", { title: "Full" })).body.id;
  const sync = `${studio.url.replace("http", "ws")}/sync/${map}`;
  const closes: number[] = [];
  const guests = 5;
  const windowsEach = 40;
  for (let guest = 0; guest < guests; guest++) {
    const { cookies } = await studio.guest(map, "editor");
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    for (let i = 0; i < windowsEach; i++) {
      const window = new WebSocket(sync, { headers: { cookie } });
      window.on("open", () => window.send(encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) })));
      window.on("close", (code) => closes.push(code));
    }
  }
  const all = guests * windowsEach;
  await eventually(async () => (await readFigures(studio.url)).of("kept_connections") === all, "all windows are open");
  const last = openSyncClient({ url: studio.url, map, headers: program, maxBackoffMs: 600_000 });
  ends.push(() => last.close());
  await until(() => last.provider.synced, "the last has come in");

  const restarted = studio.restart();
  await until(() => closes.length > 0, "the first are sent away");
  expect(last.closes).toEqual([]);
  last.doc.getMap("test").set("value", "written while others leave");
  const late = new WebSocket(sync, { headers: program });
  late.on("error", () => {});
  const answered = new Promise((resolve) => late.on("unexpected-response", (_, reply) => resolve(reply.statusCode)));
  expect((await studio.visitor().get("/readyz")).status).toBe(503);
  expect(await answered).toBe(503);
  await until(() => last.closes.length > 0, "the last is sent away");
  expect(last.refused).toEqual([]);
  await restarted;
  await until(() => closes.length === all, "all were sent away");
  expect(new Set([...closes, ...last.closes])).toEqual(new Set([1012]));

  const reader = openSyncClient({ url: studio.url, map, headers: program });
  ends.push(() => reader.close());
  await until(() => reader.doc.getMap("test").get("value") === "written while others leave", "it was kept");
});

test("MT6 with too much to do newcomers are asked to come later, and those who are inside go on", async () => {
  const studio = await startStudio();
  ends.push(() => studio.close());
  const caller = studio.program();
  const map = (await caller.post("/api/v1/maps", { title: "Busy" })).body.id;
  const inside = openSyncClient({ url: studio.url, map, headers: program });
  ends.push(() => inside.close());
  await until(() => inside.provider.synced, "the client has the map");

  let isBusy = true;
  const work = () => {
    const end = performance.now() + 400;
    while (performance.now() < end);
    if (isBusy) setImmediate(work);
  };
  work();
  ends.push(() => (isBusy = false));
  await eventually(async () => (await caller.get("/api/v1/maps")).status === 503, "new work is refused");
  const refusal = await caller.get("/api/v1/maps");
  expect(refusal.body.code).toBe("UNAVAILABLE");
  expect(refusal.headers.get("retry-after")).toBe("5");
  expect((await caller.get("/readyz")).status).toBe(200);
  expect((await readFigures(studio.url)).of("kept_strained")).toBe(1);
  const newcomer = openSyncClient({ url: studio.url, map, headers: program });
  ends.push(() => newcomer.close());
  await until(() => newcomer.closes.includes(1013), "the newcomer is asked to come back", 60_000);
  inside.doc.getMap("test").set("value", "from inside");
  await until(() => inside.saved === inside.sent && inside.saved > 0, "those inside go on", 60_000);
  expect(inside.closes).toEqual([]);

  isBusy = false;
  await eventually(async () => (await caller.get("/api/v1/maps")).status === 200, "all are let in again");
  await until(() => newcomer.doc.getMap("test").get("value") === "from inside", "the newcomer came back by himself");
});

/** Resolves when what is asked of the studio holds. @throws after a minute. */
async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
