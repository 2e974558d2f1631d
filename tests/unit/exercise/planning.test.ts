import { expect, test } from "vitest";
import { dueFirst, freshnessOf, freshnessText } from "../../../shared/exercise/freshness.ts";
import { suggestInjects } from "../../../shared/exercise/suggestInjects.ts";
import type { Play, Scenario, WeakSpot } from "../../../shared/model/kinds.ts";
import { playReadiness } from "../../../shared/recovery/readiness.ts";

const today = "2024-06-01";
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const rehearsed = (...days: number[]): Pick<Play, "rehearsals"> => ({
  rehearsals: days.map((each) => ({ on: daysAgo(each) })),
});

test("XS14 a rehearsal that is worth less than half is stale, in words", () => {
  const kind = (days: number) => freshnessOf(rehearsed(days), today, 180).kind;
  expect([kind(0), kind(180), kind(181), kind(-1)]).toEqual(["fresh", "fresh", "stale", "never"]);
  expect(freshnessText(freshnessOf(rehearsed(360, 400), today, 180))).toBe(
    "Gone stale: last rehearsed 360 days ago, worth 25% of a fresh rehearsal",
  );
  expect(freshnessText(freshnessOf(rehearsed(1), today, 180))).toBe("Rehearsed yesterday");
  expect(freshnessText(freshnessOf({}, today, 180))).toBe("Never rehearsed");
});

test("XS14 (F55) a drill of 180 days ago gives readiness 5 of 10, and is what freshness says", () => {
  const play = { id: "p", order: "a0", title: "Play", ...rehearsed(180) } as Play;
  const without = playReadiness({ ...play, rehearsals: [] }, today, 180).raw;
  expect(playReadiness(play, today, 180).raw - without).toBeCloseTo(5);
  expect(freshnessOf(play, today, 180)).toEqual({ kind: "fresh", days: 180, worth: 0.5 });
});

test("XS14 what was never rehearsed comes first, then what was rehearsed longest ago", () => {
  const plays = [rehearsed(10), rehearsed(200), {}, rehearsed(90)];
  expect(dueFirst(plays, today, 180).map(({ play }) => plays.indexOf(play))).toEqual([2, 1, 3, 0]);
});

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
