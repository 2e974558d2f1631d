import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import {
  cardOf,
  inspectorOf,
  renameCard,
  waitForLateParts,
  waitForPill,
  waitForSaved,
  waitForSavedAgain,
} from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { claimStudio, openGuest, openPerson } from "./driver/person.ts";
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

async function newMap(): Promise<string> {
  return (await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap })).id;
}

async function titles(map: string): Promise<string[]> {
  const journey = await studio.api<Journey>("GET", `/maps/${map}`);
  return (journey.touchpoints ?? []).map(({ title }) => title);
}

const historyOf = (page: Page) => page.getByRole("region", { name: "Version history" });

/** What axe finds on the page in both schemes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ["dark", "light"]) {
    await page.evaluate((to) => document.documentElement.setAttribute("data-mantine-color-scheme", to), scheme);
    found.push(...(await axeViolations(page)).map((line) => `${scheme}: ${line}`));
  }
  return found;
}

test("E37 a moment is named, two people go on, it is looked at and restored, both land on it, and the way back works", async () => {
  const map = await newMap();
  const [anna, ben] = await Promise.all([
    openGuest(browser, studio, map, "editor", "Anna"),
    openGuest(browser, studio, map, "editor", "Ben"),
  ]);
  await Promise.all([waitForSaved(anna.page), waitForSaved(ben.page)]);

  // By the keyboard, from the map.
  await anna.page.locator("main#main").focus();
  await anna.page.keyboard.press("ControlOrMeta+Alt+h");
  await anna.page.getByLabel("Name this moment").fill("Before the workshop");
  await anna.page.keyboard.press("Enter");
  const named = historyOf(anna.page).getByRole("link", { name: /Before the workshop/ });
  await named.waitFor();
  await anna.page.getByRole("link", { name: /^Back to the map/ }).click();

  await renameCard(anna.page, "tracking", "Tracks the van");
  await renameCard(ben.page, "handover", "Signs for it");
  await Promise.all([waitForSaved(anna.page), waitForSaved(ben.page)]);

  // Whoever selects a card sees who changed it.
  await cardOf(anna.page, "handover").click();
  const who = inspectorOf(anna.page).getByText("Who changed it");
  await inspectorOf(anna.page)
    .getByText(/^Ben, /)
    .waitFor();
  await who.click();
  await inspectorOf(anna.page).getByText("changed: title").waitFor();

  await anna.page.getByRole("button", { name: "Map menu" }).click();
  await anna.page.getByRole("menuitem", { name: /Version history/ }).click();
  await named.click();
  await anna.page.getByText(/You are looking at “Before the workshop”\. 2 things are different/).waitFor();
  // The version is on the canvas, marked; the map itself is as it was.
  const preview = anna.page.locator("[data-preview]");
  await preview.getByText("Looks up when it comes").first().waitFor();
  await eventually(async () => expect(await preview.getByText("Changed since").count()).toBe(2));
  const changed = anna.page.getByRole("region", { name: "Changed since" });
  expect(await changed.getByRole("listitem").allInnerTexts()).toEqual([
    "Tracks the van\ntouchpoint: title",
    "Signs for it\ntouchpoint: title",
  ]);
  expect(await titles(map)).toContain("Tracks the van");
  expect(await violations(anna.page)).toEqual([]);

  await anna.page.getByRole("button", { name: "Restore this version" }).click();
  await anna.page
    .getByRole("dialog")
    .getByText(/What is there now is kept/)
    .waitFor();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();

  // Both come to the new history by themselves, and the other one is told by whom.
  await ben.page.getByText(/Anna restored this map to “Before the workshop”/).waitFor();
  for (const { page } of [anna, ben]) {
    await cardOf(page, "tracking").getByText("Looks up when it comes").waitFor();
    await cardOf(page, "handover").getByText("Takes the parcel").waitFor();
    await waitForSaved(page);
  }
  expect(await titles(map)).toEqual(parcelMap.touchpoints.map(({ title }) => title));

  // What is edited now is edited in the new history, by both.
  await renameCard(ben.page, "checkout", "Pays by card");
  await cardOf(anna.page, "checkout").getByText("Pays by card").waitFor();
  await waitForSaved(ben.page);

  // The way back: the version that kept what was there.
  await anna.page.getByRole("button", { name: "Map menu" }).click();
  await anna.page.getByRole("menuitem", { name: /Version history/ }).click();
  await historyOf(anna.page)
    .getByRole("link", { name: /Before a restore/ })
    .click();
  await anna.page.getByRole("button", { name: "Restore this version" }).click();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
  for (const { page } of [anna, ben]) await cardOf(page, "tracking").getByText("Tracks the van").waitFor();
  expect(await titles(map)).toEqual(["Pays", "Tracks the van", "Signs for it", "Sorts parcels"]);

  // And the notice takes that back, too.
  await anna.page.getByRole("button", { name: "Undo the restore" }).last().click();
  await cardOf(ben.page, "checkout").getByText("Pays by card").waitFor();

  expect([...anna.troubles, ...ben.troubles]).toEqual([]);
  await Promise.all([anna.close(), ben.close()]);
});

test("E38 work that was offline over a restore is kept apart, can be looked at, and is put back by hand", async () => {
  const map = await newMap();
  const { id: version } = await studio.api<{ id: string }>("POST", `/maps/${map}/versions`, { name: "Start" });
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  await renameCard(anna.page, "sorting", "Sorts by street");
  await waitForSaved(anna.page);
  await waitForLateParts(anna.page);

  await anna.context.setOffline(true);
  await studio.kill();
  await renameCard(anna.page, "tracking", "Written offline");
  await cardOf(anna.page, "checkout").click();
  await anna.page.keyboard.press("Delete");
  await waitForPill(anna.page, /^Offline – 2 changes kept here$/);

  await studio.restart();
  await studio.api("POST", `/maps/${map}/versions/${version}/restore`);
  await anna.context.setOffline(false);

  // The restored map, and beside it what never arrived.
  await cardOf(anna.page, "sorting").getByText("Sorts parcels").waitFor({ timeout: 45_000 });
  await waitForSavedAgain(anna.page);
  expect(await titles(map)).toEqual(parcelMap.touchpoints.map(({ title }) => title));
  const aside = anna.page.getByRole("region", { name: "Unsaved changes" });
  await aside.getByText(/2 changes of yours did not reach the server/).waitFor();
  await aside.getByRole("button", { name: "Look at them" }).click();
  const dialog = anna.page.getByRole("dialog", { name: "Changes that did not reach the server" });
  // Her own work, and not what the restore took back.
  await dialog.getByText("Written offline").waitFor();
  expect(await dialog.getByText("Sorts by street").count()).toBe(0);
  await dialog.getByRole("button", { name: "Remove here, too: Pays", exact: true }).waitFor();
  expect(await violations(anna.page)).toEqual([]);

  await dialog.getByRole("button", { name: "Put back: Written offline" }).click();
  await dialog.getByText("In the map").waitFor();
  await anna.page.keyboard.press("Escape");
  await cardOf(anna.page, "tracking").getByText("Written offline").waitFor();
  await waitForSaved(anna.page);
  expect(await titles(map)).toEqual(["Pays", "Written offline", "Takes the parcel", "Sorts parcels"]);

  // It waits for her over a reload, until she discards it.
  await anna.page.reload();
  await aside.getByRole("button", { name: "Discard" }).click();
  await aside.waitFor({ state: "detached" });
  await anna.page.reload();
  await waitForSaved(anna.page);
  expect(await aside.count()).toBe(0);
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("E39 a viewer on a phone looks at a version and downloads it, and is offered nothing that changes the map", async () => {
  const map = await newMap();
  const { id: version } = await studio.api<{ id: string }>("POST", `/maps/${map}/versions`, { name: "Start" });
  await studio.api("POST", `/maps/${map}/commands`, [
    { command: "patchTouchpoint", args: { id: "tracking", fields: { title: "Tracks the van" } } },
  ]);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const vera = await openGuest(browser, studio, map, "viewer", "Vera", phone);
  await vera.page.goto(`${studio.url}/maps/${map}/history`);
  const row = historyOf(vera.page).getByRole("link", { name: /Start/ });
  await row.waitFor();
  expect(await vera.page.getByLabel("Name this moment").count()).toBe(0);
  expect(await violations(vera.page)).toEqual([]);
  await vera.page.getByRole("button", { name: "More for Start" }).tap();
  expect(await vera.page.getByRole("menuitem").allInnerTexts()).toEqual(["Download journey file"]);
  const download = vera.page.waitForEvent("download");
  await vera.page.getByRole("menuitem").tap();
  expect((await download).suggestedFilename()).toMatch(/^Start.*\.json$/);

  await row.tap();
  await vera.page.getByText(/You are looking at “Start”\. 1 thing is different/).waitFor();
  await vera.page.locator("[data-preview]").getByText("Looks up when it comes").first().waitFor();
  expect(await vera.page.getByRole("button", { name: "Restore this version" }).count()).toBe(0);
  expect(await violations(vera.page)).toEqual([]);
  // What others change meanwhile shows in the list.
  await studio.api("POST", `/maps/${map}/commands`, [{ command: "addStage", args: { title: "Afterwards" } }]);
  await vera.page.getByRole("region", { name: "Added since" }).getByText("Afterwards").waitFor();
  expect((await studio.api<{ kind: string }[]>("GET", `/maps/${map}/versions`)).length).toBe(1);
  await vera.page.goto(`${studio.url}/maps/${map}/history/${version}x`);
  await vera.page.getByText("This version cannot be shown").waitFor();
  expect(vera.troubles.filter((line) => !line.includes("404"))).toEqual([]);
  await vera.close();
});

test("E45 all that a restore left behind is put back at once, the history is narrowed, a version's lines lead to the canvas, and it becomes a map", async () => {
  const map = await newMap();
  const { id: version } = await studio.api<{ id: string }>("POST", `/maps/${map}/versions`, { name: "Start" });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const { page } = ada;
  await page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(page);
  await page.locator("html[data-late-parts=here]").waitFor({ state: "attached" });
  await ada.context.setOffline(true);
  await studio.kill();
  await renameCard(page, "tracking", "Written offline");
  await renameCard(page, "handover", "Signs for it");
  await cardOf(page, "checkout").click();
  await page.keyboard.press("Delete");
  await waitForPill(page, /^Offline – 3 changes kept here$/);
  await studio.restart();
  await studio.api("POST", `/maps/${map}/versions/${version}/restore`);
  await ada.context.setOffline(false);

  // Everything at once, and each of it in the map then.
  const aside = page.getByRole("region", { name: "Unsaved changes" });
  await aside.getByRole("button", { name: "Look at them" }).click({ timeout: 45_000 });
  const dialog = page.getByRole("dialog", { name: "Changes that did not reach the server" });
  await dialog.getByRole("button", { name: "Put all back" }).click();
  await dialog.getByText("Everything in this copy is in the map. You can discard it.").waitFor();
  expect(await dialog.getByRole("button", { name: "Put all back" }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await waitForSavedAgain(page);
  expect(await titles(map)).toEqual(["Written offline", "Signs for it", "Sorts parcels"]);
  await aside.getByRole("button", { name: "Discard" }).click();
  await aside.waitFor({ state: "detached" });
  await studio.api("POST", `/maps/${map}/commands`, [
    { command: "addTouchpoint", args: { id: "rating", stage: "door", lane: "customer", title: "Rates it" } },
  ]);

  await page.goto(`${studio.url}/maps/${map}/history`);
  const rows = historyOf(page).getByRole("listitem");
  await historyOf(page)
    .getByRole("link", { name: /Before a restore/ })
    .waitFor();
  expect(await rows.count()).toBeGreaterThan(1);
  await page.getByRole("button", { name: "Only named" }).click();
  await eventually(async () => expect(await rows.count()).toBe(1));
  await historyOf(page).getByRole("link", { name: /Start/ }).click();

  // A card that is out of view comes into it.
  const preview = page.locator("[data-preview]");
  await cardOf(page, "handover").waitFor();
  for (let steps = 0; steps < 4; steps += 1) await preview.getByRole("button", { name: "Zoom in" }).click();
  const isInView = async (id: string) => {
    const [canvas, card] = [await preview.boundingBox(), await cardOf(page, id).boundingBox()];
    return canvas !== null && card !== null && card.x >= canvas.x && card.x + card.width <= canvas.x + canvas.width;
  };
  const line = (region: string, name: RegExp) =>
    page.getByRole("region", { name: region }).getByRole("listitem").filter({ hasText: name });
  for (const [region, name, id] of [
    ["Changed since", /Signs for it/, "handover"],
    ["Removed since", /Pays.*touchpoint/s, "checkout"],
  ] as const) {
    await eventually(async () => expect(await isInView(id)).toBe(false));
    await line(region, name).getByRole("button").click();
    await eventually(async () => expect(await isInView(id)).toBe(true));
  }
  expect(await violations(page)).toEqual([]);
  // What came since is on the map itself.
  await line("Added since", /Rates it/)
    .getByRole("link")
    .click();
  await page.waitForURL(`${studio.url}/maps/${map}`);
  await inspectorOf(page)
    .getByRole("heading", { name: /touchpoint/i })
    .first()
    .waitFor();
  await page.goBack();

  await historyOf(page).getByRole("button", { name: "More for Start" }).click();
  await page.getByRole("menuitem", { name: "Make a new map of it" }).click();
  await page.getByText("This is a new map, made of that version.").waitFor();
  await cardOf(page, "tracking").getByText("Looks up when it comes").waitFor();
  const made = new URL(page.url()).pathname.split("/")[2] ?? "";
  expect(made).not.toBe(map);
  expect(await titles(made)).toEqual(parcelMap.touchpoints.map(({ title }) => title));
  expect((await studio.api<Journey>("GET", `/maps/${made}`)).title).toBe("Parcel to the door (Start)");
  expect(await titles(map)).toContain("Written offline");
  expect(ada.troubles).toEqual([]);
  await ada.close();
});
