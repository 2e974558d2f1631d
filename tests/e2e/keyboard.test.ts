import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { inspectorOf, waitForSaved } from "./driver/mapPage.ts";
import { openGuest } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

let studio: Studio;
let browser: Browser;

beforeAll(async () => {
  [studio, browser] = await Promise.all([openStudio(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

test("E9 a stage, a touchpoint, a promise and evidence are made with the keyboard alone", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { title: "By keyboard" });
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  const { page } = anna;
  const { keyboard } = page;
  await waitForSaved(page);
  const type = async (text: string) => {
    await keyboard.type(text);
    await keyboard.press("Enter");
  };
  /** Tab until that is in focus; what comes next must be near. */
  const tabTo = async (name: RegExp) => {
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        const labels = element instanceof HTMLInputElement ? element.labels : null;
        return element?.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element?.textContent ?? "";
      });
    const passed: string[] = [];
    for (let stop = 0; stop < 30; stop += 1) {
      const here = await focused();
      if (name.test(here)) return;
      passed.push(here.slice(0, 40));
      await keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${name}, but to ${passed.join(" | ")}`);
  };

  /** Presses a key that adds something, and names it once its field is there to type in. */
  const addNamed = async (key: string, name: string) => {
    await keyboard.press(key);
    const field = page.locator("textarea:focus, input:focus");
    await field.waitFor();
    await type(name);
    await field.waitFor({ state: "detached" });
  };

  await addNamed("s", "Boarding");
  await addNamed("t", "Shows the pass");
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.stages?.map(({ title }) => title)).toContain("Boarding");
    expect(journey.touchpoints).toContainEqual(expect.objectContaining({ title: "Shows the pass" }));
  });

  await keyboard.press("Control+i");
  await inspectorOf(page).getByRole("button", { name: "Add expectation" }).waitFor();
  await tabTo(/^Add expectation$/);
  await keyboard.press("Enter");
  await type("The gate opens on time");
  await tabTo(/^Add promise$/);
  await keyboard.press("Enter");
  await keyboard.type("Gates open 40 minutes before");
  await keyboard.press("Tab");
  await type("90");
  await tabTo(/^Add evidence$/);
  await keyboard.press("Enter");
  await keyboard.type("168");
  await keyboard.press("Tab");
  await type("200");
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.promises).toContainEqual(expect.objectContaining({ wording: "Gates open 40 minutes before" }));
    expect(journey.evidence).toEqual([expect.objectContaining({ met: 168, n: 200 })]);
  });
  await keyboard.press("Escape");
  await eventually(async () => {
    const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(label).toMatch(/^Shows the pass, (At risk|Broken), 1 promise/);
  });
  expect(anna.troubles).toEqual([]);
  await anna.close();
});
