import { describe, expect, test } from "vitest";
import { limits } from "../../../shared/limits.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { leftToGive, mayGive } from "../../../shared/recovery/leftToGive.ts";
import { fairSolution, fairSolutionWords } from "../../../shared/recovery/fairSolution.ts";
import { isContinuationOf, mergeRuns } from "../../../shared/recovery/mergeRuns.ts";
import { nearestAlternatives } from "../../../shared/recovery/nearestAlternatives.ts";
import { type PlayRun, playRun, type RunEvent, startRun } from "../../../shared/recovery/playRun.ts";
import { minutesBetween, runFigures } from "../../../shared/recovery/runFigures.ts";
import { followUps, openFollowUps, runFlags, runRating } from "../../../shared/recovery/runFollowUps.ts";
import {
  areQuestionsOpen,
  currentPhase,
  firstRefusal,
  recordEvent,
  runState,
  spent,
} from "../../../shared/recovery/runState.ts";

const play = {
  id: "delay",
  title: "Delay over 3 hours",
  authorityLimit: 50,
  currency: "EUR",
  steps: [
    { phase: "acknowledge", text: "Say sorry", withinMinutes: 10 },
    { phase: "understand", text: "Ask who has a connection" },
    { phase: "fix", text: "Offer the next service" },
    { phase: "extra", text: "Waive shipping", cost: 6.9 },
    { phase: "followUp", text: "Ask whether it was good", afterDays: 3 },
  ],
} as unknown as Play;

const [acknowledge, understand, fix, extra, followUp] = [0, 1, 2, 3, 4] as const;
const monday = "2024-06-03";
const at = (minutes: number, day = monday) =>
  new Date(Date.parse(`${day}T08:00:00.000Z`) + minutes * 60_000).toISOString();

function begin(of: Partial<Play> = {}): PlayRun {
  return startRun({ ...play, ...of }, { id: "run-1", detectedAt: at(-5), now: at(0), today: monday });
}

type Happening = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "at"> & { at?: string } : never) : never;

/** The run after these events, each a minute later. @throws Error for one that is refused. */
function after(run: PlayRun, ...events: Happening[]): PlayRun {
  return events.reduce((before, event) => {
    const next = recordEvent(before, { at: at(before.events.length + 1), ...event });
    if (typeof next === "string") throw new Error(`${event.type}: ${next}`);
    return next;
  }, run);
}

const tick = (step: number, more: object = {}) => ({ type: "tick" as const, step, ...more });

test("RR1 the first event of a run is not before its start, and a clock that is set back does not turn the order round", () => {
  const run = after(begin(), { ...tick(acknowledge), at: at(20) });
  const next = after(run, { type: "thanked", at: at(2) });
  expect(next.events.map((event) => event.at)).toEqual([at(20), at(20)]);
  expect(firstRefusal(next)).toBeUndefined();
  const turned = { ...next, events: next.events.map((event, index) => ({ ...event, at: at(20 - index) })) };
  expect(firstRefusal(turned)).toEqual({ event: 1, refusal: "TIME" });
  expect(firstRefusal({ ...begin(), detectedAt: at(1) })).toEqual({ event: -1, refusal: "TIME" });
  expect(playRun.parse(next)).toEqual(next);
});

