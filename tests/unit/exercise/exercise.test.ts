import { describe, expect, test } from "vitest";
import { type Act, type ActType, act as actSchema } from "../../../shared/exercise/act.ts";
import { clockText, elapsedMs } from "../../../shared/exercise/clock.ts";
import { foldExercise } from "../../../shared/exercise/fold.ts";
import { injectsAt } from "../../../shared/exercise/injects.ts";
import { rehearsedPlayOf } from "../../../shared/exercise/rehearsedPlay.ts";
import { type Phase, rights, type Standing } from "../../../shared/exercise/rights.ts";
import { holdsRehearsal, rehearsalOf } from "../../../shared/exercise/outcome.ts";
import { computedScore, judgeSteps, scoreOf } from "../../../shared/exercise/steps.ts";
import { timelineOf } from "../../../shared/exercise/timeline.ts";
import { limits } from "../../../shared/limits.ts";
import { plan, seated, Table, voucher, type Who } from "./table.ts";

test("XS1 texts and lists are bounded, at the limit and one past it", () => {
  const good = (input: object) => actSchema.safeParse(input).success;
  const log = (chars: number) => ({ type: "log", kind: "decision", text: "x".repeat(chars) });
  expect(good(log(limits.exerciseTextChars))).toBe(true);
  expect(good(log(limits.exerciseTextChars + 1))).toBe(false);
  expect(good(log(0))).toBe(false);
  expect(good({ ...log(3), text: "a\0b" })).toBe(false);
  const injects = (count: number) => ({
    ...plan,
    injects: Array.from({ length: count }, () => ({ text: "x", atMinute: 1, level: 1 })),
  });
  expect(good(injects(limits.injectsPerExercise))).toBe(true);
  expect(good(injects(limits.injectsPerExercise + 1))).toBe(false);
  expect(good({ ...plan, plays: [voucher, voucher] })).toBe(false);
  expect(good({ type: "pause", extra: 1 })).toBe(false);
});

test("XS1 an exercise is bounded: only who can end it writes past the last entries", () => {
  const table = seated();
  table.act("ada", { type: "start" });
  table.state = { ...table.state, seq: limits.eventsPerExercise - limits.eventsKeptForFacilitators };
  expect(table.act("cem", { type: "log", kind: "problem", text: "once more" })).toMatch(/5000 entries/);
  expect(table.act("ada", { type: "pause" })).toBeUndefined();
  table.state = { ...table.state, seq: limits.eventsPerExercise };
  expect(table.act("ada", { type: "resume" })).toMatch(/5000 entries/);
});

test("XS1 a play's steps are copied as far as an exercise may hold them", () => {
  const steps = Array.from({ length: 101 }, () => ({ phase: "fix" as const, text: "🙂".repeat(5_000) }));
  const copy = rehearsedPlayOf({ id: "p", order: "a0", title: "Long", steps });
  expect(actSchema.safeParse({ ...plan, plays: [copy] }).success).toBe(true);
});

/** Who may do what, written down a second time: F facilitator, S scribe, P participant, O observer, N nobody of these. */
const expected: Record<ActType, [who: string, phases: readonly Phase[]]> = {
  plan: ["F", ["planned"]],
  join: ["FSPON", ["planned", "running", "paused", "ended"]],
  leave: ["FSPO", ["planned", "running", "paused", "ended"]],
  handOver: ["F", ["planned", "running", "paused", "ended"]],
  start: ["F", ["planned"]],
  pause: ["F", ["running"]],
  resume: ["F", ["paused"]],
  end: ["F", ["planned", "running", "paused"]],
  close: ["F", ["ended"]],
  fire: ["F", ["running"]],
  addInject: ["F", ["planned", "running", "paused"]],
  tick: ["FSP", ["running", "paused"]],
  untick: ["FSP", ["running", "paused"]],
  log: ["FSPO", ["running", "paused", "ended"]],
  addFinding: ["FSP", ["running", "paused", "ended"]],
  changeFinding: ["FSP", ["running", "paused", "ended"]],
  dropFinding: ["FSP", ["running", "paused", "ended"]],
  finishFinding: ["FSPON", ["ended", "closed"]],
  reopenFinding: ["FSPON", ["ended", "closed"]],
  setScore: ["F", ["ended"]],
};

