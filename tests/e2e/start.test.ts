import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { waitForSaved } from "./driver/mapPage.ts";
import { claimStudio, openPerson } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

let studio: Studio;
let browser: Browser;

beforeAll(async () => {
  studio = await openStudio({ script: "scripts/start.mjs" });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

test("E1 from npm start, the owner link leads a stranger to a studio, the sample and a new map", async () => {
  expect(studio.stdout).toBe(`${JSON.stringify({ event: "listening", url: studio.url })}\n`);

  const stranger = await openPerson(browser, "Stranger", { showTour: true });
  await stranger.page.goto(studio.url);
  await stranger.page.getByRole("heading", { name: "This studio has no owner yet" }).waitFor();

  await claimStudio(stranger, studio);
  await stranger.page.getByRole("heading", { name: "Maps", exact: true }).waitFor();
  await stranger.page.getByRole("link", { name: /airline/i }).click();
  await stranger.page.getByRole("region", { name: "First steps" }).waitFor();
  await waitForSaved(stranger.page);
  await stranger.page.getByRole("link", { name: "Back to my maps" }).click();

  await stranger.page.getByRole("button", { name: "New map" }).click();
  await stranger.page.getByRole("menuitem", { name: "Blank map" }).click();
  await stranger.page.getByRole("textbox", { name: "Title of the map" }).fill("Renting a bicycle");
  await stranger.page.keyboard.press("Enter");
  await eventually(async () => {
    const maps = await studio.api<{ title: string }[]>("GET", "/maps");
    expect(maps.map(({ title }) => title)).toContain("Renting a bicycle");
  });

  // The link works once: somebody else who finds it is sent to sign in.
  const second = await openPerson(browser, "Second");
  await second.page.goto(studio.ownerLink);
  await second.page.getByRole("heading", { name: "This studio has its owner" }).waitFor();
  expect([...stranger.troubles, ...second.troubles]).toEqual([]);
});
