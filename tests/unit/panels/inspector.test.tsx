// @vitest-environment happy-dom
import { act } from "react";
import { afterEach, expect, test } from "vitest";
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

// React warns of updates outside `act` only where it is told that this is a test.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let world: InspectorWorld | undefined;

function open(...args: Parameters<typeof openInspector>): InspectorWorld {
  world = openInspector(...args);
  world.select({ kind: "touchpoint", id: "t" });
  return world;
}

afterEach(() => {
  world?.close();
  world?.page.remove();
});

test("P5 a field is written once when it is left or Enter is pressed, and put back by Escape", () => {
  const { control, ran, mirror, undo } = open();
  type(control("Title"), "Answer");
  press(control("Title"), "Escape");
  expect(control("Title").value).toBe("Reply");
  expect(ran).toEqual([]);
  type(control("Title"), "Answer");
  press(control("Title"), "Enter");
  leave(control("Title"));
  expect(ran).toEqual(["patchTouchpoint"]);
  expect(mirror.read("touchpoint", "t")?.title).toBe("Answer");
  expect(undo.undoLabel).toBe("rename Reply");
});

test("P5 what was typed is written when the selection goes elsewhere", () => {
  const { control, ran, mirror, select } = open();
  type(control("Title"), "Answer");
  select({ kind: "touchpoint", id: "u" });
  expect(ran).toEqual(["patchTouchpoint"]);
  expect(mirror.read("touchpoint", "t")?.title).toBe("Answer");
  expect(mirror.read("touchpoint", "u")?.title).toBe("Call");
});

test("P6 text that cannot be taken stays in the field, with the reason", () => {
  const { control, ran, page } = open();
  type(control("Desired level, typed"), "140");
  leave(control("Desired level, typed"));
  expect(control("Desired level, typed").value).toBe("140");
  expect(control("Desired level, typed").getAttribute("aria-invalid")).toBe("true");
  expect(page.textContent).toContain("Must lie between 0% and 100%");
  expect(ran).toEqual([]);
});

test("P6 text that cannot be taken is shown in a notice, with the reason, when its panel goes", () => {
  const { control, ran, select } = open();
  type(control("Desired level, typed"), "140");
  select({ kind: "touchpoint", id: "u" });
  expect(ran).toEqual([]);
  expect(notices.read()).toMatchObject([
    { kind: "failed", title: "“140” was not kept", text: "Must lie between 0% and 100%" },
  ]);
});

test("P4 while somebody else writes in the same long text, both keep their words", () => {
  const { control, mirror, runAsOther } = open({
    ...smallJourney,
    promises: [{ id: "p", expectation: "x", wording: "We reply within 2 hours", level: 0.9 }],
  } satisfies Journey);
  const fold = control("“We reply within 2 hours”90%");
  click(fold);
  type(control("Wording, as customers read it"), "We always reply within 2 hours");
  runAsOther("patchPromise", { id: "p", fields: { wording: "We reply within 2 hours, day and night" } });
  leave(control("Wording, as customers read it"));
  expect(mirror.read("promise", "p")?.wording).toBe("We always reply within 2 hours, day and night");
});

test("P7 a channel is made in place and taken", () => {
  const { control, mirror } = open();
  choose(control("Channel"), "\0new");
  type(control("New channel"), "Kiosk");
  press(control("New channel"), "Enter");
  const channel = mirror.all("channel").at(-1);
  expect(channel?.name).toBe("Kiosk");
  expect(mirror.read("touchpoint", "t")?.channel).toBe(channel?.id);
});

test("P7 who leaves the naming of a channel by a click is not pulled back to it; who ends it by Escape goes on there", () => {
  const { control } = open();
  choose(control("Channel"), "\0new");
  act(() => control("Title").focus());
  expect(document.activeElement).toBe(control("Title"));
  choose(control("Channel"), "\0new");
  press(control("New channel"), "Escape");
  expect(document.activeElement).toBe(control("Channel"));
});

test("P8 an expectation, a promise and evidence are made in three short forms, and the status follows", () => {
  const { control, mirror, page, select } = open();
  select({ kind: "touchpoint", id: "u" });
  click(control("Add expectation"));
  type(control("What customers expect, in their words"), "Picked up within 20 s");
  press(control("What customers expect, in their words"), "Enter");
  click(control("Add expectation"));
  click(control("Add promise"));
  type(control("Wording, as customers read it"), "We answer at once");
  click(control("Add promise"));
  expect(page.textContent).toContain("Say how much is promised");
  type(control("How much"), "90");
  click(control("Add promise"));
  click(control("Add evidence"));
  type(control("Met in"), "168");
  type(control("Of how many cases"), "200");
  click(control("Add evidence"));
  expect(mirror.all("promise").at(-1)).toMatchObject({ wording: "We answer at once", level: 0.9 });
  expect(mirror.all("evidence").at(-1)).toMatchObject({ met: 168, n: 200 });
  expect(page.textContent).toContain("At risk: 168 of 200 (84%)");
});

