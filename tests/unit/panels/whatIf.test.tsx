// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { baseColumn, scenarioColumn } from "../../../client/pages/whatIf/columns.ts";
import { openWhatIf } from "../../../client/state/useWhatIf.ts";
import type { Answer, Job } from "../../../client/panels/whatIf/whatIfJobs.ts";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import { momentScores } from "../../../shared/insights/momentScores.ts";
import { openRiskEngine } from "../../../shared/insights/riskEngine.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";
import { experienceOverDays } from "../../../shared/whatif/moments.ts";
import { studyScenario } from "../../../shared/whatif/scenarioStudy.ts";
import { momentsOf } from "../../../client/panels/whatIf/explainFeeling.tsx";
import { figureOf, partsOf } from "../../../client/panels/whatIf/explainOutcome.tsx";
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
// This page has no top layer to show a popover in.
Object.assign(HTMLElement.prototype, { showPopover: () => undefined, hidePopover: () => undefined });

let world: InspectorWorld | undefined;

/** A worker that answers only when it is told to. */
class IdleWorker {
  static opened: IdleWorker[] = [];
  onmessage: ((event: { data: Answer }) => void) | null = null;
  jobs: Job[] = [];
  isEnded = false;
  constructor() {
    IdleWorker.opened.push(this);
  }
  postMessage(job: Job) {
    this.jobs.push(job);
  }
  terminate() {
    this.isEnded = true;
  }
  static asked(kind: Job["kind"]) {
    return IdleWorker.opened.filter(({ jobs }) => jobs[0]?.kind === kind);
  }
}

function idleWorkers(): typeof IdleWorker {
  IdleWorker.opened = [];
  vi.stubGlobal("Worker", IdleWorker);
  return IdleWorker;
}

const unfold = (page: HTMLElement, title: string) =>
  act(() => [...page.querySelectorAll("summary")].find((each) => each.textContent.startsWith(title))?.click());

afterEach(() => {
  vi.unstubAllGlobals();
  world?.close();
  world?.page.remove();
});

/** Two touchpoints, the first of which fails one time in five, and a scenario in which it fails half of the time. */
const journey: Journey = {
  ...smallJourney,
  weakSpots: [{ id: "w", touchpoint: "t", title: "Late reply", prior: 0.2 }],
  scenarios: [{ id: "sc", title: "Strike", touchpoints: { t: { failure: 0.5 } } }],
};

async function open(of: Journey = journey, role: "owner" | "viewer" = "owner"): Promise<InspectorWorld> {
  const opened = openInspector(of, role);
  world = opened;
  opened.select({ kind: "scenario", id: "sc" });
  await shown(() => /What it leads to|never ends/.test(text()));
  return opened;
}

/** Waits for what is loaded late. */
async function shown(check: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !check(); i += 1) await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  expect(check()).toBe(true);
}

const text = () => world?.page.textContent ?? "";

/** A figure of the results: those who leave, of the map or of the scenario. */
function churn(column: "as it is" | "scenario"): string {
  const found = [...(world?.page.querySelectorAll("button") ?? [])].find((each) =>
    each.textContent.startsWith(`Leave, ${column}: `),
  );
  return found?.textContent.replace(/^.*: /, "") ?? "";
}

/** Moves a slider as a hand does, without letting go. */
function slide(slider: HTMLInputElement, value: number): void {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(slider, String(value));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const letGo = (slider: HTMLInputElement) =>
  act(() => void slider.dispatchEvent(new Event("change", { bubbles: true })));
const nextFrame = () => act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));

test("WF1 an open scenario is what the canvas draws; leaving it draws the map, which it never changed", async () => {
  const { mirror, select, local } = await open();
  const { scenarios: _, ...before } = exportJourney(mirror);
  expect(local().scenario).toBe("sc");
  select({ kind: "touchpoint", id: "u" });
  expect(local().scenario).toBeUndefined();
  const { scenarios: __, ...after } = exportJourney(mirror);
  expect(after).toEqual(before);
});