const actors: Record<string, { who: Who; standing: Standing }> = {
  F: { who: "ada", standing: "facilitator" },
  S: { who: "ben", standing: "scribe" },
  P: { who: "cem", standing: "participant" },
  O: { who: "dee", standing: "observer" },
  N: { who: "eve", standing: "none" },
};

const phases: readonly Phase[] = ["planned", "running", "paused", "ended", "closed"];
const toUntick = { type: "untick", play: "voucher", step: 1 } as const;

/** A table in a phase, with a finding of everybody's own and one tick in it. */
function tableIn(phase: Phase, who: Who): Table {
  const table = seated();
  if (phase === "planned") return table;
  table.act("ada", { type: "start" });
  table.act("ada", { type: "tick", play: "voucher", step: 1 });
  const author = who === "dee" || who === "eve" ? "ben" : who;
  table.act(author, { type: "addFinding", kind: "other", text: "Somebody must answer" });
  if (phase !== "running") table.act("ada", { type: phase === "paused" ? "pause" : "end" });
  if (phase === "closed") table.act("ada", { type: "close" });
  return table;
}

function sample(type: ActType, table: Table): Act {
  const finding = table.state.findings[0]?.id ?? "finding-0";
  const samples: Record<ActType, Act> = {
    plan,
    join: { type: "join", role: "observer" },
    leave: { type: "leave" },
    handOver: { type: "handOver", to: "ben" },
    start: { type: "start" },
    pause: { type: "pause" },
    resume: { type: "resume" },
    end: { type: "end" },
    close: { type: "close" },
    fire: { type: "fire", inject: table.state.injects.at(-1)?.id ?? "" },
    addInject: { type: "addInject", text: "More", atMinute: 12, level: 3 },
    tick: { type: "tick", play: "voucher", step: 0 },
    untick: toUntick,
    log: { type: "log", kind: "decision", text: "We pay the taxi" },
    addFinding: { type: "addFinding", kind: "other", text: "More" },
    changeFinding: { type: "changeFinding", finding, kind: "other", text: "Better" },
    dropFinding: { type: "dropFinding", finding },
    finishFinding: { type: "finishFinding", finding },
    reopenFinding: { type: "reopenFinding", finding },
    setScore: { type: "setScore", score: 40 },
  };
  return samples[type];
}

describe.each(Object.keys(rights) as ActType[])("%s", (type) => {
  test.each(Object.keys(actors))(`XS2 ${type} by %s in every phase`, (letter) => {
    const { who } = actors[letter]!;
    for (const phase of phases)
      for (const canEdit of [true, false]) {
        const table = tableIn(phase, who);
        if (type === "reopenFinding") table.act("ada", { ...sample(type, table), type: "finishFinding" } as Act);
        // Ada could not leave or take another role alone: somebody else leads beside her.
        table.act("ben", { type: "join", role: "facilitator" }, true);
        if (letter === "S") table.act("ben", { type: "join", role: "scribe" });
        if (letter === "S" && (type === "leave" || type === "join"))
          table.act("cem", { type: "join", role: "participant" });
        const before = table.state;
        const [letters, open] = expected[type];
        const needsEdit = type === "finishFinding" || type === "reopenFinding";
        const may = letters.includes(letter) && open.includes(phase) && (canEdit || !needsEdit);
        const refused = table.act(who, sample(type, table), canEdit);
        expect([type, letter, phase, canEdit, refused === undefined]).toEqual([type, letter, phase, canEdit, may]);
        if (may) expect(table.state).not.toEqual(before);
        else expect([table.state, refused]).toEqual([before, expect.stringMatching(/^[A-Z].*\.$/)]);
      }
  });
});

test("XS3 who plans is the facilitator, and the last facilitator hands over before he goes", () => {
  const table = new Table();
  expect(table.act("ben", plan)).toMatch(/may edit/);
  expect(table.act("ada", { type: "start" })).toMatch(/no plan/);
  expect(table.act("ada", plan)).toBeUndefined();
  expect(table.act("ada", { type: "leave" })).toMatch(/hand over/);
  expect(table.act("ada", { type: "join", role: "observer" })).toMatch(/hand over/);
  expect(table.act("ada", { type: "handOver", to: "ben" })).toMatch(/not joined/);
  table.act("ben", { type: "join", role: "observer" });
  expect(table.act("ada", { type: "handOver", to: "ben" })).toBeUndefined();
  expect(table.state.people.map(({ id, role }) => [id, role])).toEqual([
    ["ada", "participant"],
    ["ben", "facilitator"],
  ]);
  expect(table.act("ada", { type: "leave" })).toBeUndefined();
});

