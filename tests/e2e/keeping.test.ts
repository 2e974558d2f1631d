import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import {
  cardOf,
  renameCard,
  waitForLateParts,
  waitForPill,
  waitForSaved,
  waitForSavedAgain,
} from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
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

test("E6 edits made offline, and edits left behind in a closed tab, come back", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);

  // What the page loads while nobody waits is what she has when the network goes.
  await waitForLateParts(anna.page);
  await anna.context.setOffline(true);
  await studio.kill();
  await renameCard(anna.page, "tracking", "Written offline");
  await waitForPill(anna.page, /^Offline – \d+ changes? kept here$/);
  await anna.page.close({ runBeforeUnload: false });

  await studio.restart();
  await anna.context.setOffline(false);
  expect(titlesOf(await studio.api<Journey>("GET", `/maps/${map}`))).not.toContain("Written offline");
  const again = await anna.context.newPage();
  await again.goto(`${studio.url}/maps/${map}`);
  await cardOf(again, "tracking").getByText("Written offline").waitFor();
  await waitForSaved(again);
  expect(titlesOf(await studio.api<Journey>("GET", `/maps/${map}`))).toContain("Written offline");
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("E7 when the server is killed and restarted under two open browsers, nothing is lost and nothing doubled", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const [anna, ben] = await Promise.all([
    openGuest(browser, studio, map, "editor", "Anna"),
    openGuest(browser, studio, map, "editor", "Ben"),
  ]);
  await Promise.all([waitForSaved(anna.page), waitForSaved(ben.page)]);
  // A script that a browser asks for while the server is away never comes; that is not what is shown here.
  for (const { page } of [anna, ben]) await waitForLateParts(page);

  for (const round of [1, 2, 3]) {
    // One edit is on its way, one is saved and one is made while the server is away.
    await renameCard(anna.page, "tracking", `Saved ${round}`);
    await waitForSaved(anna.page);
    await renameCard(ben.page, "handover", `On its way ${round}`);
    await studio.kill();
    await renameCard(anna.page, "checkout", `Away ${round}`);
    await studio.restart();
    await Promise.all([waitForSavedAgain(anna.page), waitForSavedAgain(ben.page)]);
    const expected = [`Away ${round}`, `Saved ${round}`, `On its way ${round}`, "Sorts parcels"];
    await eventually(async () => {
      expect(titlesOf(await studio.api<Journey>("GET", `/maps/${map}`))).toEqual(expected);
      for (const { page } of [anna, ben]) {
        const names = await page.locator('[data-node^="touchpoint:"]').allInnerTexts();
        expect(names).toHaveLength(4);
        for (const title of expected) expect(names.some((name) => name.includes(title))).toBe(true);
      }
    });
  }
  expect([...anna.troubles, ...ben.troubles]).toEqual([]);
  await Promise.all([anna.close(), ben.close()]);
});

function titlesOf(journey: Journey): string[] {
  return (journey.touchpoints ?? []).map(({ title }) => title);
}
