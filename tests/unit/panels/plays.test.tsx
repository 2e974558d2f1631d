// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Journey } from "../../../shared/model/journey.ts";
import { notices } from "../../../client/state/notices.ts";
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

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let world: InspectorWorld | undefined;

afterEach(() => {
  world?.close();
  world?.page.remove();
});

const delay = {
  id: "delay",
  title: "Delay over 3 hours",
  trigger: { metric: "delay", operator: ">", threshold: 180, unit: "min", automatic: true },
  owner: "Duty manager",
  authorityLimit: 50,
  currency: "EUR",
  steps: [
    {
      phase: "acknowledge",
      text: "Tell everybody first",
      script: "I am sorry. Thank you for waiting.",
      withinMinutes: 10,
    },
    { phase: "fix", text: "Another flight", takesMinutes: 11 },
    { phase: "extra", text: "Voucher", channel: "app", cost: 6.9 },
  ],
} as const;

function journeyWith(...plays: readonly object[]): Journey {
  return {
    ...smallJourney,
    channels: [...(smallJourney.channels ?? []), { id: "app", name: "App", online: true }],
    weakSpots: [{ id: "w", touchpoint: "t", title: "No answer", plays: [] }],
    scenarios: [{ id: "sc", title: "Winter" }],
    plays,
  } as unknown as Journey;
}

/** Opens a play's panel, once its parts are loaded. */
async function openPlay(journey: Journey, id = "delay", role?: "viewer") {
  const opened = await openPanel(journey, role);
  opened.select({ kind: "play", id });
  await settled(() => opened.page.querySelector('[aria-label="Readiness"]') !== null);
  return opened;
}

async function openPanel(journey: Journey, role?: "viewer") {
  world = openInspector(journey, role);
  return world;
}

async function settled(is: () => boolean): Promise<void> {
  // What is loaded late is drawn when it is there, not at the end of an act.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  await vi.waitFor(() => expect(is()).toBe(true), { timeout: 15_000 });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
}

const play = (id = "delay") => world!.mirror.read("play", id)!;
const text = () => world!.page.textContent;
const button = (name: string) => {
  const found = [...world!.page.querySelectorAll("button")].find(
    (each) => (each.getAttribute("aria-label") ?? each.textContent) === name,
  );
  if (found === undefined) throw new Error(`There is no button “${name}”`);
  return found;
};
const summary = (start: string) => {
  const found = [...world!.page.querySelectorAll("summary")].find((each) => each.textContent.startsWith(start));
  if (found === undefined) throw new Error(`There is no group “${start}”`);
  return found;
};
/** Opens a group as a press on its line does, which the test's page does not do by itself. */
const unfold = (start: string) => {
  const details = summary(start).closest("details")!;
  act(() => {
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  });
};
const write = (name: string, value: string) => {
  type(world!.control(name), value);
  leave(world!.control(name));
};

/** Opens the plays panel, once its parts are loaded. */
async function openPlays(journey: Journey, role?: "viewer") {
  const opened = await openPanel(journey, role);
  opened.openLayer("plays");
  await settled(() => opened.page.querySelector("h2")?.textContent === "Plans B" && !text().includes("…"));
  return opened;
}

const rows = () =>
  [...world!.page.querySelectorAll("li > button")].map(({ textContent }) => textContent).filter((row) => row !== "");

test("PB1 the list says how ready each play is, whose, when it starts, what for, and when it was rehearsed", async () => {
  const journey = journeyWith(
    { ...delay, rehearsals: [{ on: "2024-05-01" }] },
    { id: "old", title: "Old", rehearsals: [{ on: "2020-01-01" }] },
    { id: "bare", title: "Bare" },
  );
  await openPlays({ ...journey, weakSpots: [{ id: "w", touchpoint: "t", title: "No answer", plays: ["delay"] }] });
  expect(rows()).toEqual([
    "Delay over 3 hours58.9Ready to useStarts by itself when delay is more than 180 minDuty manager · 1 weak spot",
    "Old0Not readyrehearsal staleNo triggerNo owner · attached to nothing",
    "Bare0Not readynever rehearsedNo triggerNo owner · attached to nothing",
  ]);
  click(button(rows()[2]!));
  await settled(() => text().includes("What raises it most"));
  expect(world!.control("Title").value).toBe("Bare");
});

