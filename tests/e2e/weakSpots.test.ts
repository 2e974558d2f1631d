import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { cardOf, inspectorOf, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { claimStudio, openGuest, openPerson } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

let browser: Browser;
let studio: Studio;

beforeAll(async () => {
  browser = await launchChromium();
  studio = await openStudio();
});

afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

const journeyOf = (map: string) => studio.api<Journey>("GET", `/maps/${map}`);

async function newMap(parts: object = {}): Promise<string> {
  const { id } = await studio.api<{ id: string }>("POST", "/maps", { journey: { ...parcelMap, ...parts } });
  return id;
}

/** Tabs on until the element with this name has the keyboard. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < 60; stop += 1) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
      return element?.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element?.textContent ?? "";
    });
    if (name.test(here)) return;
    passed.push(here.slice(0, 40));
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(" | ")}`);
}

test("E20 (F03 F35 F46) by keyboard alone: a weak spot, its judgement, a prevention and a plan B, and the card tells it", async () => {
  const map = await newMap();
  const ada = await openPerson(browser, "Ada");
  onTestFinished(() => ada.close());
  await claimStudio(ada, studio);
  const { page } = ada;
  const { keyboard } = page;
  await page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(page);
  await cardOf(page, "handover").focus();
  await keyboard.press("w");
  const pane = inspectorOf(page);
  await pane.getByLabel("What can go wrong here").waitFor();
  await eventually(async () => {
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("title");
  });
  await keyboard.type("The wedding dress comes too late");
  await keyboard.press("Tab");
  await keyboard.type("10");
  await keyboard.press("Enter");
  // A list takes Enter for itself in some browsers; the button is the next stop.
  if ((await pane.getByRole("article", { name: "The wedding dress" }).count()) === 0) {
    await tabTo(page, /^Add weak spot$/);
    await keyboard.press("Enter");
  }
  const spot = pane.getByRole("article", { name: "The wedding dress comes too late" });
  await spot.getByText("needs a plan B").first().waitFor();
  await spot.getByText("its harm cannot be undone (severity 10)").waitFor();
  await eventually(async () => {
    const { weakSpots = [] } = await journeyOf(map);
    expect(weakSpots).toMatchObject([{ touchpoint: "handover", severity: 10 }]);
  });

  await spot.getByLabel("How often it happens").focus();
  await keyboard.type("8");
  await spot.getByLabel("Whether you notice in time").focus();
  await keyboard.type("7");
  await spot.getByText("High priority").first().waitFor();
  await eventually(async () => {
    expect(await cardOf(page, "handover").getAttribute("aria-label")).toContain("Weak spot: high priority");
  });

  await spot.getByRole("button", { name: "Add prevention" }).focus();
  await keyboard.press("Enter");
  await keyboard.type("Ask for the day of the wedding");
  await keyboard.press("Enter");
  await spot.locator("summary", { hasText: "Ask for the day" }).focus();
  await keyboard.press("Enter");
  await spot.getByLabel("Done", { exact: true }).waitFor();
  await tabTo(page, /^Done$/);
  await keyboard.press("Space");
  await spot.getByText("The probability stays as it is").waitFor();
  await tabTo(page, /^Expected to lower the odds of failing by$/);
  await keyboard.type("80");
  await keyboard.press("Enter");
  await spot.getByText("fails 1%").waitFor();
  await eventually(async () => {
    const [first] = (await journeyOf(map)).weakSpots ?? [];
    expect(first?.preventions).toEqual([{ text: "Ask for the day of the wedding", done: true, oddsRatio: 0.2 }]);
  });

  await spot.getByRole("button", { name: /^Failure probability/ }).focus();
  await keyboard.press("Enter");
  const computed = page.getByRole("dialog", { name: "How Failure probability is computed" });
  await computed.getByText("the product of their expected effects = odds × 0.2").waitFor();
  await keyboard.press("Escape");

  await spot.getByRole("button", { name: "Start a plan B" }).focus();
  await keyboard.press("Enter");
  await eventually(async () => {
    const { weakSpots = [], plays = [] } = await journeyOf(map);
    expect(plays).toHaveLength(1);
    expect(weakSpots[0]?.plays).toEqual([plays[0]?.id]);
  });
  await eventually(async () => {
    expect(await cardOf(page, "handover").getAttribute("aria-label")).toContain("Plan B attached, not ready yet");
  });
  await page.getByRole("button", { name: "Undo", exact: false }).first().click();
  await eventually(async () => expect((await journeyOf(map)).plays ?? []).toEqual([]));
  expect(ada.troubles).toEqual([]);
});

test("E20 (F30 F94) what the map points to is added or turned down by one, and everybody sees it", async () => {
  const map = await newMap({
    expectations: [
      ...parcelMap.expectations,
      { id: "phone", touchpoint: "tracking", statement: "Somebody answers the phone", measure: { kind: "boolean" } },
      { id: "whole", touchpoint: "sorting", statement: "No parcel is lost", measure: { kind: "share" } },
    ],
    promises: [...parcelMap.promises, { id: "all", expectation: "whole", wording: "We never lose one", level: 1 }],
    evidence: [...parcelMap.evidence, { id: "calls", expectation: "phone", grade: "audit", met: 0, n: 3 }],
  });
  const [editor, viewer] = await Promise.all([
    openGuest(browser, studio, map, "editor", "Ben"),
    openGuest(browser, studio, map, "viewer", "Vera"),
  ]);
  onTestFinished(async () => {
    await editor.close();
    await viewer.close();
  });
  const layer = { name: /^Weak spots: dim/ };
  await editor.page.getByRole("button", layer).click();
  await viewer.page.getByRole("button", layer).click();
  const pane = inspectorOf(editor.page);
  const seen = inspectorOf(viewer.page);
  const contact = pane.getByRole("listitem").filter({ hasText: "It harms: 0 of 3 (0%)" });
  await contact.getByRole("button", { name: "Add it" }).click();
  await pane.getByRole("article", { name: "Nobody can be reached" }).waitFor();
  await eventually(async () => {
    expect((await journeyOf(map)).weakSpots).toMatchObject([
      { touchpoint: "tracking", title: "Nobody can be reached", effect: "No recovery starts" },
    ]);
  });
  await seen.getByText("1 weak spot, 0 high").waitFor();

  await editor.page.getByRole("button", layer).click();
  const total = pane.getByRole("listitem").filter({ hasText: "100% is promised (“No parcel is lost”)" });
  await total.getByRole("button", { name: "Turn down" }).click();
  await total.getByLabel("Why it is none here").fill("The depot refunds at once");
  await total.getByRole("button", { name: "Turn down" }).click();
  await seen.locator("summary", { hasText: "Turned down" }).click();
  await seen.getByText("Turned down: The depot refunds at once").waitFor();
  expect(await seen.getByRole("button", { name: "Take back" }).count()).toBe(0);
  await pane.locator("summary", { hasText: "Turned down" }).click();
  await pane.getByRole("button", { name: "Take back" }).click();
  await total.getByRole("button", { name: "Add it" }).waitFor();
  expect([...editor.troubles, ...viewer.troubles]).toEqual([]);
});

test("E20 the tool bar's weak spot, the panels and the cards' marks stand up to axe, in light and in dark", async () => {
  const map = await newMap({
    weakSpots: [
      { id: "a", touchpoint: "tracking", title: "Wrong hour", severity: 9, occurrence: 8, detection: 5 },
      { id: "b", touchpoint: "checkout", title: "Card refused", passages: 1000, failures: 40, lossPerCase: 12 },
      { id: "c", touchpoint: "checkout", title: "Paid twice", passages: 1000, failures: 4, lossPerCase: 90 },
    ],
  });
  const ben = await openGuest(browser, studio, map, "editor", "Ben");
  onTestFinished(() => ben.close());
  const { page } = ben;
  await waitForSaved(page);
  await page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Weak spot" }).click();
  await cardOf(page, "handover").click();
  const pane = inspectorOf(page);
  await pane.getByLabel("What can go wrong here").fill("Nobody is at home");
  await pane.getByRole("button", { name: "Add weak spot" }).click();
  await pane.getByRole("article", { name: "Nobody is at home" }).waitFor();
  await pane.locator("summary", { hasText: "How fragile it is" }).click();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: /^Weak spots: dim/ }).click();
  await pane.getByText(/^Together \d/).waitFor();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate((to) => document.documentElement.setAttribute("data-mantine-color-scheme", to), scheme);
    expect(await axeViolations(page)).toEqual([]);
  }
  await pane.getByRole("button", { name: "Card refused", exact: true }).click();
  await pane.getByRole("article", { name: "Card refused" }).getByRole("button", { expanded: true }).waitFor();
  expect(ben.troubles).toEqual([]);
});
