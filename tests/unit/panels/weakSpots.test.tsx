// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/assert.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { impactBin } from "../../../shared/risk/matrix.ts";
// Loaded here, so that what loads late is there at once.
import "../../../client/panels/riskMap/RiskMapPicture.tsx";
import "../../../client/panels/weakSpots/WeakSpotsPanel.tsx";
import { openWeakSpot } from "../../../client/panels/jump.ts";
import { scoreOptions } from "../../../client/panels/weakSpots/scoreWords.ts";
import {
  choose,
  click,
  type InspectorWorld,
  leave,
  openInspector,
  press,
  smallJourney,
  type,
} from "./inspectorWorld.tsx";

// React warns of updates outside `act` only where it is told that this is a test.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

// Popups stand in the browser's top layer, which this page has none of.
Object.assign(HTMLElement.prototype, { showPopover: () => undefined, hidePopover: () => undefined });

let world: InspectorWorld | undefined;

afterEach(() => {
  world?.close();
  world?.page.remove();
});

const journey: Journey = {
  ...smallJourney,
  weakSpots: [{ id: "w", touchpoint: "t", title: "No reply comes", severity: 9, occurrence: 8, detection: 5 }],
  plays: [
    { id: "p", title: "Call back", owner: "Desk lead" },
    { id: "q", title: "Send flowers" },
  ],
};

/** The inspector at a touchpoint, with its weak spot open where there is one. */
async function open(of: Journey = journey, role: "owner" | "viewer" = "owner"): Promise<InspectorWorld> {
  world = openInspector(of, role);
  world.select({ kind: "touchpoint", id: "t" });
  await world.loadRisk();
  act(() => openWeakSpot(of.weakSpots?.[0]?.id));
  return world;
}

const spotOf = ({ mirror }: InspectorWorld, id = "w") => must(mirror.read("weakSpot", id), "it is there");

function summary({ page }: InspectorWorld, start: string): HTMLElement {
  const all = [...page.querySelectorAll<HTMLElement>("summary")];
  return must(
    all.find((each) => each.textContent?.startsWith(start)),
    start,
  );
}

function button({ page }: InspectorWorld, name: string): HTMLElement {
  const all = [...page.querySelectorAll<HTMLElement>("button")];
  return must(
    all.find((each) => (each.getAttribute("aria-label") ?? each.textContent) === name),
    name,
  );
}

/** The line of a weak spot, which opens it. */
function headOf({ page }: InspectorWorld, title: string): HTMLElement {
  const article = [...page.querySelectorAll("article")].find((each) => each.textContent?.includes(title));
  return must(article?.querySelector<HTMLElement>("button"), title);
}

/** The layer's panel, which loads late. */
async function openLayer(at: InspectorWorld): Promise<void> {
  at.select();
  act(() => at.local().openLayer("weakSpots"));
  await vi.waitFor(
    async () => {
      await at.loadRisk();
      expect(at.page.querySelector("h2")?.textContent).toBe("Weak spots");
    },
    { timeout: 10_000, interval: 20 },
  );
  await at.loadRisk();
}

test("WS1 a weak spot is made by a short form of what can go wrong and how bad it is, and opens", async () => {
  const at = await open({ ...smallJourney });
  expect(at.page.textContent).toContain("No weak spots yet. What could go wrong here");
  click(at.control("Add weak spot"));
  expect(document.activeElement).toBe(at.control("What can go wrong here"));
  press(at.control("What can go wrong here"), "Enter");
  click(at.control("Add weak spot"));
  expect(at.page.textContent).toContain("Write what can go wrong");
  type(at.control("What can go wrong here"), "The letter is lost");
  choose(at.control("How bad it is for the customer"), "5");
  click(at.control("Add weak spot"));
  const [made] = at.mirror.all("weakSpot");
  expect(made).toMatchObject({ touchpoint: "t", title: "The letter is lost", severity: 5 });
  expect(at.ran).toEqual(["addWeakSpot"]);
  expect(headOf(at, "The letter is lost").getAttribute("aria-expanded")).toBe("true");
});

