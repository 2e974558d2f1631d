import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../../shared/limits.ts";
import type { Play } from "../../shared/model/kinds.ts";
import { playPhases } from "../../shared/model/play.ts";
import { isContinuationOf, mergeRuns } from "../../shared/recovery/mergeRuns.ts";
import { type PlayRun, playRun, type RunEvent, startRun } from "../../shared/recovery/playRun.ts";
import { followUps } from "../../shared/recovery/runFollowUps.ts";
import { firstRefusal, recordEvent, runState } from "../../shared/recovery/runState.ts";

const monday = "2024-06-03";
const start = Date.parse(`${monday}T08:00:00.000Z`);

const plays = fc
  .array(
    fc.record(
      {
        phase: fc.constantFrom(...playPhases),
        text: fc.string(),
        withinMinutes: fc.nat(60),
        afterDays: fc.nat(5),
        cost: fc.nat(40),
      },
      { requiredKeys: ["phase", "text"], noNullPrototype: true },
    ),
    { maxLength: 8 },
  )
  .chain((steps) =>
    fc.record(
      {
        id: fc.constant("p"),
        title: fc.string(),
        steps: fc.constant(steps),
        authorityLimit: fc.nat(80),
        currency: fc.constant("EUR"),
      },
      { requiredKeys: ["id", "title", "steps"], noNullPrototype: true },
    ),
  );

const texts = fc.string({ minLength: 0, maxLength: 8 });
const days = fc
  .integer({ min: 0, max: 6 })
  .map((days) => new Date(start + days * 86_400_000).toISOString().slice(0, 10));
const shapes = {
  tick: { step: fc.nat(8), reason: texts, agreedBy: texts },
  leaveOut: { step: fc.nat(8) },
  takeBack: {},
  thanked: {},
  asked: { what: texts },
  gave: { what: texts, cost: fc.nat(60), isExtra: fc.boolean(), agreedBy: texts },
  request: { what: texts, offered: texts },
  abuse: {},
  noAbuse: {},
  supervisorTold: {},
  stopped: { on: days },
  failedToo: {},
  cancelled: {},
  ended: { on: days, rating: fc.option(fc.integer({ min: 1, max: 7 })), followUpOn: days, reason: texts },
  followedUp: {
    on: days,
    step: fc.option(fc.nat(8)),
    isSatisfied: fc.option(fc.boolean()),
    rating: fc.integer({ min: 1, max: 7 }),
  },
} as const;
const optional = new Set(["reason", "agreedBy", "cost", "offered", "followUpOn"]);

/** Any event, in any order, at any time: those that end a run are rare, so that runs grow. */
const events = fc
  .oneof(
    ...Object.entries(shapes).map(([type, fields]) => ({
      weight: type === "tick" ? 12 : ["stopped", "cancelled", "ended"].includes(type) ? 1 : 3,
      arbitrary: fc.record(
        {
          type: fc.constant(type),
          at: fc.nat(600).map((minutes) => new Date(start + minutes * 60_000).toISOString()),
          ...fields,
        },
        {
          requiredKeys: ["type", "at", ...Object.keys(fields).filter((key) => !optional.has(key))] as never[],
          noNullPrototype: true,
        },
      ),
    })),
  )
  .map((event) => event as unknown as RunEvent);

function record(run: PlayRun, all: readonly RunEvent[]): PlayRun {
  return all.reduce((before, event) => {
    const next = recordEvent(before, event);
    return typeof next === "string" ? before : next;
  }, run);
}

function begin(play: object): PlayRun {
  const now = new Date(start).toISOString();
  return startRun(play as Play, { id: "run", detectedAt: now, now, today: monday });
}

test("RR2 whatever is done in whatever order, a step that is not marked came after all steps before it", () => {
  fc.assert(
    fc.property(plays, fc.array(events, { maxLength: 60 }), (play, all) => {
      const run = record(begin(play), all);
      expect(firstRefusal(run)).toBeUndefined();
      expect(playRun.safeParse(run).success).toBe(true);
      const { steps } = runState(run);
      // Times may be equal: the order of the passed steps is that of the log.
      const { passed } = runState(run);
      for (const [place, index] of passed.entries()) {
        const phase = playPhases.indexOf(run.steps[index]!.phase);
        const later = run.steps.flatMap((step, other) =>
          playPhases.indexOf(step.phase) < phase && !passed.slice(0, place).includes(other) ? [step] : [],
        );
        const state = steps[index]!;
        if (later.some((step) => step.phase === "acknowledge")) {
          expect(run.steps[index]!.phase).not.toBe("understand");
          expect(state.isLeftOut).toBe(false);
        }
        if (later.length > 0 && !state.isLeftOut) expect(state.outOfOrder?.trim()).toBeTruthy();
        if (state.isLeftOut) expect(run.steps[index]!.phase).not.toBe("acknowledge");
      }
      for (const { isMissed, dueOn, doneOn } of followUps(run, "2024-06-08"))
        expect(isMissed).toBe((doneOn ?? "2024-06-08") > dueOn);
    }),
  );
});

test("RR14 any two continuations of a run merge into one that continues the first and keeps the rules", () => {
  fc.assert(
    fc.property(
      plays,
      fc.array(events, { maxLength: 20 }),
      fc.array(events, { maxLength: 20 }),
      fc.array(events, { maxLength: 20 }),
      (play, common, one, other) => {
        const base = record(begin(play), common);
        const first = record(base, one);
        const second = record(base, other);
        const merged = mergeRuns(first, second);
        expect(isContinuationOf(merged, first)).toBe(true);
        expect(firstRefusal(merged)).toBeUndefined();
        expect(mergeRuns(merged, second).events.length).toBeLessThanOrEqual(limits.eventsPerRun);
        expect(mergeRuns(first, first)).toEqual(first);
      },
    ),
  );
});
