// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clearLocalCopies, countUnsent } from "../../../client/session/clearLocalCopies.ts";
import { readPlayCopy, writePlayCopy } from "../../../client/session/playCopies.ts";
import { openRunStore } from "../../../client/session/runStore.ts";
import type { StoredRun } from "../../../shared/api/runs.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { isContinuationOf } from "../../../shared/recovery/mergeRuns.ts";
import { type Happening, type PlayRun, startRun } from "../../../shared/recovery/playRun.ts";
import { recordEvent } from "../../../shared/recovery/runState.ts";

const play = {
  id: "p",
  title: "Delay",
  steps: [
    { phase: "acknowledge", text: "Say sorry" },
    { phase: "fix", text: "Put it right" },
  ],
} as unknown as Play;

const at = (minutes: number) => new Date(Date.parse("2024-06-03T08:00:00.000Z") + minutes * 60_000).toISOString();
const begin = (id: string) => startRun(play, { id, detectedAt: at(0), now: at(0), today: "2024-06-03" });
const tick: Happening = { type: "tick", step: 0 };

/** A server that keeps runs as ours does; `isUp` false is a phone without network. */
const server = {
  isUp: true,
  runs: new Map<string, StoredRun>(),
  puts: 0,
  refuses: "",
  conflicts: false,
  isSignedOut: false,
};
let users = 0;
let user: { id: string; name: string };