test("WF2 a rate stands beside the map’s, and is taken back to it", async () => {
  const { control, mirror } = await open();
  expect(control("Fails, Reply, in per cent").value).toBe("50");
  expect(text()).toContain("20% on the map");
  expect(churn("as it is")).toBe("6%");
  expect(churn("scenario")).toBe("15%");
  click(control("Fails, Reply: as the map"));
  expect(mirror.read("scenario", "sc")?.touchpoints).toEqual({ t: {} });
  expect(churn("scenario")).toBe("6%");
});

test("WF3 a drag moves the figures once a frame and is written once, when it is let go", async () => {
  const { control, mirror, ran, undo } = await open();
  const slider = control("Fails, Reply");
  for (const value of [0.6, 0.7, 0.8]) slide(slider, value);
  expect(churn("scenario")).toBe("15%");
  await nextFrame();
  expect(churn("scenario")).toBe("24%");
  expect(ran).toEqual([]);
  expect(mirror.read("scenario", "sc")?.touchpoints).toEqual({ t: { failure: 0.5 } });
  letGo(slider);
  expect(ran).toEqual(["setScenarioRates"]);
  expect(mirror.read("scenario", "sc")?.touchpoints).toEqual({ t: { failure: 0.8 } });
  act(() => void undo.undo());
  expect(churn("scenario")).toBe("15%");
  expect(undo.undoLabel).toBeUndefined();
});

test("WF3 held keys are written once, when the key is let go", async () => {
  const { control, ran } = await open();
  const slider = control("Leave, Reply");
  act(() => void slider.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })));
  for (const value of [0.31, 0.32, 0.33]) {
    slide(slider, value);
    letGo(slider);
  }
  expect(ran).toEqual([]);
  act(() => void slider.dispatchEvent(new KeyboardEvent("keyup", { key: "ArrowRight", bubbles: true })));
  expect(ran).toEqual(["setScenarioRates"]);
});

test("WF3 a worker is opened only once the hand rests; what it answered stays until the next answer", async () => {
  const workers = idleWorkers();
  const { control, page } = await open();
  unfold(page, "What moves it most");
  await shown(() => workers.asked("tornado").length === 1);
  const [first] = workers.asked("tornado");
  const bar = { parameter: "failure:t", low: 0.14, high: 0.16, swing: 0.02 };
  act(() => first!.onmessage?.({ data: { kind: "tornado", id: 0, churn: 0.15, bars: [bar] } }));
  expect(first!.isEnded).toBe(true);
  expect(text()).toContain("Fails: Reply");
  await shown(() => workers.asked("experience").length > 0);
  const before = workers.opened.length;
  const slider = control("Fails, Reply");
  for (const value of [0.6, 0.7, 0.8]) {
    slide(slider, value);
    await nextFrame();
  }
  expect(workers.opened.length).toBe(before);
  letGo(slider);
  await shown(() => workers.asked("tornado").length === 2);
  expect(text()).toContain("Fails: Reply");
  world?.close();
  expect(workers.opened.every(({ isEnded }) => isEnded)).toBe(true);
});

test("WF9 a simulation is ended at once when it is cancelled; its seed is shown and repeats it", async () => {
  const workers = idleWorkers();
  const { control, page } = await open();
  unfold(page, "Simulated customers");
  await shown(() => text().includes("100,000 simulated customers"));
  click(control("Simulate"));
  const [running] = workers.asked("simulate");
  expect(running?.jobs[0]).toMatchObject({ seed: 42, customers: 100_000 });
  click(control("Cancel"));
  expect(running?.isEnded).toBe(true);
  expect(text()).toContain("Cancelled after 0 customers, seed 42.");
});

test("WF4 a figure opens into what each touchpoint gives to it, and defaults are marked as assumed", async () => {
  const { control, page } = await open();
  click(control("Leave, scenario: 15%"));
  const opened = document.querySelector("[role=dialog]")?.textContent ?? "";
  expect(opened).toContain("Reply");
  expect(opened).toMatch(/Together15%/);
  const assumed = [...page.querySelectorAll("summary")].find((each) => each.textContent.startsWith("Assumed"));
  act(() => assumed?.click());
  await shown(() => text().includes("30% leave after a failure that was not put right, at 2 touchpoints."));
  expect(text()).toContain("1 touchpoint without a weak spot never fails.");
});

