import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLiveExercise } from "../../../client/pages/rehearsals/liveExercise.ts";
import { createObserved } from "../../../client/session/observable.ts";
import type { ExerciseRead } from "../../../shared/api/exercises.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Act, ExerciseEvent } from "../../../shared/exercise/act.ts";
import { people, plan } from "../exercise/table.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2024-06-01T10:00:00.000Z") });
});
afterEach(() => vi.useRealTimers());

/** A server whose clock is ahead, that keeps every act once by its key, and a tab that follows it. */
async function open({ aheadMs = 0 } = {}) {
  const events: ExerciseEvent[] = [];
  const keys = new Map<string, ExerciseEvent>();
  const told = createObserved<unknown>(undefined);
  const connections = createObserved({ connections: 1 });
  const asked: number[] = [];
  const server = { isUp: true, losesAnswers: 0, wayMs: 0 };
  const now = () => new Date(Date.now() + aheadMs).toISOString();
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  const happen = (act: Act): ExerciseEvent => {
    const event = { seq: events.length + 1, at: now(), by: people.ada, act };
    events.push(event);
    return event;
  };
  const answer = async (found: ExerciseEvent[]): Promise<ExerciseRead> => {
    const read = { id: "xs-1", events: found, now: now() };
    if (server.wayMs > 0) await wait(server.wayMs);
    return read;
  };
  const refuse = () => {
    throw new AppError("UNAVAILABLE", "The studio cannot be reached.");
  };
  happen(plan);
  const live = openLiveExercise({
    id: "xs-1",
    told,
    connections,
    read: async (after) => {
      asked.push(after);
      if (!server.isUp) refuse();
      if (server.wayMs > 0) await wait(server.wayMs);
      return answer(events.slice(after));
    },
    send: async ({ key, act }) => {
      if (!server.isUp) refuse();
      const event = keys.get(key) ?? happen(act);
      keys.set(key, event);
      if (server.losesAnswers > 0) {
        server.losesAnswers -= 1;
        refuse();
      }
      return answer([event]);
    },
  });
  await vi.advanceTimersByTimeAsync(0);
  const tell = (event: ExerciseEvent, isSmall = true) =>
    told.set({ exercise: "xs-1", seq: event.seq, ...(isSmall && { event }) });
  return { live, server, events, asked, happen, tell, connections, state: () => live.read().state };
}

test("RH3 what the server tells is there at once, without asking", async () => {
  const { live, happen, tell, asked, state } = await open();
  expect([live.read().status, state().phase, asked]).toEqual(["ready", "planned", [0]]);
  tell(happen({ type: "start" }));
  expect(state().phase).toBe("running");
  tell({ ...happen({ type: "pause" }), seq: 1 });
  expect(state().phase).toBe("running");
  expect(asked).toEqual([0]);
  live.close();
});

test("RH3 a gap is asked for at once, and so is an event that was too long to be told", async () => {
  const { live, happen, tell, asked, state } = await open();
  happen({ type: "start" });
  tell(happen({ type: "pause" }));
  await vi.advanceTimersByTimeAsync(0);
  expect([state().phase, asked]).toEqual(["paused", [0, 1]]);
  tell(happen({ type: "resume" }), false);
  await vi.advanceTimersByTimeAsync(0);
  expect([state().phase, asked]).toEqual(["running", [0, 1, 3]]);
  live.close();
});

test("RH3 a message that was lost is healed on a new connection, and every 15 s", async () => {
  const { live, happen, connections, state } = await open();
  happen({ type: "start" });
  connections.set({ connections: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(state().phase).toBe("running");
  happen({ type: "end" });
  await vi.advanceTimersByTimeAsync(14_000);
  expect(state().phase).toBe("running");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state().phase).toBe("ended");
  live.close();
});

test("RH3 nothing is asked any more once the review is closed, or the page was left", async () => {
  const { live, happen, asked } = await open();
  for (const type of ["start", "end", "close"] as const) happen({ type });
  await vi.advanceTimersByTimeAsync(15_000);
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(before);
  live.close();
  const other = await open();
  other.live.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(other.asked).toEqual([0]);
});

test("RH4 the clock is the server's, by the answer that took the least time", async () => {
  const { live, server } = await open({ aheadMs: 3_600_000 });
  const off = () => Math.abs(live.now() - Date.now() - 3_600_000);
  expect(off()).toBe(0);
  server.wayMs = 4_000;
  await vi.advanceTimersByTimeAsync(25_000);
  expect(off()).toBe(0);
  live.close();
});

test("RH7 an act is sent again with its key until the server is there, and done once", async () => {
  const { live, server, events, state } = await open();
  server.losesAnswers = 2;
  const done = live.act({ type: "start" });
  await vi.advanceTimersByTimeAsync(5_000);
  await done;
  expect([state().phase, events.length]).toEqual(["running", 2]);
  server.isUp = false;
  const late = live.act({ type: "log", kind: "decision", text: "We pay the taxi" });
  await vi.advanceTimersByTimeAsync(20_000);
  server.isUp = true;
  await vi.advanceTimersByTimeAsync(2_000);
  await late;
  expect(state().log.map(({ text }) => text)).toEqual(["We pay the taxi"]);
  live.close();
});

test("RH7 after half a minute it is given up, and what is refused is not tried again", async () => {
  const { live, server, events } = await open();
  server.isUp = false;
  const given = live.act({ type: "start" }).catch((error: AppError) => error.code);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(await given).toBe("UNAVAILABLE");
  expect(events).toHaveLength(1);
  live.close();
});