describe("order", () => {
  test("RR2 (F41) a fix cannot start before the acknowledgement is ticked, but with a reason", () => {
    const run = begin();
    expect(recordEvent(run, { type: "tick", at: at(1), step: fix })).toBe("ACKNOWLEDGE_FIRST");
    expect(recordEvent(run, { type: "tick", at: at(1), step: fix, reason: "  " })).toBe("ACKNOWLEDGE_FIRST");
    expect(after(run, tick(fix, { reason: "The gate was closing" })).events).toHaveLength(1);
  });

  test("RR2 (F56) starting the fix first is marked as out of order, with its time", () => {
    const run = after(begin(), tick(fix, { reason: "The gate was closing" }), tick(acknowledge));
    const { steps } = runState(run);
    expect(steps[fix]).toEqual({ at: at(1), isLeftOut: false, outOfOrder: "The gate was closing" });
    expect(steps[acknowledge]).toEqual({ at: at(2), isLeftOut: false });
    expect(runFlags(run, monday)).toEqual(["OUT_OF_ORDER"]);
    expect(runFlags(after(begin(), tick(acknowledge)), monday)).toEqual([]);
  });

  test("RR2 an extra before the fix needs a reason too; in order a reason marks nothing", () => {
    const run = after(begin(), tick(acknowledge), tick(understand));
    expect(recordEvent(run, { type: "tick", at: at(9), step: extra })).toBe("OUT_OF_ORDER");
    expect(runState(after(run, tick(fix, { reason: "why not" }))).steps[fix]?.outOfOrder).toBeUndefined();
  });

  test("RR3 (F58) questions stay locked until the acknowledgement is done, whatever the reason", () => {
    const run = begin();
    expect(areQuestionsOpen(run, runState(run))).toBe(false);
    expect(recordEvent(run, { type: "tick", at: at(1), step: understand, reason: "In a hurry" })).toBe(
      "QUESTIONS_LOCKED",
    );
    expect(recordEvent(run, { type: "asked", at: at(1), what: "Refund" })).toBe("QUESTIONS_LOCKED");
    const sorry = after(run, tick(acknowledge), { type: "thanked" });
    expect(areQuestionsOpen(sorry, runState(sorry))).toBe(true);
    expect(runState(after(sorry, { type: "asked", what: "Refund" })).asked).toBe("Refund");
    expect(runState(sorry).thankedAt).toBe(at(2));
  });

  test("RR4 a step that is not needed is left out, the acknowledgement cannot be", () => {
    expect(recordEvent(begin(), { type: "leaveOut", at: at(1), step: acknowledge })).toBe("CANNOT_BE_LEFT_OUT");
    expect(recordEvent(begin(), { type: "leaveOut", at: at(1), step: fix })).toBe("ACKNOWLEDGE_FIRST");
    const run = after(begin(), tick(acknowledge), { type: "leaveOut", step: understand });
    expect(runState(run).steps[understand]).toEqual({ at: at(2), isLeftOut: true });
    expect(currentPhase(run, runState(run))).toBe("fix");
  });

  test("RR5 the last tick can be taken back, and the acknowledgement is then open again", () => {
    const run = after(begin(), tick(acknowledge), { type: "takeBack" });
    expect(runState(run)).toMatchObject({ steps: [undefined, undefined, undefined, undefined, undefined] });
    expect(runState(run).acknowledgedAt).toBeUndefined();
    expect(run.events).toHaveLength(2);
    expect(recordEvent(run, { type: "takeBack", at: at(9) })).toBe("NOTHING_TO_TAKE_BACK");
    expect(recordEvent(run, { type: "tick", at: at(9), step: fix })).toBe("ACKNOWLEDGE_FIRST");
  });
});

describe("giving", () => {
  test("RR6 (F60) waiving shipping of 6.90 under a limit of 50 is allowed, and counts for the next", () => {
    expect(mayGive(play, 0, 6.9)).toBe("allowed");
    expect(mayGive(play, 43.1, 6.9)).toBe("allowed");
    expect(mayGive(play, 43.2, 6.9)).toBe("ask");
    expect(mayGive(play, 0, undefined)).toBe("unknown");
    expect(mayGive({ ...play, managerApproval: true }, 0, 6.9)).toBe("ask");
    expect(mayGive({}, 0, 1)).toBe("ask");
    expect(mayGive({}, 0, 0)).toBe("allowed");
    expect(leftToGive(play, 6.9)).toBeCloseTo(43.1);
  });

  test("RR6 what is above the limit is recorded only with who agreed", () => {
    const run = after(begin(), tick(acknowledge), { type: "gave", what: "Voucher", cost: 45, isExtra: false });
    expect(recordEvent(run, { type: "tick", at: at(9), step: extra, reason: "now" })).toBe("OVER_LIMIT");
    expect(recordEvent(run, { type: "gave", at: at(9), what: "Taxi", cost: 20, isExtra: true })).toBe("OVER_LIMIT");
    const nobody = { type: "gave", at: at(9), what: "Taxi", cost: 20, isExtra: true, agreedBy: " " } as const;
    expect(recordEvent(run, nobody)).toBe("OVER_LIMIT");
    const agreed = after(run, { type: "gave", what: "Taxi", cost: 20, isExtra: true, agreedBy: "Duty manager" });
    expect(spent(agreed, runState(agreed))).toBe(65);
  });

  test("RR7 (F59) asked a refund, given refund + upgrade: met + extra", () => {
    expect(fairSolutionWords(fairSolution("refund", ["refund + upgrade"], []))).toBe("met + extra");
    expect(fairSolution("refund", ["refund + upgrade"], [])).toEqual({ met: true, extra: ["upgrade"] });
    expect(fairSolutionWords(fairSolution("A refund", ["Full refund"], []))).toBe("met");
    expect(fairSolutionWords(fairSolution("refund and an apology", ["refund"], []))).toBe("not what was asked for");
    expect(fairSolution("refund", ["no refund"], []).met).toBe(false);
    expect(fairSolution("refund", [], ["voucher"])).toEqual({ met: undefined, extra: ["voucher"] });
    expect(fairSolutionWords(fairSolution(undefined, ["voucher"], []))).toBe("unknown");
  });

  test("RR8 (F42) charter a jet: the nearest alternatives ranked, and with none the escalation", () => {
    const alternatives = [
      { asked: "Another carrier", nearest: "The next own service" },
      { asked: "A private jet", nearest: "A seat in the first row" },
      { asked: "A charter plane or jet", nearest: "The first seat on a partner’s flight" },
    ];
    const { near, others } = nearestAlternatives("charter a jet", alternatives);
    expect(near.map(({ place }) => place)).toEqual([2, 1]);
    expect(others.map(({ place }) => place)).toEqual([0]);
    expect(nearestAlternatives("charter a jet", []).near).toEqual([]);
    expect(nearestAlternatives("", alternatives).near).toEqual([]);
    const run = after(begin(), { type: "request", what: "charter a jet" });
    expect(runState(run).requests[0]?.offered).toBeUndefined();
  });
});