test("WS2 (F46) its line says priority, probability with the interval, and that it needs a plan B until one is attached", async () => {
  const at = await open();
  const line = "High priority · fails 5% (0.27% to 15%)";
  expect(at.page.textContent).toContain(`${line} · needs a plan B`);
  expect(at.page.textContent).toContain("Needs a plan B: its action priority is high.");
  choose(at.control("Attach a plan B of this map"), "p");
  expect(at.page.textContent).toContain(line);
  expect(at.page.textContent).not.toContain("· needs a plan B");
});

test("WS3 (F35) severity is anchored in words that meet the verdict's five levels; unscored is said", async () => {
  const words = scoreOptions.severity.map(({ value, label }) => [impactBin(Number(value)), label] as const);
  const at = (level: number) => words.filter(([bin]) => bin === level).map(([, label]) => label);
  expect(at(2).every((label) => label.includes("wrong invoice"))).toBe(true);
  expect(at(3)[0]).toContain("late delivery");
  expect(at(5).at(-1)).toBe("10: irreversible, as a missed wedding");
  const panel = await open();
  choose(panel.control("Whether you notice in time"), "");
  expect(spotOf(panel).detection).toBeUndefined();
  expect(panel.page.textContent).toContain("Not scored");
  expect(panel.page.textContent).toContain("Judge how bad, how often and how hidden it is");
  choose(panel.control("How bad it is for the customer"), "10");
  expect(panel.page.textContent).toContain("its harm cannot be undone (severity 10)");
});

test("WS4 (F48) the departments that the map names are offered, taken by a press, and graded in the same step", async () => {
  const at = await open();
  click(summary(at, "How fragile it is"));
  expect(at.page.textContent).toContain("The map names 2 here: Service desk, Marketing.");
  expect(spotOf(at).factors).toBeUndefined();
  click(at.control("Take 2"));
  expect(spotOf(at)).toMatchObject({ factors: { coordination: 0.5 }, answers: { departments: 2 } });
  type(at.control("Sites"), "2");
  leave(at.control("Sites"));
  expect(spotOf(at)).toMatchObject({ factors: { coordination: 1 }, answers: { departments: 2, sites: 2 } });
  expect(at.ran).toEqual(["patchWeakSpot", "patchWeakSpot"]);
  type(at.control("Departments"), "");
  leave(at.control("Departments"));
  type(at.control("Sites"), "");
  leave(at.control("Sites"));
  expect(spotOf(at).factors).toBeUndefined();
  expect(spotOf(at).answers).toBeUndefined();
});

test("WS4 (F47) complex scheduling is a plain question, graded 1 from four constraints", async () => {
  const at = await open();
  click(summary(at, "How fragile it is"));
  choose(at.control("Time constraints"), "1");
  expect(spotOf(at).factors).toEqual({ scheduling: 1 });
  expect(at.page.textContent).toContain("it is fragile by complex scheduling");
});

test("WS4 (F49) launched two months ago grades 1; when time has overtaken a grade, that is said", async () => {
  const at = await open();
  click(summary(at, "How fragile it is"));
  type(at.control("Launched on"), "2024-04-01");
  leave(at.control("Launched on"));
  expect(spotOf(at)).toMatchObject({ factors: { newness: 1 }, answers: { launchedOn: "2024-04-01" } });
  expect(at.page.textContent).not.toContain("older now");
  at.runAsOther("patchMap", { fields: { asOf: "2025-06-01" } });
  await at.loadRisk();
  at.runAsOther("patchWeakSpot", { id: "w", fields: { cause: "x" } });
  expect(at.page.textContent).toContain("It is older now than when it was graded.");
  expect(spotOf(at).factors).toEqual({ newness: 1 });
  click(at.control("Grade it 0"));
  expect(spotOf(at).factors).toEqual({ newness: 0 });
});

test("WS4 (F50) turnover of 45% grades 1", async () => {
  const at = await open();
  click(summary(at, "How fragile it is"));
  type(at.control("Leave a year"), "45");
  leave(at.control("Leave a year"));
  expect(spotOf(at)).toMatchObject({ factors: { turnover: 1 }, answers: { turnover: 0.45 } });
});

test("WS4 (F74) a role that is not filled is offered as the answer to experience", async () => {
  const at = await open();
  click(summary(at, "Details"));
  type(at.control("Kind of person needed"), "Calm");
  leave(at.control("Kind of person needed"));
  choose(at.control("Is there one?"), "no");
  expect(at.page.textContent).toContain("This place needs “Calm”, and nobody there is.");
  click(summary(at, "How fragile it is"));
  expect(at.page.textContent).toContain("The role “Calm” is not filled here.");
  click(at.control("Grade it 1"));
  expect(spotOf(at).factors).toEqual({ turnover: 1 });
  expect(at.page.textContent).not.toContain("This place needs “Calm”");
});