test("XS4 whoever may edit the map may lead beside the others, nobody else by himself", () => {
  const table = seated();
  expect(table.act("cem", { type: "join", role: "facilitator" })).toMatch(/hands this role over/);
  expect(table.act("cem", { type: "join", role: "facilitator" }, true)).toBeUndefined();
  expect(table.act("ada", { type: "leave" })).toBeUndefined();
});

test("XS5 the clock stands still in a pause, never runs backwards, and is the same for everybody", () => {
  const table = seated();
  const time = () => elapsedMs(table.state.clock, table.now) / 60_000;
  table.minutes(30);
  expect(time()).toBe(0);
  table.act("ada", { type: "start" });
  table.minutes(3);
  expect(time()).toBe(3);
  table.act("ada", { type: "pause" });
  table.minutes(60);
  expect(time()).toBe(3);
  table.act("ada", { type: "resume" });
  table.minutes(2);
  expect(time()).toBe(5);
  // A server whose clock was set back.
  table.minutes(-10);
  expect(time()).toBe(3);
  table.minutes(11);
  table.act("ada", { type: "end" });
  table.minutes(600);
  expect(time()).toBe(6);
  expect(elapsedMs(foldExercise(table.events).clock, table.now)).toBe(6 * 60_000);
  expect([clockText(65_000), clockText(3_845_000)]).toEqual(["1:05", "1:04:05"]);
});

test("XS6 an inject comes at its minute, or earlier by hand, once and for all", () => {
  const table = seated();
  const out = () =>
    injectsAt(table.state, table.now).flatMap(({ text, outAtMs }) =>
      outAtMs === undefined ? [] : [[text, outAtMs / 60_000]],
    );
  expect(out()).toEqual([]);
  table.act("ada", { type: "start" });
  table.minutes(2);
  expect(out()).toEqual([["The first flight is cancelled", 2]]);
  const last = table.state.injects.at(-1)!.id;
  table.minutes(1);
  expect(table.act("ada", { type: "fire", inject: last })).toBeUndefined();
  expect(table.act("ada", { type: "fire", inject: last })).toMatch(/out already/);
  table.minutes(20);
  expect(out()).toEqual([
    ["The first flight is cancelled", 2],
    ["The hotel is full", 3],
    ["A family with an infant asks", 6],
  ]);
  table.act("ada", { type: "addInject", text: "The press calls", atMinute: 1, level: 2 });
  expect(out().at(-1)).toEqual(["The press calls", 23]);
});

test("XS7 a step is ticked once, and its limit counts from the first inject", () => {
  const table = seated();
  table.act("ada", { type: "start" });
  table.minutes(2 + 5);
  expect(table.act("cem", { type: "tick", play: "voucher", step: 0 })).toBeUndefined();
  expect(table.act("ben", { type: "tick", play: "voucher", step: 0 })).toMatch(/ticked already/);
  expect(table.act("cem", { type: "tick", play: "voucher", step: 3 })).toMatch(/no such step/);
  const [first] = judgeSteps(table.state, table.now);
  expect(first).toMatchObject({ dueAtMs: 7 * 60_000, isLate: false, tick: { atMs: 7 * 60_000, by: { id: "cem" } } });
  table.act("cem", { type: "untick", play: "voucher", step: 0 });
  table.now += 1_000;
  table.act("cem", { type: "tick", play: "voucher", step: 0 });
  expect(judgeSteps(table.state, table.now)[0]).toMatchObject({
    isLate: true,
    faults: ["0:01 past its limit of 5 min"],
  });
});