describe("end and follow-up", () => {
  const solved = (of: Partial<Play> = {}) =>
    after(begin(of), tick(acknowledge), tick(understand), tick(fix), tick(extra));
  const end = (more: object = {}) => ({ type: "ended" as const, on: monday, rating: 6, ...more });
  const withoutFollowUp = { steps: play.steps?.slice(0, 4) ?? [] };

  test("RR9 (F62) a run does not end on the day it began without a follow-up, unless there is a reason", () => {
    const run = solved(withoutFollowUp);
    expect(recordEvent(run, { ...end(), at: at(9) })).toBe("FOLLOW_UP_NEEDED");
    expect(recordEvent(run, { ...end({ followUpOn: monday }), at: at(9) })).toBe("FOLLOW_UP_NEEDED");
    expect(after(run, end({ followUpOn: "2024-06-06" })).events).toHaveLength(5);
    const closed = after(run, end({ reason: "She moves abroad tonight" }));
    expect(followUps(closed, "2024-07-01")).toEqual([]);
  });

  test("RR9 a follow-up after some days cannot be ticked while the case is open, nor anything else afterwards", () => {
    expect(recordEvent(solved(), { ...tick(followUp), at: at(9) })).toBe("NOT_YET");
    const asked = { type: "followedUp" as const, on: monday, step: followUp, isSatisfied: true };
    expect(recordEvent(solved(), { ...asked, at: at(9) })).toBe("NOT_YET");
    const ended = after(solved(), end());
    expect(recordEvent(ended, { type: "takeBack", at: at(9) })).toBe("OVER");
    expect(recordEvent(ended, { ...end(), at: at(9) })).toBe("OVER");
    expect(recordEvent(ended, { ...asked, step: fix, at: at(9) })).toBe("NO_SUCH_STEP");
  });

  test("RR10 (F62) resolved Monday, due Thursday, not done by Friday: FOLLOW_UP_MISSED", () => {
    const run = after(solved(), end());
    expect(openFollowUps(run, "2024-06-06")).toMatchObject([{ dueOn: "2024-06-06", isMissed: false, step: followUp }]);
    expect(runFlags(run, "2024-06-06")).toEqual([]);
    expect(runFlags(run, "2024-06-07")).toEqual(["FOLLOW_UP_MISSED"]);
    const done = (on: string) =>
      after(run, { type: "followedUp", on, step: followUp, isSatisfied: true, rating: 7, at: at(0, on) });
    expect(runFlags(done("2024-06-06"), "2024-06-30")).toEqual([]);
    expect(runFlags(done("2024-06-07"), "2024-06-30")).toEqual(["FOLLOW_UP_MISSED"]);
    expect(openFollowUps(done("2024-06-07"), "2024-06-30")).toEqual([]);
    expect(runRating(runState(done("2024-06-06")))).toBe(7);
    expect(runRating(runState(run))).toBe(6);
  });

  test("RR11 (F64) what failed too is a failed recovery, also when it comes out at the follow-up", () => {
    expect(runFlags(after(solved(), { type: "failedToo" }), monday)).toEqual(["DOUBLE_DEVIATION"]);
    const later = after(solved(), end(), { type: "failedToo", at: at(0, "2024-06-06") });
    expect(runFigures([later], monday).failedRecoveries).toBe(1);
  });

  test("RR12 (F77) abuse is recorded with whether the supervisor was told, and a stop ends the run without a follow-up", () => {
    const run = after(begin(), { type: "abuse" });
    expect(runState(run)).toMatchObject({ abusedAt: at(1) });
    expect(runState(run).supervisorToldAt).toBeUndefined();
    expect(runFlags(after(run, { type: "noAbuse" }), monday)).toEqual([]);
    const stopped = after(run, { type: "stopped", on: monday }, { type: "supervisorTold" });
    expect(runState(stopped).supervisorToldAt).toBe(at(3));
    expect(runFlags(stopped, "2024-07-01")).toEqual(["ABUSE"]);
    expect(recordEvent(stopped, { ...tick(acknowledge), at: at(9) })).toBe("OVER");
  });
});