test("WS5 (F03) a prevention says what it does: nothing until done, nothing without a stated effect, then it lowers the probability", async () => {
  const at = await open();
  click(at.control("Add prevention"));
  type(at.control("What is done about it"), "Answer at once by machine");
  type(at.control("Owner"), "Web team");
  click(at.control("Add prevention"));
  expect(spotOf(at).preventions).toEqual([{ text: "Answer at once by machine", owner: "Web team" }]);
  click(summary(at, "Answer at once by machine"));
  expect(at.page.textContent).toContain("It changes no figure until it is done.");
  click(at.control("Done"));
  expect(at.page.textContent).toContain(
    "The probability stays as it is: say by how much it is expected to lower the odds",
  );
  expect(at.page.textContent).toContain("fails 5% (0.27% to 15%)");
  type(at.control("Expected to lower the odds of failing by"), "60");
  leave(at.control("Expected to lower the odds of failing by"));
  expect(spotOf(at).preventions?.[0]).toMatchObject({ done: true, oddsRatio: 0.4 });
  expect(at.page.textContent).toContain("the odds of failing count × 0.4.");
  expect(at.page.textContent).toContain("fails 2.1%");
  click(at.control("Delete prevention"));
  expect(spotOf(at).preventions).toEqual([]);
});

test("WS6 plans B are attached and taken away with their readiness; one begun here is attached in the same step and opened", async () => {
  const at = await open();
  choose(at.control("Attach a plan B of this map"), "p");
  expect(spotOf(at).plays).toEqual(["p"]);
  expect(at.page.textContent).toMatch(/Call back\s*ready \d+ of 100/u);
  click(button(at, "Take “Call back” away"));
  expect(spotOf(at).plays).toEqual([]);
  click(at.control("Start a plan B"));
  const made = must(at.mirror.all("play").at(-1), "it is there");
  expect(spotOf(at).plays).toEqual([made.id]);
  expect(at.local().selection).toEqual([{ kind: "play", id: made.id }]);
  act(() => void at.undo.undo());
  expect(at.mirror.read("play", made.id)).toBeUndefined();
  expect(spotOf(at).plays).toEqual([]);
});

test("WS7 every figure opens how it is computed, unknown losses say what is missing, defaults are listed", async () => {
  const at = await open();
  expect(at.page.textContent).toContain("unknown without passages and loss per case");
  expect(at.page.textContent).toContain(
    "assumedthe usual failure probability, 4 factors not graded, the share noticed in time",
  );
  const figure = [...at.page.querySelectorAll("button")].find((each) =>
    each.textContent?.startsWith("Failure probability: "),
  );
  click(must(figure, "the probability"));
  const shown = document.body.textContent ?? "";
  expect(shown).toContain("(m·p₀ + k) / (m + n) = (20 · 0.05 + 0) / (20 + 0)");
  expect(shown).toContain("the map’s default “prior”");
  press(document.body, "Escape");
  at.runAsOther("patchWeakSpot", { id: "w", fields: { passages: 1000, failures: 50, lossPerCase: 20 } });
  expect(at.page.textContent).toContain("Expected loss: 1,000");
});

const contact: Journey = {
  ...journey,
  weakSpots: [],
  expectations: [
    { id: "x", touchpoint: "t", statement: "I get an answer", measure: { kind: "boolean" }, channel: "mail" },
  ],
  promises: [],
  evidence: [{ id: "e", expectation: "x", grade: "audit", met: 0, n: 1 }],
};

test("WS8 (F94) what the map points to is shown with the harm, and added by one step only when somebody says so", async () => {
  const at = await open(contact);
  expect(at.page.textContent).toContain("nothing is promised: “I get an answer”. It harms: 0 of 1 (0%)");
  expect(at.mirror.all("weakSpot")).toEqual([]);
  click(at.control("Add it"));
  expect(at.ran).toEqual(["addWeakSpot"]);
  const [made] = at.mirror.all("weakSpot");
  expect(made).toMatchObject({ touchpoint: "t", title: "Nobody can be reached", suggestedBy: "unpromisedContact" });
  expect(at.page.textContent).not.toContain("Add it");
  expect(headOf(at, "Nobody can be reached").getAttribute("aria-expanded")).toBe("true");
});

