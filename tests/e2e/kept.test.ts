import { json } from "node:stream/consumers";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { cardOf, inspectorOf, renameCard, waitForLateParts, waitForPill, waitForSaved } from "./driver/mapPage.ts";
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

async function openEditor() {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  const reaches = (title: string) =>
    eventually(async () => {
      const { touchpoints = [] } = await studio.api<Journey>("GET", `/maps/${map}`);
      expect(touchpoints.map((touchpoint) => touchpoint.title)).toContain(title);
    });
  return { map, anna, page: anna.page, reaches };
}

/** Types a title in the inspector, and neither leaves the field nor presses Enter. */
async function typeTitle(page: Page, title: string): Promise<void> {
  await cardOf(page, "tracking").click();
  await inspectorOf(page).getByLabel("Title").fill(title);
}

test("E15 what is being typed is kept when the browser goes back, and when the page is reloaded", async () => {
  const { map, anna, page, reaches } = await openEditor();
  await page.getByRole("link", { name: "Back to my maps" }).click();
  await page.getByRole("link", { name: parcelMap.title }).first().click();
  await waitForSaved(page);
  await typeTitle(page, "Typed before Back");
  await page.goBack();
  await page.waitForURL(`${studio.url}/`);
  await page.goForward();
  await cardOf(page, "tracking").getByText("Typed before Back").waitFor();
  await waitForSaved(page);
  await reaches("Typed before Back");

  await typeTitle(page, "Typed before a reload");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.waitForURL(`${studio.url}/maps/${map}`);
  await cardOf(page, "tracking").getByText("Typed before a reload").waitFor();
  await waitForSaved(page);
  await reaches("Typed before a reload");
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("O12 where the browser keeps nothing, offline changes are said to be in this tab only, and can be downloaded", async () => {
  const { anna, page } = await openEditor();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new Error("This disk takes nothing.");
    };
  });
  await page.reload();
  await waitForSaved(page);
  await waitForLateParts(page);
  await anna.context.setOffline(true);
  await renameCard(page, "tracking", "Written offline");
  const pill = page.getByRole("banner").getByRole("button", { name: /^Offline – \d+ changes? only in this tab$/ });
  await pill.click();
  await page.getByText("Leave it open, or download a copy").waitFor();
  await page.getByRole("button", { name: "Download a copy" }).waitFor();
  await anna.context.setOffline(false);
  await waitForSaved(page);
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("X7 Ctrl F opens the find panel and leads back to it, Escape leads back to the canvas", async () => {
  const { anna, page } = await openEditor();
  const field = page.getByRole("textbox", { name: "Find touchpoints by their words" });
  const isFocused = () => field.evaluate((element) => element === document.activeElement);
  await page.keyboard.press("Control+f");
  await field.fill("sort");
  await cardOf(page, "tracking").click();
  await page.keyboard.press("Control+f");
  await eventually(async () => expect(await isFocused()).toBe(true));
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
  await eventually(async () =>
    expect(await cardOf(page, "tracking").evaluate((element) => element === document.activeElement)).toBe(true),
  );
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("E16 when the map goes while somebody is offline, their unsaved changes can still be downloaded", async () => {
  const { map, anna, page } = await openEditor();
  await waitForLateParts(page);
  await anna.context.setOffline(true);
  await renameCard(page, "tracking", "Written offline");
  await waitForPill(page, /^Offline – \d+ changes? kept here$/);
  await studio.api("DELETE", `/maps/${map}`);
  await anna.context.setOffline(false);
  const saveCopy = async (button: string) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    const journey = (await json(await (await download).createReadStream())) as Journey;
    expect(journey.touchpoints?.map(({ title }) => title)).toContain("Written offline");
  };
  await saveCopy("Download a copy");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText("This map is not here for you").waitFor();
  await saveCopy("Download copy");
  await anna.close();
});
