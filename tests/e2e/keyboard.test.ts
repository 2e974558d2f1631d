import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { waitForSaved } from "./driver/mapPage.ts";
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
  const tabTo = async (name: RegExp) => {
    for (let stop = 0; stop < 80; stop += 1) {
      const isThere = await page.evaluate(
        ({ source, flags }) =>
          new RegExp(source, flags).test(
            document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
          ),
        { source: name.source, flags: name.flags },
      );
      if (isThere) return;
      await keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${name}`);
  };

  await keyboard.press("s");
  await type("Boarding");
  await keyboard.press("t");
  await type("Shows the pass");
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.stages?.map(({ title }) => title)).toContain("Boarding");
    expect(journey.touchpoints).toContainEqual(expect.objectContaining({ title: "Shows the pass" }));
  });

  await keyboard.press("Control+i");
  await tabTo(/^add expectation$/i);
  await keyboard.press("Enter");
  await type("The gate opens on time");
  await tabTo(/^add promise$/i);
  await keyboard.press("Enter");
  await keyboard.type("Gates open 40 minutes before");
  await keyboard.press("Tab");
  await type("90");
  await tabTo(/^add evidence$/i);
  await keyboard.press("Enter");
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.promises).toContainEqual(expect.objectContaining({ wording: "Gates open 40 minutes before" }));
    expect(journey.evidence).toHaveLength(1);
  });
  expect(anna.troubles).toEqual([]);
  await anna.close();
});