test("XS8 late, out of order and missing are said in words", () => {
  const table = seated();
  table.act("ada", { type: "start" });
  table.minutes(3);
  table.act("cem", { type: "tick", play: "voucher", step: 1 });
  table.minutes(7);
  table.act("cem", { type: "tick", play: "voucher", step: 0 });
  table.act("ada", { type: "end" });
  expect(
    judgeSteps(table.state, table.now).map(({ isLate, isOutOfOrder, isMissing, faults }) => ({
      isLate,
      isOutOfOrder,
      isMissing,
      faults,
    })),
  ).toEqual([
    { isLate: true, isOutOfOrder: false, isMissing: false, faults: ["3:00 past its limit of 5 min"] },
    { isLate: false, isOutOfOrder: true, isMissing: false, faults: ["done before “Say sorry”, which comes first"] },
    { isLate: false, isOutOfOrder: false, isMissing: true, faults: ["never done"] },
  ]);
});

test("XS9 the score is the share of steps done, and may be entered instead", () => {
  const table = seated();
  table.act("ada", { type: "start" });
  table.minutes(3);
  table.act("cem", { type: "tick", play: "voucher", step: 0 });
  table.act("cem", { type: "tick", play: "voucher", step: 2 });
  table.act("cem", { type: "tick", play: "voucher", step: 1 });
  table.act("ada", { type: "end" });
  expect(scoreOf(table.state, table.now)).toBe(83);
  table.act("ada", { type: "setScore", score: 60 });
  expect(scoreOf(table.state, table.now)).toBe(60);
  table.act("ada", { type: "setScore", score: null });
  expect(scoreOf(table.state, table.now)).toBe(83);
  expect(computedScore([])).toBeUndefined();
});

test("XS10 participants change their own findings; an editor says that one is done", () => {
  const table = tableIn("ended", "ben");
  const { id } = table.state.findings[0]!;
  expect(table.act("cem", { type: "changeFinding", finding: id, kind: "other", text: "Mine" })).toMatch(/their own/);
  expect(table.act("cem", { type: "dropFinding", finding: id })).toMatch(/their own/);
  expect(
    table.act("ada", {
      type: "changeFinding",
      finding: id,
      kind: "newStep",
      text: "Call back",
      play: "voucher",
      phase: "followUp",
    }),
  ).toBeUndefined();
  expect(table.act("cem", { type: "finishFinding", finding: id })).toMatch(/may edit/);
  const link = { kind: "play", id: "voucher" } as const;
  expect(table.act("ada", { type: "finishFinding", finding: id, link })).toBeUndefined();
  expect(table.state.findings[0]).toMatchObject({
    kind: "newStep",
    text: "Call back",
    done: { by: { name: "Ada" }, link },
  });
});

test("XS12 the timeline holds everything in the order of the exercise's time", () => {
  const table = seated();
  table.act("ada", { type: "start" });
  table.minutes(2);
  table.act("ben", { type: "log", kind: "problem", text: "Nobody has the list" });
  table.act("ada", { type: "pause" });
  table.minutes(30);
  table.act("ada", { type: "resume" });
  table.minutes(5);
  table.act("cem", { type: "tick", play: "voucher", step: 0 });
  table.act("ada", { type: "end" });
  const lines = timelineOf(table.state, table.now).map((entry) => [
    entry.atMs / 60_000,
    entry.what === "clock" ? entry.mark : entry.text,
  ]);
  expect(lines).toEqual([
    [0, "start"],
    [2, "The first flight is cancelled"],
    [2, "Nobody has the list"],
    [2, "pause"],
    [2, "resume"],
    [6, "A family with an infant asks"],
    [7, "Say sorry"],
    [7, "end"],
  ]);
});

test("XS14 a rehearsal leaves its day, who took part, its score and its findings, the same each time", () => {
  const table = tableIn("ended", "ben");
  const rehearsal = rehearsalOf(table.state)!;
  expect(rehearsal).toEqual({
    on: "2024-06-01",
    participants: ["Ada (facilitator)", "Ben (scribe)", "Cem (gate agent)"],
    score: 33,
    findings: ["Somebody must answer"],
  });
  expect(holdsRehearsal({ rehearsals: [] }, rehearsal)).toBe(false);
  expect(holdsRehearsal({ rehearsals: [rehearsalOf(foldExercise(table.events))!] }, rehearsal)).toBe(true);
  const calledOff = seated();
  calledOff.act("ada", { type: "end" });
  expect(rehearsalOf(calledOff.state)).toBeUndefined();
  expect(calledOff.act("ada", { type: "close" })).toMatch(/called off/);
});