test("WS8 what is turned down keeps its reason for everybody and can be taken back", async () => {
  const at = await open(contact);
  click(at.control("Turn down"));
  click(at.control("Turn down"));
  expect(at.page.textContent).toContain("Write why, for those who ask later");
  type(at.control("Why it is none here"), "The phone is answered day and night");
  click(at.control("Turn down"));
  expect(at.mirror.read("touchpoint", "t")?.dismissed).toEqual({
    unpromisedContact: "The phone is answered day and night",
  });
  expect(at.page.textContent).not.toContain("It harms");
  click(summary(at, "Turned down"));
  expect(at.page.textContent).toContain("Turned down: The phone is answered day and night");
  click(at.control("Take back"));
  expect(at.mirror.read("touchpoint", "t")?.dismissed).toBeUndefined();
  expect(at.control("Add it")).toBeDefined();
});

test("WS9 (F46) the layer's panel ranks, cuts off, names unknown losses, and leads to the weak spot", async () => {
  const spots = Array.from({ length: 12 }, (_, i) => ({
    id: `s${i}`,
    touchpoint: i % 2 === 0 ? "t" : "u",
    title: `Spot ${i}`,
    severity: i === 7 ? 9 : 4,
    occurrence: i === 7 ? 8 : 6,
    detection: 5,
    ...(i < 2 ? { passages: 100, failures: 10 * i, lossPerCase: 10 } : {}),
  }));
  const at = await open({ ...journey, weakSpots: spots });
  await openLayer(at);
  const rows = () => [...at.page.querySelectorAll("li > button")].filter((each) => each.textContent?.includes("%"));
  expect(at.page.textContent).toContain("12 weak spots, 1 high");
  expect(rows()).toHaveLength(12);
  expect(rows()[0]?.textContent).toContain("Spot 7");
  choose(at.control("Show"), "high");
  expect(rows()).toHaveLength(1);
  choose(at.control("Show"), "5");
  expect(rows()).toHaveLength(5);
  expect(at.page.textContent).toContain("5 of 12 shown");
  choose(at.control("Show"), "all");
  expect(at.page.textContent).toContain("Loss unknown, in no share: “Spot 7”");
  expect(at.page.textContent).toContain("Together 100");
  click(rows()[0] as HTMLElement);
  expect(at.local().selection).toEqual([{ kind: "touchpoint", id: "u" }]);
  expect(headOf(at, "Spot 7").getAttribute("aria-expanded")).toBe("true");
});

test("WS9 (F50) an inexperienced first contact stands on top of the list, and says so", async () => {
  const first = { id: "a", touchpoint: "t", title: "Rude", factors: { turnover: 1 } };
  const high = { id: "b", touchpoint: "u", title: "Lost", severity: 9, occurrence: 9, detection: 9 };
  const at = await open({ ...journey, channels: [{ id: "mail", name: "Desk" }], weakSpots: [high, first] });
  await openLayer(at);
  const [top] = [...at.page.querySelectorAll("li > button")].filter((each) => each.textContent?.includes("%"));
  expect(top?.textContent).toContain("Rude");
  expect(top?.textContent).toContain("first contact, by inexperienced people");
});

test("WS11 a viewer reads the weak spot and what the map points to, and finds nothing to change", async () => {
  const at = await open({ ...contact, weakSpots: journey.weakSpots! }, "viewer");
  expect(at.page.textContent).toContain("High priority");
  expect(at.page.textContent).toContain("9: a life is changed for the worse");
  expect(at.page.textContent).toContain("It harms: 0 of 1");
  for (const each of ["How fragile it is", "What was counted"]) click(summary(at, each));
  expect(at.page.querySelectorAll("input:not([disabled]), textarea, select")).toHaveLength(0);
  const names = [...at.page.querySelectorAll("button")].map(
    (each) => each.getAttribute("aria-label") ?? each.textContent ?? "",
  );
  expect(names.filter((name) => /^(?:add|delete|turn|start|take|grade it)/iu.test(name))).toEqual([]);
});