test("WF4 the parts of every figure come to it, money for value at risk, and a feeling opens into its moments", () => {
  const records = recordsOfJourney({
    ...journey,
    weakSpots: [...journey.weakSpots!, { id: "v", touchpoint: "u", title: "Nobody there", prior: 0.1 }],
    scenarios: [{ ...journey.scenarios![0]!, customers: 1000, valuePerCustomer: 50 }],
  });
  const scenario = records.all("scenario")[0]!;
  const study = studyScenario(records, scenario, openRiskEngine(records, "2024-06-01").sources());
  if ("refused" in study) throw new Error(study.refused);
  for (const figure of ["churn", "anyFailure", "anyUnrecovered", "expectedFailures", "valueAtRisk"] as const) {
    const sum = partsOf(figure, study.plain, scenario).reduce((total, { amount }) => total + amount, 0);
    expect(sum, figure).toBeCloseTo(figureOf(figure, study.plain, scenario)!, 9);
  }
  const insights = computeInsights(records, "2024-06-01");
  const moments = momentsOf(study.plain, { records, insights });
  const { scores } = momentScores(records, insights, study.plain.chain.ids);
  const felt = experienceOverDays(study.plain.days, scores, 4);
  const count = moments.reduce((sum, each) => sum + each.count, 0);
  expect(count).toBeCloseTo(felt.moments, 9);
  expect(moments.reduce((sum, each) => sum + each.count * each.score, 0) / count).toBeCloseTo(felt.mean, 9);
  expect(moments.filter(({ outcome }) => outcome === "unrecovered").every(({ assumed }) => assumed)).toBe(true);
});

test("WF5 a journey that never ends is refused, with a way to each touchpoint in question", async () => {
  const { page, local } = await open({
    ...journey,
    weakSpots: [],
    connections: [
      { id: "a", from: "t", to: "u" },
      { id: "b", from: "u", to: "t" },
    ],
    scenarios: [{ id: "sc", title: "Strike" }],
  });
  expect(text()).toContain("This journey never ends");
  const link = [...page.querySelectorAll("button")].find((each) => each.textContent.startsWith("Call"));
  act(() => link?.click());
  expect(local().selection).toEqual([{ kind: "touchpoint", id: "u" }]);
});

test("WF6 a scenario says that the map has moved, and takes the map of now as its base", async () => {
  const { control, runAsOther, mirror } = await open();
  expect(text()).toContain("It does not know yet on which map it was made.");
  click(control("Remember the map as it is now"));
  expect(mirror.read("scenario", "sc")?.base).toMatch(/^0\.06 /);
  expect(text()).not.toContain("The map has moved");
  runAsOther("patchWeakSpot", { id: "w", fields: { title: "Very late reply" } });
  expect(text()).not.toContain("The map has moved");
  runAsOther("patchWeakSpot", { id: "w", fields: { prior: 0.3 } });
  await shown(() => text().includes("The map has moved since this scenario was made: 6% left then, 9% leave now."));
  click(control("Look again: the map of now is its base"));
  expect(text()).not.toContain("The map has moved");
});

test("WF7 a preview says what promoting changes and what it cannot, and why; discarding is undone", async () => {
  const { control, mirror, undo } = await open({
    ...journey,
    scenarios: [
      { id: "sc", title: "Strike", touchpoints: { t: { failure: 0.5, recovery: 0.9 }, u: { failure: 0.1 } } },
    ],
  });
  click(control("Promote to the map…"));
  expect(text()).toContain("“Call” gets a weak spot “Strike” that fails 10% of the time.");
  expect(text()).toContain("starts from 50% instead of 20%");
  expect(text()).toContain("90% put right at “Reply”: that is what plan B must reach");
  click(control("Promote"));
  expect(mirror.read("weakSpot", "w")?.prior).toBeCloseTo(0.5, 12);
  act(() => void undo.undo());
  expect(mirror.read("weakSpot", "w")?.prior).toBe(0.2);
  click(control("Discard"));
  expect(mirror.read("scenario", "sc")).toBeUndefined();
  act(() => void undo.undo());
  expect(mirror.read("scenario", "sc")).toBeDefined();
});