beforeEach(() => {
  Object.assign(server, { isUp: true, runs: new Map(), puts: 0, refuses: "", conflicts: false, isSignedOut: false });
  // The store of a user outlives a test, as it outlives a page.
  user = { id: `guest-${(users += 1)}`, name: "Vera" };
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.stubGlobal("indexedDB", { databases: async () => [] });
  vi.stubGlobal("fetch", async (_url: string, { method, body }: { method: string; body?: string }) => {
    if (!server.isUp) throw new TypeError("Failed to fetch");
    const reply = (status: number, json: unknown) => new Response(JSON.stringify(json), { status });
    if (method === "GET") return reply(200, [...server.runs.values()]);
    server.puts += 1;
    if (server.isSignedOut) return reply(401, { code: "SIGNED_OUT", detail: "Sign in." });
    if (server.refuses !== "") return reply(422, { code: "LIMIT", detail: server.refuses });
    const run = JSON.parse(body ?? "") as PlayRun;
    const stored = server.runs.get(run.id);
    if (server.conflicts) return reply(409, { code: "CONFLICT", detail: "Continued elsewhere." });
    if (stored !== undefined && !isContinuationOf(run, stored.run) && !isContinuationOf(stored.run, run))
      return reply(409, { code: "CONFLICT", detail: "Continued elsewhere." });
    if (stored === undefined || isContinuationOf(run, stored.run))
      server.runs.set(run.id, { run, by: stored?.by ?? user, updatedAt: at(0) });
    return reply(200, server.runs.get(run.id));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  vi.useRealTimers();
});

const eventsOf = (id: string) => server.runs.get(id)?.run.events.map(({ type }) => type);

test("FL11 a run is kept while there is no network, says so, and arrives once when there is", async () => {
  server.isUp = false;
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  expect(store.record("run-1", tick)).toBeUndefined();
  expect(store.record("run-1", tick)).toBe("PASSED");
  expect(store.read()).toMatchObject([{ sending: "kept", by: user }]);
  expect(await countUnsent(user.id)).toBe(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.runs.size).toBe(0);
  server.isUp = true;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(100);
  expect(eventsOf("run-1")).toEqual(["tick"]);
  expect(store.read()).toMatchObject([{ sending: "sent" }]);
  expect(await countUnsent(user.id)).toBe(0);
  const { puts } = server;
  await vi.advanceTimersByTimeAsync(300_000);
  await store.refresh();
  expect(server.puts).toBe(puts);
  expect(server.runs.size).toBe(1);
});

test("FL11 without being told it is tried again, later each time", async () => {
  server.isUp = false;
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  await vi.advanceTimersByTimeAsync(30_000);
  server.isUp = true;
  await vi.advanceTimersByTimeAsync(61_000);
  expect(eventsOf("run-1")).toEqual([]);
});

test("FL11 what the server does not take is said with its reason, and stays on the phone", async () => {
  server.refuses = "This map keeps 10000 runs, the most for one.";
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  await vi.advanceTimersByTimeAsync(100);
  expect(store.read()).toMatchObject([{ sending: "refused", problem: server.refuses }]);
  expect(await countUnsent(user.id)).toBe(1);
});

test("FL11 a run that was continued in another browser goes on after what is there", async () => {
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  await vi.advanceTimersByTimeAsync(100);
  const elsewhere = recordEvent(begin("run-1"), { type: "thanked", at: at(2) }) as PlayRun;
  server.runs.set("run-1", { run: elsewhere, by: user, updatedAt: at(2) });
  store.record("run-1", tick);
  await vi.advanceTimersByTimeAsync(100);
  expect(eventsOf("run-1")).toEqual(["thanked", "tick"]);
  expect(store.read()).toMatchObject([{ sending: "sent", run: { events: [{ type: "thanked" }, { type: "tick" }] } }]);
});

test("FL10 somebody else's ended run is followed up under one's own name, also without the network, and nothing else", async () => {
  const ben = { id: "ben", name: "Ben" };
  const ended = recordEvent(begin("run-1"), {
    type: "ended",
    at: at(3),
    on: "2024-06-03",
    rating: null,
    followUpOn: "2024-06-05",
  }) as PlayRun;
  server.runs.set("run-1", { run: ended, by: ben, updatedAt: at(3) });
  const store = openRunStore(user, "m");
  await store.refresh();
  server.isUp = false;
  expect(store.record("run-1", { type: "failedToo" })).toBe("OVER");
  expect(
    store.record("run-1", { type: "followedUp", on: "2024-06-05", step: null, isSatisfied: true }),
  ).toBeUndefined();
  expect(store.read()).toMatchObject([{ sending: "kept", by: ben, run: { events: [{}, { by: user }] } }]);
  await vi.advanceTimersByTimeAsync(0);
  server.isUp = true;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(100);
  expect(store.read()).toMatchObject([{ sending: "sent", by: ben }]);
  expect(server.runs.get("run-1")?.run.events.at(-1)).toMatchObject({ type: "followedUp", by: user });
});

test("FL11 a conflict that merging does not solve is said, and not tried for ever", async () => {
  const store = openRunStore(user, "m");
  server.conflicts = true;
  store.start(begin("run-1"));
  await vi.advanceTimersByTimeAsync(300_000);
  expect(server.puts).toBe(1);
  expect(store.read()).toMatchObject([{ sending: "refused", problem: "Continued elsewhere." }]);
});

test("FL11 another tab's ticks are seen, and none of them is lost", async () => {
  server.isUp = false;
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  const key = Object.keys(localStorage).find((each) => each.startsWith("kept:run:"))!;
  const { run } = JSON.parse(localStorage.getItem(key)!) as { run: PlayRun };
  localStorage.setItem(key, JSON.stringify({ run: recordEvent(run, { ...tick, at: at(1) }), isSent: false }));
  window.dispatchEvent(new StorageEvent("storage", { key }));
  expect(store.read()[0]?.run.events).toHaveLength(1);
  expect(store.record("run-1", { type: "tick", step: 1 })).toBeUndefined();
  expect(JSON.parse(localStorage.getItem(key)!).run.events).toHaveLength(2);
});

test("FL11 where the browser keeps nothing the page says that it is only in this tab", () => {
  server.isUp = false;
  const full = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { setItem: full, getItem: () => null, removeItem: () => undefined });
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  expect(store.record("run-1", tick)).toBeUndefined();
  expect(store.read()).toMatchObject([{ sending: "tabOnly", run: { events: [{ type: "tick" }] } }]);
});

test("FL12 the plans that were seen last are there again, and what cannot be read is none", () => {
  const copy = { user, map: "m", title: "Parcel", plays: [play], channels: {}, places: {} };
  expect(readPlayCopy("m")).toBeUndefined();
  writePlayCopy(copy);
  expect(readPlayCopy("m")).toMatchObject(copy);
  expect(readPlayCopy("other")).toBeUndefined();
  expect(readPlayCopy("m", "somebody else")).toBeUndefined();
  localStorage.setItem(`kept:plays:${user.id}/m`, "{");
  expect(readPlayCopy("m")).toBeUndefined();
});

test("FL13 signing out takes one's own runs and plans out of the browser, and nobody else's", async () => {
  server.isUp = false;
  const other = { id: "other", name: "Ben" };
  for (const each of [user, other]) {
    openRunStore(each, "m").start(begin("run-1"));
    writePlayCopy({ user: each, map: "m", title: "", plays: [play], channels: {}, places: {} });
  }
  await clearLocalCopies(user.id);
  expect(Object.keys(localStorage).sort()).toEqual(["kept:plays:other/m", "kept:run:other/m/run-1"]);
});

test("FL13 a run that was on its way while somebody signs out is not written here again, nor sent afterwards", async () => {
  server.isUp = false;
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  await clearLocalCopies(user.id);
  server.isUp = true;
  window.dispatchEvent(new Event("online"));
  await store.refresh();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.puts).toBe(0);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("FL13 what a session that ran out left is kept, and not sent under the name of whoever signs in next", async () => {
  server.isSignedOut = true;
  const store = openRunStore(user, "m");
  store.start(begin("run-1"));
  await vi.advanceTimersByTimeAsync(100);
  server.isSignedOut = false;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.runs.size).toBe(0);
  expect(await countUnsent(user.id)).toBe(1);
  // The same person, signed in again.
  openRunStore(user, "m");
  await vi.advanceTimersByTimeAsync(100);
  expect(server.runs.size).toBe(1);
});
