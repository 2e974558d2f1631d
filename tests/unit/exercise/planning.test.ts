import { expect, test } from "vitest";
import { suggestInjects } from "../../../shared/exercise/suggestInjects.ts";
import { rehearsedPlayOf } from "../../../shared/exercise/rehearsedPlay.ts";
import { emptyExercise, type ExerciseState } from "../../../shared/exercise/state.ts";
import { judgeSteps, scoreOf } from "../../../shared/exercise/steps.ts";
import type { Play, Scenario, WeakSpot } from "../../../shared/model/kinds.ts";

test("XS13 suggested injects come from story, weak spots and play, and escalate", () => {
  const scenario = {
    id: "fog",
    order: "a0",
    title: "Fog",
    story: "Fog closes the airport. 200 people wait at the gate.",
    touchpoints: { gate: {} },
  } as Scenario;
  const weakSpots = [
    { id: "w1", order: "a0", touchpoint: "gate", title: "Nobody announces anything", effect: "People leave" },
    { id: "w2", order: "a1", touchpoint: "checkout", title: "Card refused" },
  ] as WeakSpot[];
  const play = {
    id: "p",
    order: "a0",
    title: "Voucher play",
    owner: "Duty manager",
    authorityLimit: 50,
    currency: "EUR",
    managerApproval: true,
    exception: true,
    deescalation: "Step back",
    ifItFails: "Call the duty line",
    alternatives: [{ asked: "Another airline" }],
  } as Play;
  const injects = suggestInjects({ scenario, plays: [play], weakSpots });
  const texts = injects.map(({ text }) => text);
  expect(texts[0]).toBe("Fog closes the airport.");
  expect(texts).toContain("Nobody announces anything. People leave.");
  expect(texts).toContain("The customer wants more than the 50 EUR you may give.");
  expect(texts).toContain("Duty manager cannot be reached.");
  expect(texts.join()).not.toContain("Card refused");
  expect(injects.map(({ atMinute }) => atMinute)).toEqual(injects.map((_, index) => index * 4));
  expect(injects.map(({ level }) => level)).toEqual(injects.map(({ level }) => level).toSorted((a, b) => a - b));
  expect(suggestInjects({ plays: [], weakSpots: [] })).toEqual([]);
});

test("XS13 where there are too many injects to suggest, each level keeps its share", () => {
  const story = Array.from({ length: 30 }, (_, index) => `Sentence ${index}.`).join(" ");
  const plays = ["A", "B"].map((title): Play => ({
    id: title,
    order: title,
    title,
    deescalation: "x",
    ifItFails: "y",
  }));
  const scenario = { id: "s", order: "a0", title: "S", story } as Scenario;
  const levels = suggestInjects({ scenario, plays, weakSpots: [] }).map(({ level }) => level);
  // Level 1 has one sentence: what it leaves goes to the next.
  expect(levels).toEqual([1, ...Array.from({ length: 8 }, () => 2), 3, 3, 3]);
});

test("XS8 a follow-up that is due days later is not missing, and counts only when it was planned", () => {
  const steps = [
    { phase: "fix", text: "Rebook" },
    { phase: "followUp", text: "Call", afterDays: 3, withinMinutes: 1 },
  ];
  const play = rehearsedPlayOf({ id: "p", order: "a0", title: "P", steps } as Play);
  expect(play.steps[1]).toMatchObject({ afterDays: 3 });
  const startedAt = Date.parse("2024-06-01T10:00:00.000Z");
  const endedAt = startedAt + 600_000;
  const by = { id: "ada", name: "Ada", color: "#000000" };
  const tick = (step: number) => ({ play: "p", step, atMs: 0, seq: step + 3, by });
  const ended = (...ticks: number[]): ExerciseState => ({
    ...emptyExercise,
    phase: "ended",
    plays: [play],
    ticks: ticks.map(tick),
    clock: { ...emptyExercise.clock, startedAt, endedAt, elapsedMs: 600_000 } as ExerciseState["clock"],
  });
  expect(judgeSteps(ended(0), endedAt)[1]).toMatchObject({ isMissing: false, isLate: false, faults: [] });
  expect([scoreOf(ended(0), endedAt), scoreOf(ended(), endedAt), scoreOf(ended(1), endedAt)]).toEqual([100, 0, 50]);
});