describe("figures", () => {
  /** A run acknowledged after so many minutes and rated so. */
  const ran = (minutes: number, rating: number | null) =>
    after(
      { ...begin(), detectedAt: at(0) },
      { ...tick(acknowledge), at: at(minutes) },
      { type: "ended", on: monday, rating, at: at(minutes) },
    );

  test("RR13 (F65) time from detection to acknowledgement as median and P90 with n; the clock starts at detection", () => {
    const [run] = [after(begin(), { ...tick(acknowledge), at: at(3) })];
    expect(minutesBetween(run.detectedAt, runState(run).acknowledgedAt ?? "")).toBe(8);
    const runs = [10, 12, 14, 16, 18, 20, 22, 24, 29, 90].map((minutes) => ran(minutes, 6));
    const figures = runFigures(runs, monday);
    expect(figures.medianToAcknowledge).toEqual({ value: 19, n: 10, fewest: 3 });
    expect(figures.p90ToAcknowledge).toEqual({ value: 29, n: 10, fewest: 10 });
  });

  test("RR13 (F05) ratings after recovery: unknown with few, and nobody asked is no rating", () => {
    const few = runFigures([ran(5, 7), ran(5, null)], monday);
    expect(few.meanRating).toEqual({ value: null, n: 1, fewest: 3 });
    expect(few.medianToAcknowledge).toMatchObject({ value: null, n: 2 });
    const many = runFigures(
      [7, 6, 5, 6, 2].map((rating) => ran(5, rating)),
      monday,
    );
    expect(many.meanRating.value).toBeCloseTo(5.2);
    expect(many.shareRatedHigh).toEqual({ value: 0.6, n: 5, fewest: 5 });
    expect(runFigures([], monday)).toMatchObject({ runs: 0, meanRating: { value: null, n: 0 } });
  });

  test("RR13 a run started by mistake counts nowhere", () => {
    const run = after(begin(), tick(acknowledge), { type: "cancelled" });
    expect(runFigures([run], monday)).toMatchObject({ runs: 0, medianToAcknowledge: { n: 0 } });
  });
});

test("RR14 two copies continued in two places become one with everything of the first", () => {
  const common = after(begin(), tick(acknowledge));
  const phone = after(common, tick(understand));
  const desk = after(common, { type: "thanked", at: at(3) }, tick(understand), tick(fix));
  const merged = mergeRuns(phone, desk);
  expect(isContinuationOf(merged, phone)).toBe(true);
  expect(firstRefusal(merged)).toBeUndefined();
  expect(runState(merged)).toMatchObject({ thankedAt: expect.any(String) });
  expect(runState(merged).steps[fix]).toBeDefined();
  expect(isContinuationOf(desk, phone)).toBe(false);
  const [first] = phone.events;
  const { type, at: when, ...rest } = first!;
  expect(isContinuationOf({ ...phone, events: [{ ...rest, at: when, type } as RunEvent] }, common)).toBe(true);
});

test("RR15 a run never grows past its bounds, and its end still fits", () => {
  let run = after(begin(), tick(acknowledge));
  for (let count = 0; ; count++) {
    const next = recordEvent(run, { type: "request", at: at(count), what: "ø".repeat(limits.runNoteChars) });
    if (typeof next === "string") {
      expect(next).toBe("FULL");
      break;
    }
    run = next;
  }
  expect(run.events.length).toBeGreaterThan(20);
  const ended = after(run, { type: "ended", on: monday, rating: null, reason: "ø".repeat(limits.runNoteChars) });
  expect(new TextEncoder().encode(JSON.stringify(ended)).length).toBeLessThanOrEqual(limits.runBytes);
  const long = {
    ...play,
    title: "x".repeat(9_000),
    steps: Array.from({ length: 99 }, () => ({ phase: "fix", text: "y".repeat(9_000) })),
  };
  const started = startRun(long as unknown as Play, { id: "r", detectedAt: at(0), now: at(0), today: monday });
  expect(playRun.safeParse(started).success).toBe(true);
  expect(JSON.stringify(started).length).toBeLessThan(limits.runBytes - limits.runReserveBytes);
});