test("P9 the status stands with its reason, its likely cause and who can close it", () => {
  const { page } = open();
  expect(page.textContent).toContain("At risk: 168 of 200 (84%) within 2 h, promised 90%");
  expect(page.textContent).toContain("Likely cause: Communication (gap 4)");
  expect(page.textContent).toContain("Marketing can close it");
});

test("P13 a level is moved by the keyboard and written once; adequate cannot pass desired", () => {
  const { page, ran, mirror } = open();
  const slider = page.querySelector<HTMLInputElement>('input[type="range"][aria-label="Adequate level"]')!;
  expect(slider.getAttribute("aria-valuetext")).toBe("80%");
  type(slider, "0.995");
  press(slider, "End");
  leave(slider);
  expect(ran).toEqual(["patchExpectation"]);
  expect(mirror.read("expectation", "x")?.adequate).toBe(0.97);
});

test("P14 another scale clears the levels of the old one in the same step", () => {
  const { control, mirror, undo } = open();
  click(control("How it is measuredWithin 2 h in 90% of cases"));
  choose(control("How do you know it is kept?"), "rating");
  expect(mirror.read("expectation", "x")).toMatchObject({ measure: { kind: "rating", min: 1, max: 7 } });
  expect(mirror.read("expectation", "x")?.desired).toBeUndefined();
  act(() => void undo.undo());
  expect(mirror.read("expectation", "x")).toMatchObject({ desired: 0.97, measure: { kind: "share" } });
});

test("P10 pasted rows are shown as they are understood, then written as one step", () => {
  const { control, page, mirror, ran } = open();
  click(control("Paste"));
  const block = control("Cells from a spreadsheet: raw values, met/n such as 168/200, or a table with headings");
  type(block, "Month\tMet\tTotal\n2024-03\t50\t60\n2024-04\tx\t140");
  expect(page.textContent).toContain("50 of 60 met (83.3%) · 2024-03-31");
  expect(page.textContent).toContain("Row 3: “x” is not a number; left out");
  click(control("Add 1 piece of evidence"));
  expect(ran).toEqual(["addRecords"]);
  expect(mirror.all("evidence").at(-1)).toMatchObject({ met: 50, n: 60, observedOn: "2024-03-31", expectation: "x" });
});

test("P19 (F09) an update every 30 min is chosen as a sentence, and pasted times say that 1 of 2 intervals was kept", () => {
  const { control, mirror, page } = open();
  click(control("How it is measuredWithin 2 h in 90% of cases"));
  choose(control("How do you know it is kept?"), "cadence");
  expect(control("Every").value).toBe("2");
  type(control("Every"), "30");
  leave(control("Every"));
  choose(control("Unit"), "min");
  expect(page.textContent).toContain("An update every 30 min in 90% of intervals");
  click(control("Paste"));
  type(
    control("Times of the updates, one a line or one after the other; a blank line starts another customer"),
    "0, 30, 75",
  );
  expect(page.textContent).toContain("1 of 2 intervals kept, the latest 15 min late");
  click(control("Add 1 piece of evidence"));
  expect(mirror.all("evidence").at(-1)).toMatchObject({ values: [30, 45], expectation: "x" });
});

test("P15 several touchpoints get their department in one step", () => {
  const { control, mirror, select, undo } = open();
  select({ kind: "touchpoint", id: "t" }, { kind: "touchpoint", id: "u" });
  choose(control("Department of all"), "ads");
  expect(mirror.all("touchpoint").map(({ department }) => department)).toEqual(["ads", "ads"]);
  act(() => void undo.undo());
  expect(mirror.all("touchpoint").map(({ department }) => department)).toEqual(["desk", undefined]);
});

test("P16 a viewer reads everything and finds nothing to change", () => {
  const { page } = open(smallJourney, "viewer");
  expect(page.textContent).toContain("At risk: 168 of 200");
  expect(page.textContent).toContain("E-mail");
  expect(page.querySelectorAll("input:not([disabled]), textarea, select")).toHaveLength(0);
  const buttons = [...page.querySelectorAll("button")].map(
    (button) => button.getAttribute("aria-label") ?? button.textContent,
  );
  expect(buttons.filter((name) => /add|delete|paste|new/iu.test(name ?? ""))).toEqual([]);
});

test("P17 nothing selected is the whole map: its index with its interval, and what is worst leads to its touchpoint", () => {
  const { page, select, control } = open();
  select();
  expect(page.textContent).toContain("The whole map");
  expect(page.textContent).toContain("Worst first: 1 broken or at risk");
  const line = [...page.querySelectorAll("button")].find((button) => button.textContent?.includes("A quick reply"));
  click(line!);
  expect(control("Title").value).toBe("Reply");
});

test("P17 every cross-cut of the map opens", () => {
  const { page, select } = open();
  select();
  for (const summary of page.querySelectorAll("summary")) click(summary);
  expect(page.textContent).toContain("No promise is kept in two channels yet");
  expect(page.textContent).toContain("Service desk");
});