test("PB1 without plays the panel says what one is for, and offers the first step", async () => {
  await openPlays(journeyWith());
  expect(text()).toContain("No plans B yet. A plan B is what the team does when a promise breaks anyway");
  click(button("New"));
  type(world!.control("What it is for"), "Lost luggage");
  act(() => world!.page.querySelector("form")!.requestSubmit());
  expect(world!.mirror.all("play")).toMatchObject([{ title: "Lost luggage" }]);
  expect(world!.ran).toEqual(["addPlay"]);
  await settled(() => text().includes("What raises it most"));
  expect(world!.control("Title").value).toBe("Lost luggage");
});

test("PB2 the list is filtered by words and by what is lacking, and nothing is written", async () => {
  await openPlays(
    journeyWith(
      delay,
      { id: "a", title: "Wrong bill", owner: "Accounts", rehearsals: [{ on: "2024-05-01" }] },
      { id: "b", title: "Lost bag" },
      { id: "c", title: "Outage", owner: "Operations", rehearsals: [{ on: "2020-05-01" }] },
    ),
  );
  const titles = () => rows().map((row) => /^[A-Z][a-z]+/.exec(row)![0]);
  type(world!.control("Find"), "acc");
  expect(titles()).toEqual(["Wrong"]);
  type(world!.control("Find"), "");
  choose(world!.control("Show"), "neverRehearsed");
  expect(titles()).toEqual(["Delay", "Lost"]);
  expect(text()).toContain("2 of 4");
  choose(world!.control("Show"), "stale");
  expect(titles()).toEqual(["Outage"]);
  choose(world!.control("Show"), "noOwner");
  expect(titles()).toEqual(["Lost"]);
  expect(world!.ran).toEqual([]);
});

test("PB3 a template is shown before it is taken, and taken as one step that undo takes back", async () => {
  await openPlays(journeyWith());
  click(button("From template"));
  unfold("Cancellation: a choice and a voucher");
  expect(text()).toContain("The same day, of the customer's choice, or the money back");
  expect(world!.ran).toEqual([]);
  click(button("Use this template"));
  expect(world!.ran).toEqual(["addPlay"]);
  expect(world!.mirror.all("play")).toMatchObject([{ title: "Cancellation: a choice and a voucher" }]);
  act(() => void world!.undo.undo());
  expect(world!.mirror.all("play")).toEqual([]);
});

test("PB4 (F08) at 180 minutes nothing starts, at 181 the voucher goes out in the app with no action by staff", async () => {
  await openPlays(
    journeyWith(
      delay,
      { id: "other", title: "By judgement", trigger: { metric: "Delay" } },
      { id: "none", title: "None" },
    ),
  );
  unfold("Trigger check");
  type(world!.control("Try it: delay is"), "180");
  const results = () => world!.page.querySelector('[aria-label="Trigger check"]')!.textContent;
  expect(results()).toContain("Delay over 3 hours does not start.");
  expect(results()).toContain("By judgement cannot be checked");
  expect(results()).not.toContain("Voucher");
  type(world!.control("Try it: delay is"), "181");
  expect(results()).toContain("Delay over 3 hours starts.");
  expect(results()).toContain("“Voucher” on App, with no action by staff");
  expect(results()).toContain("“Another flight”, by a person");
  expect(world!.ran).toEqual([]);
});

test("PB5 (F04) without a time limit the play loses ten and says that urgency is missing, and leads there", async () => {
  const [first, ...rest] = delay.steps;
  const { withinMinutes: _none, ...slow } = first;
  await openPlay(journeyWith({ ...delay, steps: [slow, ...rest] }));
  expect(text()).toContain("Capped at 80: never rehearsed");
  unfold("Also missing");
  expect(text()).toContain("Urgency missing: the acknowledgement needs an apology in words and a time limit");
  const points = () => world!.page.querySelector('[title="How this is computed"]')!.textContent;
  const without = Number(/[\d.]+$/.exec(points())![0]);
  unfold("Acknowledge");
  write("Within, from the start", "10");
  expect(Number(/[\d.]+$/.exec(points())![0])).toBe(without + 10);
  expect(text()).not.toContain("Urgency missing");
});

