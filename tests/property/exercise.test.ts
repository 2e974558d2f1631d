import fc from "fast-check";
import { expect, test } from "vitest";
import { type Act, act, type ExerciseEvent, exerciseRoles } from "../../shared/exercise/act.ts";
import { elapsedMs } from "../../shared/exercise/clock.ts";
import { applyEvent, foldExercise } from "../../shared/exercise/fold.ts";
import { injectsAt } from "../../shared/exercise/injects.ts";
import { refuse } from "../../shared/exercise/judge.ts";
import { emptyExercise, type ExerciseState } from "../../shared/exercise/state.ts";
import { judgeSteps, scoreOf } from "../../shared/exercise/steps.ts";
import { timelineOf } from "../../shared/exercise/timeline.ts";

const words = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => act.safeParse({ type: "log", kind: "problem", text }).success);
const playId = fc.constantFrom("p1", "p2", "__proto__x");
const inject = fc.record({ text: words, atMinute: fc.integer({ min: 0, max: 20 }), level: fc.constantFrom(1, 2, 3) });
const plays = fc.uniqueArray(
  fc.record({
    id: playId,
    title: words,
    steps: fc.array(
      fc.record(
        { phase: fc.constantFrom("acknowledge", "fix"), text: words, withinMinutes: fc.integer({ min: 0, max: 9 }) },
        { requiredKeys: ["phase", "text"] },
      ),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 2, selector: ({ id }) => id },
);
const someId = fc.oneof(
  fc.tuple(fc.constantFrom("finding", "log"), fc.integer({ min: 1, max: 40 })).map((parts) => parts.join("-")),
  fc
    .tuple(fc.constant("inject"), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 }))
    .map((parts) => parts.join("-")),
);
const finding = { kind: fc.constantFrom("newStep", "other"), text: words, play: playId };
const step = { play: playId, step: fc.integer({ min: 0, max: 5 }) };
const of = (type: string, shape: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ type: fc.constant(type), ...shape });

const anyAct = fc
  .oneof(
    {
      weight: 2,
      arbitrary: of("plan", { title: words, story: words, plays, injects: fc.array(inject, { maxLength: 4 }) }),
    },
    { weight: 4, arbitrary: of("join", { role: fc.constantFrom(...exerciseRoles) }) },
    of("leave"),
    { weight: 2, arbitrary: of("handOver", { to: fc.constantFrom("ann", "ben", "cem") }) },
    { weight: 3, arbitrary: of("start") },
    { weight: 2, arbitrary: of("pause") },
    { weight: 2, arbitrary: of("resume") },
    of("end"),
    of("close"),
    { weight: 4, arbitrary: of("fire", { inject: someId }) },
    of("addInject", { text: words, atMinute: fc.integer({ min: 0, max: 20 }), level: fc.constantFrom(1, 2, 3) }),
    { weight: 6, arbitrary: of("tick", step) },
    { weight: 2, arbitrary: of("untick", step) },
    { weight: 2, arbitrary: of("log", { kind: fc.constantFrom("observation", "decision"), text: words }) },
    { weight: 2, arbitrary: of("addFinding", finding) },
    of("changeFinding", { finding: someId, ...finding }),
    of("dropFinding", { finding: someId }),
    of("finishFinding", { finding: someId }),
    of("reopenFinding", { finding: someId }),
    of("setScore", { score: fc.option(fc.integer({ min: 0, max: 100 })) }),
  )
  .map((drawn) => act.parse(drawn));

/** An act, who does it, and how far the server's clock went before; it may be set back. */
const move = fc.record({
  act: anyAct,
  who: fc.constantFrom("ann", "ben", "cem"),
  canEdit: fc.boolean(),
  waitMs: fc.integer({ min: -60_000, max: 400_000 }),
});

const firstPlan: Act = act.parse({
  type: "plan",
  title: "T",
  story: "",
  plays: [{ id: "p1", title: "P", steps: [{ phase: "fix", text: "F" }] }],
  injects: [],
});

test("XS11 any sequence of acts keeps the state valid, never throws, and folds to the same state again", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let now = Date.parse("2024-06-01T10:00:00.000Z");
      let state: ExerciseState = emptyExercise;
      const done: ExerciseEvent[] = [];
      const all = [{ act: firstPlan, who: "ann", canEdit: true, waitMs: 0 }, ...moves];
      for (const { act, who, canEdit, waitMs } of all) {
        now += waitMs;
        const event = {
          seq: state.seq + 1,
          at: new Date(now).toISOString(),
          by: { id: who, name: who, color: "#000", canEdit },
          act,
        };
        const refused = refuse(state, event);
        const before = elapsedMs(state.clock, now);
        const next = applyEvent(state, event);
        if (refused === undefined) done.push(event);
        else expect(next).toBe(state);
        // What an act does to the clock, it does not do to the time that has passed.
        expect(elapsedMs(next.clock, now)).toBe(before);
        if (state.phase === "closed")
          expect({ ...next, seq: 0, lastAt: 0, findings: [] }).toEqual({ ...state, seq: 0, lastAt: 0, findings: [] });
        state = next;
        checkInvariants(state, now);
      }
      expect(foldExercise(done)).toEqual(state);
      // In pieces and with repetitions, as a client hears them.
      const half = foldExercise(done.slice(0, Math.floor(done.length / 2)));
      expect(foldExercise(done, half)).toEqual(state);
    }),
    { numRuns: 300 },
  );
});

function checkInvariants(state: ExerciseState, now: number): void {
  expect(state.people.some(({ role }) => role === "facilitator")).toBe(true);
  expect(new Set(state.people.map(({ id }) => id)).size).toBe(state.people.length);
  expect(state.clock.ranMs).toBeGreaterThanOrEqual(0);
  expect(state.clock.runningSince !== undefined).toBe(state.phase === "running");
  for (const { play, step } of state.ticks)
    expect(state.plays.find(({ id }) => id === play)?.steps[step]).toBeDefined();
  expect(new Set(state.ticks.map(({ play, step }) => `${play} ${step}`)).size).toBe(state.ticks.length);
  for (const { inject } of state.fired) expect(state.injects.some(({ id }) => id === inject)).toBe(true);
  const injects = injectsAt(state, now);
  expect(injects).toHaveLength(state.injects.length);
  const later = injectsAt(state, now + 3_600_000);
  for (const inject of injects)
    if (inject.outAtMs !== undefined) expect(later.find(({ id }) => id === inject.id)?.outAtMs).toBe(inject.outAtMs);
  expect(judgeSteps(state, now)).toHaveLength(state.plays.reduce((sum, { steps }) => sum + steps.length, 0));
  const score = scoreOf(state, now);
  if (score !== undefined) expect(score >= 0 && score <= 100).toBe(true);
  const times = timelineOf(state, now).map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
}
