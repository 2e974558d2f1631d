import { expect, test } from "vitest";
import { suggestInjects } from "../../../shared/exercise/suggestInjects.ts";
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