test("PB5 what is missing opens the group that mends it and puts the keyboard into its field", async () => {
  const { owner: _none, ...ownerless } = delay;
  await openPlay(journeyWith(ownerless));
  expect(text()).toContain("Capped at 40: owner missing: nobody starts it");
  click(button("Owner missing: nobody starts it→ 50"));
  expect(document.activeElement).toBe(world!.control("Owner"));
  write("Owner", "Station manager");
  expect(play().owner).toBe("Station manager");
  expect(text()).toContain("Capped at 80");
});

test("PB5 what is missing of a step leads into that step, to the field that lacks", async () => {
  const [first, ...rest] = delay.steps;
  const { withinMinutes: _none, ...slow } = first;
  await openPlay(journeyWith({ ...delay, steps: [slow, ...rest] }));
  unfold("Also missing");
  const lead = (start: string) =>
    click([...world!.page.querySelectorAll("button")].find((each) => each.textContent.startsWith(start))!);
  lead("Urgency missing");
  expect(document.activeElement).toBe(world!.control("Within, from the start"));
  lead("Understand missing");
  expect(document.activeElement).toBe(button("Add step"));
  world!.runAsOther("patchPlay", {
    id: "delay",
    fields: { steps: [first, { phase: "fix", text: "Send on", script: "My manager will call you" }] },
  });
  lead("Mindset");
  lead("The words send the customer on to a manager");
  expect(document.activeElement).toBe(world!.control("What to say"));
  expect((document.activeElement as HTMLTextAreaElement).value).toBe("My manager will call you");
});

test("PB6 a play is ready to use only while no cap applies", async () => {
  await openPlay(journeyWith({ ...delay, rehearsals: [{ on: "2024-05-01" }] }));
  expect(text()).toContain("Ready to use");
  unfold("Authority");
  click(world!.control("A manager must approve each case (caps readiness at 60)"));
  expect(text()).toContain("Not ready");
  expect(text()).toContain("Capped at 60: a manager must approve: the frontline cannot act alone");
});

test("PB7 (F39) complete but never rehearsed, the foundations have a gap", async () => {
  await openPlay(
    journeyWith({
      ...delay,
      deputy: "Station manager",
      signOffs: [{ who: "Head of service", agreed: true }],
      rehearsals: [],
    }),
  );
  const foundations = [...world!.page.querySelectorAll("button")].find((each) =>
    each.textContent.startsWith("Foundations"),
  )!;
  expect(foundations.textContent).toBe("Foundations1 gap");
  expect(foundations.querySelector('[data-status="atRisk"]')).not.toBeNull();
  click(foundations);
  click(button("Never rehearsed"));
  expect(document.activeElement?.textContent).toBe("Add a past rehearsal");
});

test("PB9 (F41) a new step goes to its place, moves among its like, and a wrong order is put right in one step", async () => {
  await openPlay(journeyWith(delay));
  click(button("Add step"));
  expect(world!.control("Which step").value).toBe("understand");
  type(world!.control("What is done"), "Ask what matters");
  act(() => world!.page.querySelector("form")!.requestSubmit());
  expect(play().steps!.map(({ phase }) => phase)).toEqual(["acknowledge", "understand", "fix", "extra"]);
  const before = world!.ran.length;
  press(summary("Fix"), "ArrowUp");
  expect(world!.ran).toHaveLength(before);
  unfold("Fix");
  choose(world!.control("Which step it is"), "acknowledge");
  expect(text()).toContain("A step stands out of order");
  expect(text()).toContain("This step comes later in the sequence");
  click([...world!.page.querySelectorAll("button")].find((each) => each.textContent.startsWith("Sequence"))!);
  click(button("Steps out of order"));
  expect(document.activeElement).toBe(button("Put in order"));
  click(button("Put in order"));
  expect(play().steps!.map(({ text: words }) => words)).toEqual([
    "Tell everybody first",
    "Another flight",
    "Ask what matters",
    "Voucher",
  ]);
  expect(text()).not.toContain("A step stands out of order");
  act(() => void world!.undo.undo());
  expect(play().steps![0]!.text).toBe("Tell everybody first");
  expect(play().steps![2]!.text).toBe("Another flight");
});

test("PB9 Alt and an arrow move a step among its like", async () => {
  const twoFixes = [...delay.steps.slice(0, 2), { phase: "fix", text: "A hotel" }, ...delay.steps.slice(2)];
  await openPlay(journeyWith({ ...delay, steps: twoFixes }));
  act(
    () =>
      void summary("Fix").dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, bubbles: true, cancelable: true }),
      ),
  );
  expect(play().steps!.map(({ text: words }) => words)).toEqual([
    "Tell everybody first",
    "A hotel",
    "Another flight",
    "Voucher",
  ]);
});