test("WF8 (F10, F12) unknown answers count against the paradox and are named; the cautions stay", async () => {
  const { control, mirror } = await open();
  click(control("Describe the incident"));
  expect(text()).toContain("Recovery paradox: Unlikely");
  expect(text()).toContain("Not known, so counted against it: how bad it is;");
  expect(text()).toContain("Never make a failure in order to recover from it.");
  choose(control("How bad is it?"), "5");
  expect(text()).toContain("Do not count on it here, because the harm cannot be undone.");
  choose(control("How bad is it?"), "3");
  choose(control("Does the customer believe you could have avoided it?"), "no");
  choose(control("Could it be seen coming?"), "no");
  choose(control("Is something extra given?"), "yes");
  const prior = control("How often did something fail this customer before, in 24 months?");
  type(prior, "0");
  leave(prior);
  const rating = control("How do customers rate the recovery, 1–7?");
  type(rating, "7");
  press(rating, "Enter");
  expect(text()).toContain("Recovery paradox: Possible");
  expect(text()).toContain("Never make a failure in order to recover from it.");
  choose(control("Is something extra given?"), "");
  expect(mirror.read("scenario", "sc")?.incident).not.toHaveProperty("extra");
  expect(text()).toContain("Recovery paradox: Unlikely");
});

test("WF8 the list of scenarios never shows a verdict without its cautions, each once", async () => {
  const incident = { severity: 5 };
  const { local } = await open({
    ...journey,
    scenarios: [
      { id: "sc", title: "Strike", incident },
      { id: "other", title: "Storm", incident },
    ],
  });
  act(() => local().openLayer("scenarios"));
  await shown(() => text().includes("recovery paradox impossible"));
  expect(text().split("Never make a failure in order to recover from it.")).toHaveLength(2);
});

test("WF10 a common shock is stated where results are shown", async () => {
  await open({ ...journey, settings: { commonShock: { omega: 0.4748, theta: 7.9469 } } });
  expect(text()).toContain("Counted with bad days: 47.5% of customers have one");
});

test("WF11 (F11) a scenario that only makes failures likelier is called a stress test", async () => {
  const { control } = await open();
  expect(text()).toContain("A stress test: it only makes failures likelier, so it is never an improvement");
  const field = control("Fails, Reply, in per cent");
  type(field, "10");
  press(field, "Enter");
  expect(text()).not.toContain("A stress test");
});

test("WF12 the map, a scenario and another map become columns of the same figures, each with what differs", () => {
  const columnsOf = (of: Journey) => {
    const records = recordsOfJourney(of);
    const whatIf = openWhatIf(records, openRiskEngine(records, "2024-06-01").sources());
    const ground = { records, insights: computeInsights(records, "2024-06-01") };
    return [
      baseColumn("base", "As it is", of.title, whatIf, ground),
      ...records.all("scenario").map((scenario) => scenarioColumn(scenario, whatIf, ground, records.all("play"))),
    ];
  };
  const [base, strike] = columnsOf(journey);
  const [other] = columnsOf({ ...journey, title: "Next year", weakSpots: [] });
  const churns = [base, strike, other].map((column) => column?.study?.plain.result.churn);
  [0.06, 0.15, 0].forEach((churnThere, i) => expect(churns[i]).toBeCloseTo(churnThere, 12));
  expect(strike?.differences).toEqual(["Reply: fails 20% → 50%"]);
  expect(base?.differences).toEqual([]);
});

test("WF13 a viewer reads every figure and is offered nothing that changes the map", async () => {
  const { page } = await open(journey, "viewer");
  expect(churn("scenario")).toBe("15%");
  expect([...page.querySelectorAll<HTMLInputElement>("input[type=range]")].every((each) => each.disabled)).toBe(true);
  const words = [...page.querySelectorAll("button")].map((each) => each.textContent);
  for (const word of ["Promote to the map…", "Discard", "As the map", "Describe the incident"])
    expect(words).not.toContain(word);
});