test.each([
  ["F40", "The other department made a mistake", "The customer bought from all of you"],
  ["F44", "As a courtesy we add this", "Putting it right is owed"],
  ["F57", "Il mio responsabile la richiamerà", "Say what you yourself will do"],
])("PB10 (%s) “%s” is advised against with the reason, and written all the same", async (_feature, script, why) => {
  await openPlay(journeyWith(delay));
  unfold("Fix");
  write("What to say", script);
  expect(play().steps![1]!.script).toBe(script);
  expect(world!.page.querySelector('[aria-label="Advice on the words"]')!.textContent).toContain(why);
  write("What to say", "I can help you with this");
  expect(world!.page.querySelector('[aria-label="Advice on the words"]')).toBeNull();
});

test("PB11 (F58) questions are offered only once somebody acknowledges", async () => {
  await openPlay(journeyWith({ ...delay, steps: [{ phase: "understand", text: "Listen" }] }));
  unfold("Understand");
  unfold("Good sentences");
  choose(world!.control("Language"), "en");
  const offered = () => [...world!.page.querySelectorAll("button[lang]")].map((each) => each.textContent);
  expect(offered().some((sentence) => sentence.includes("?"))).toBe(false);
  expect(text()).toContain("Questions are offered once a step acknowledges");
  world!.runAsOther("patchPlay", {
    id: "delay",
    fields: {
      steps: [
        { phase: "acknowledge", text: "Say sorry" },
        { phase: "understand", text: "Listen" },
      ],
    },
  });
  expect(offered()).toContain("What would be a fair solution for you?");
  click(button("What would be a fair solution for you?"));
  expect(play().steps![1]!.script).toBe("What would be a fair solution for you?");
  choose(world!.control("Language"), "nb");
  expect(offered()).toContain("Hva ville være en rettferdig løsning for deg?");
});

test("PB12 (F52) a limit of 400 covers 96.7% of past remedies, pasted with how often each came", async () => {
  await openPlay(journeyWith({ ...delay, authorityLimit: 400 }));
  unfold("Authority");
  write("Past remedies: what each cost", "250 × 725\n400 x 242; 600*33");
  expect(play().pastRemedyCosts).toHaveLength(1000);
  expect(text()).toContain("A limit of 400 EUR covers 96.7% of 1000 past remedies.");
  expect(world!.page.querySelector("svg[role=img][aria-label^='Up to 400 EUR']")!.getAttribute("aria-label")).toContain(
    "250 EUR covers 72.5%",
  );
  const ran = world!.ran.length;
  write("Past remedies: what each cost", "250\ntwelve");
  expect(text()).toContain("“twelve” is not a cost");
  expect(world!.ran).toHaveLength(ran);
});

test("PB12 (F51) a manager who must approve caps the play at 60", async () => {
  await openPlay(journeyWith({ ...delay, managerApproval: true, rehearsals: [{ on: "2024-05-01" }] }));
  expect(text()).toContain("Capped at 60");
});

test("PB13 (F53) without sign-offs the authority is not agreed, and a dissent is kept with its reason", async () => {
  await openPlay(journeyWith(delay));
  unfold("Who agrees");
  expect(text()).toContain("Authority not agreed: nobody was asked yet");
  write("Who else must agree", "Head of finance");
  write("Reason", "Too much at once");
  expect(play().signOffs).toEqual([{ who: "Head of finance", agreed: false, note: "Too much at once" }]);
  expect(text()).toContain("Authority not agreed: somebody does not agree");
  choose(world!.control("Says"), "agrees");
  expect(text()).toContain("Everybody who was asked agrees");
});

test("PB14 (F60) shipping waived for 6.90 is allowed under a limit of 50, 60 is above it", async () => {
  await openPlay(journeyWith(delay));
  expect(summary("Extra").textContent).toContain("6.9 EUR · allowed");
  unfold("Extra");
  write("Cost", "60");
  expect(summary("Extra").textContent).toContain("60 EUR · above the limit");
  write("Cost", "");
  expect(play().steps![2]).not.toHaveProperty("cost");
  unfold("Authority");
  expect([...world!.page.querySelectorAll("table tr")].map(({ textContent }) => textContent)).toEqual([
    "Another flight–cost unknown",
    "Voucher–cost unknown",
  ]);
});

test("PB15 (F42) what cannot be given goes to the nearest thing, and without one to the escalation", async () => {
  await openPlay(journeyWith({ ...delay, escalation: "Duty manager, 10 min" }));
  unfold("When they ask for more");
  write("Another request", "Charter a jet");
  expect(text()).toContain("Nothing to offer: this goes to Duty manager, 10 min.");
  write("The nearest thing, if not", "The next flight of another airline");
  expect(play().alternatives).toEqual([{ asked: "Charter a jet", nearest: "The next flight of another airline" }]);
  expect(text()).not.toContain("Nothing to offer");
  write("Another request", "A refund");
  click(button("Offer “A refund” earlier"));
  expect(play().alternatives!.map(({ asked }) => asked)).toEqual(["A refund", "Charter a jet"]);
});

test("PB16 (F43) a lost connection is answered once a step is said to give it back", async () => {
  await openPlay(journeyWith(delay));
  unfold("What was lost");
  write("What the customer lost", "The connection");
  expect(text()).toContain("Nothing gives it back yet");
  click(world!.control("Fix: Another flight"));
  expect(play().steps![1]!.givesBack).toBe(true);
  expect(text()).toContain("Given back by “Another flight”.");
  click(world!.control("Fix: Another flight"));
  expect(play().steps![1]).not.toHaveProperty("givesBack");
});

test("PB8 (F84) an exception without an escalation is capped at 40, and its field is a press away", async () => {
  await openPlay(journeyWith({ ...delay, rehearsals: [{ on: "2024-05-01" }], exception: true }));
  expect(text()).toContain("Capped at 40: exception path without an escalation");
  click([...world!.page.querySelectorAll("button")].find((each) => each.textContent.startsWith("Exception path"))!);
  expect(document.activeElement).toBe(world!.control("Escalation: who, reached by when"));
  write("Escalation: who, reached by when", "Head of ground operations, 10 min");
  expect(text()).toContain("Ready to use");
});

test("PB8 (F77) words that calm and the point where staff stop are written", async () => {
  await openPlay(journeyWith(delay));
  unfold("When it gets rough");
  write("Words that calm", "I can hear how angry this makes you.");
  write("When staff stop, and who is told", "At a threat; the supervisor");
  expect(play()).toMatchObject({
    deescalation: "I can hear how angry this makes you.",
    safetyStop: "At a threat; the supervisor",
  });
});

test("PB8 (F33) a guarantee without a rehearsed plan B is unbacked", async () => {
  await openPlay(journeyWith(delay));
  unfold("End, failure, exception");
  write("Guarantee behind it, as customers read it", "Late? You fly free.");
  expect(text()).toContain("Unbacked guarantee: “Late? You fly free.”");
  unfold("Rehearsals");
  click(button("Add a past rehearsal"));
  type(world!.control("Day"), "2024-05-30");
  act(() => world!.page.querySelector("form")!.requestSubmit());
  expect(text()).not.toContain("Unbacked guarantee");
});

test("PB17 (F06) a play with satisfaction alone has 1 of 4 outcomes measured", async () => {
  await openPlay(journeyWith(delay));
  unfold("Outcomes");
  expect(text()).toContain("0 of 4 outcomes measured");
  write("Satisfied with the recovery", "82");
  expect(play().outcomes).toEqual({ satisfaction: 0.82 });
  expect(text()).toContain("1 of 4 outcomes measured");
  write("Satisfied with the recovery", "");
  expect(play().outcomes).toBeUndefined();
});

test("PB18 (F07) keeping costs 20, so replacing costs 100 to 500 and a voucher of 50 is cheaper", async () => {
  await openPlay(journeyWith(delay));
  unfold("What it is worth");
  write("Keeping one customer costs", "20");
  type(world!.control("The extra costs"), "50");
  expect(play().keepCost).toBe(20);
  expect(text()).toContain("Replacing this customer costs 100 EUR to 500 EUR: 5 to 25 times");
  expect(text()).toContain("An extra of 50 EUR is cheaper than replacement.");
});

test("PB18 (F45) a margin of 40, three visits, ten years and 80% are worth 535.6", async () => {
  await openPlay(journeyWith(delay));
  unfold("What it is worth");
  type(world!.control("The extra costs"), "50");
  type(world!.control("Margin a visit"), "40");
  type(world!.control("Visits a year"), "3");
  expect(text()).toContain("535.6 EUR");
  expect(text()).toContain("9.3% of those who get it");
});

test("PB19 (F78) a play of 11 minutes is infeasible at a handle time of 4, in the play and at the touchpoint (F97)", async () => {
  await openPlay(journeyWith(delay));
  expect(text()).not.toContain("Infeasible");
  expect(text()).toContain("All steps together take a person 11 min.");
  unfold("Attach it");
  choose(world!.control("Attach to a touchpoint"), "t");
  world!.select({ kind: "touchpoint", id: "t" });
  await settled(() => text().includes("Plan B1"));
  unfold("Plan B");
  write("Handle time that staff are held to", "4");
  expect(text()).toContain(
    "“Delay over 3 hours” is infeasible here: it takes 11 min, and the handle time at “Reply” is 4 min: 2.75 times what is allowed.",
  );
  world!.select({ kind: "play", id: "delay" });
  expect(text()).toContain("Infeasible: it takes 11 min");
  world!.runAsOther("patchTouchpoint", { id: "t", fields: { handleMinutes: 12 } });
  expect(text()).not.toContain("Infeasible");
  expect(text()).toContain("It fits the handle time of 12 min at “Reply”.");
  world!.runAsOther("patchPlay", { id: "delay", fields: { steps: [{ phase: "fix", text: "Another flight" }] } });
  expect(text()).toContain("Whether it fits the handle time of 12 min at “Reply” is unknown");
});

test("PB20 a play is attached to weak spots, scenarios and touchpoints, taken off, and leads to them", async () => {
  await openPlay(journeyWith(delay));
  unfold("Attach it");
  for (const [label, id] of [
    ["Attach to a weak spot", "w"],
    ["Attach to a scenario", "sc"],
    ["Attach to a touchpoint", "u"],
  ] as const)
    choose(world!.control(label), id);
  const { mirror } = world!;
  expect(mirror.read("weakSpot", "w")?.plays).toEqual(["delay"]);
  expect(mirror.read("scenario", "sc")?.plays).toEqual(["delay"]);
  expect(mirror.read("touchpoint", "u")?.plays).toEqual(["delay"]);
  click(button("Take it off “Winter”"));
  expect(mirror.read("scenario", "sc")?.plays).toBeUndefined();
  click(button("No answerWeak spot at Reply"));
  expect(world!.control("Title").value).toBe("Reply");
});

test("PB21 (F55) a drill 180 days ago gives 5 of 10 points; one after the map's day is refused", async () => {
  await openPlay(journeyWith(delay));
  unfold("Rehearsals");
  click(button("Add a past rehearsal"));
  type(world!.control("Day"), "2024-06-02");
  act(() => world!.page.querySelector("form")!.requestSubmit());
  expect(text()).toContain("This map counts to 2024-06-01: a later rehearsal does not count yet");
  type(world!.control("Day"), "2023-12-04");
  type(world!.control("What was found"), "Nobody had the number");
  act(() => world!.page.querySelector("form")!.requestSubmit());
  expect(play().rehearsals).toEqual([{ on: "2023-12-04", findings: ["Nobody had the number"] }]);
  expect(text()).toContain("The last one gives 5 of 10 points");
  write("Score", "4");
  write("Who took part", "Desk, Gate");
  expect(play().rehearsals![0]).toMatchObject({ score: 4, participants: ["Desk", "Gate"] });
});

test("PB22 a duplicate is a play of its own; a deleted one comes back with all that pointed to it", async () => {
  const journey = journeyWith({ ...delay, rehearsals: [{ on: "2024-05-01" }] });
  await openPlay({ ...journey, weakSpots: [{ id: "w", touchpoint: "t", title: "No answer", plays: ["delay"] }] });
  click(button("Duplicate"));
  const [, copy] = world!.mirror.all("play");
  expect(copy).toMatchObject({ title: "Delay over 3 hours (copy)", owner: "Duty manager" });
  expect(copy).not.toHaveProperty("rehearsals");
  expect(world!.control("Title").value).toBe("Delay over 3 hours (copy)");
  world!.select({ kind: "play", id: "delay" });
  click(button("Delete plan B"));
  expect(world!.mirror.read("play", "delay")).toBeUndefined();
  expect(world!.mirror.read("weakSpot", "w")?.plays ?? []).toEqual([]);
  act(() =>
    notices
      .read()
      .find(({ action }) => action !== undefined)!
      .action!.run(),
  );
  expect(world!.mirror.read("weakSpot", "w")?.plays).toEqual(["delay"]);
});

test("PB23 a viewer reads the play and is offered nothing that changes the map", async () => {
  await openPlay(
    journeyWith({
      ...delay,
      deescalation: "Stay calm",
      signOffs: [{ who: "Finance", agreed: false, note: "Too high" }],
    }),
    "delay",
    "viewer",
  );
  for (const group of ["Trigger", "Owner", "Authority", "Who agrees", "When it gets rough", "Rehearsals", "Outcomes"])
    unfold(group);
  unfold("Acknowledge");
  for (const words of ["Duty manager", "I am sorry. Thank you for waiting.", "Stay calm", "Too high", "unmeasured"])
    expect(text()).toContain(words);
  const names = [...world!.page.querySelectorAll("button")].map(
    (each) => each.getAttribute("aria-label") ?? each.textContent,
  );
  expect(names.filter((name) => /^(add|delete|remove|duplicate|put|move|attach|take)/i.test(name))).toEqual([]);
  // What is left to type in is for trying out, and writes nothing.
  expect([...world!.page.querySelectorAll("textarea, select")]).toEqual([]);
});

test("RH12 a play says that it was never rehearsed or has gone stale, and leads to its rehearsal", async () => {
  const never = await openPlay(journeyWith(delay));
  expect(never.page.textContent).toContain("Never rehearsed");
  const link = [...never.page.querySelectorAll("a")].find(({ textContent }) => textContent === "Rehearse");
  expect(link?.getAttribute("href")).toBe("/maps/m/rehearsals/new?play=delay");
  never.close();
  never.page.remove();
  const stale = await openPlay(journeyWith({ ...delay, rehearsals: [{ on: "2023-06-02" }] }), "delay", "viewer");
  expect(stale.page.textContent).toContain("Gone stale: last rehearsed 365 days ago, worth 25% of a fresh rehearsal");
  const hrefs = [...stale.page.querySelectorAll("a")].map((each) => each.getAttribute("href"));
  expect(hrefs).toContain("/maps/m/rehearsals");
  expect(hrefs.join()).not.toContain("new?play");
});

const asked = () => (play().alternatives ?? []).map((each) => each.asked);

test("PB25 a draft goes to its item after somebody took away the one before it", async () => {
  await openPlay(journeyWith({ ...delay, alternatives: [{ asked: "A jet" }, { asked: "A hotel" }] }));
  unfold("When they ask for more");
  const hotel = [...world!.page.querySelectorAll<HTMLInputElement>("input")].find(({ value }) => value === "A hotel")!;
  type(hotel, "A good hotel");
  world!.runAsOther("patchPlay", { id: "delay", fields: { alternatives: [{ asked: "A hotel" }] } });
  leave(hotel);
  expect(asked()).toEqual(["A good hotel"]);
});

test("PB25 a draft at an item that somebody took away is said not to be kept, and brings nothing back", async () => {
  await openPlay(journeyWith({ ...delay, alternatives: [{ asked: "A jet" }, { asked: "A hotel" }] }));
  unfold("When they ask for more");
  const jet = [...world!.page.querySelectorAll<HTMLInputElement>("input")].find(({ value }) => value === "A jet")!;
  type(jet, "Two jets");
  world!.runAsOther("patchPlay", { id: "delay", fields: { alternatives: [{ asked: "A hotel" }] } });
  expect(asked()).toEqual(["A hotel"]);
  expect(JSON.stringify(notices.read())).toContain("“Two jets” was not kept");
});

test("PB26 one request after another is typed without leaving the field, and a removal goes on to what adds one", async () => {
  await openPlay(journeyWith(delay));
  unfold("When they ask for more");
  for (const each of ["A jet", "A hotel"]) {
    type(world!.control("Another request"), each);
    press(world!.control("Another request"), "Enter");
    expect(document.activeElement).toBe(world!.control("Another request"));
  }
  expect(asked()).toEqual(["A jet", "A hotel"]);
  click(button("Remove “A jet”"));
  expect((document.activeElement as HTMLInputElement).value).toBe("A hotel");
  click(button("Remove “A hotel”"));
  expect(document.activeElement).toBe(world!.control("Another request"));
});
