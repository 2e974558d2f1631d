import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { cardOf, renameCard, waitForSaved, waitForSavedAgain } from "./driver/mapPage.ts";
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

/** Runs a command of the built studio on its data folder. */
async function run(command: "backup" | "restore", ...words: string[]): Promise<void> {
  const file = join(import.meta.dirname, "../../dist/server", `${command}.js`);
  const env = { ...process.env, KEPT_DATA_DIR: studio.dataDir };
  await promisify(execFile)(process.execPath, [file, ...words], { env });
}

const copiesOf = (page: Page, map: string) =>
  page.evaluate(
    async (id) => (await indexedDB.databases()).filter(({ name }) => name?.includes(id) === true).length,
    map,
  );

test("E43 what was saved after a backup that is restored is offered by the browsers that still have it, and put back by hand", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const titles = async () =>
    ((await studio.api<Journey>("GET", `/maps/${map}`)).touchpoints ?? []).map(({ title }) => title);
  const [anna, ben, eve] = await Promise.all([
    openGuest(browser, studio, map, "editor", "Anna"),
    openGuest(browser, studio, map, "editor", "Ben"),
    openGuest(browser, studio, map, "editor", "Eve"),
  ]);
  await Promise.all([anna, ben, eve].map(({ page }) => waitForSaved(page)));
  await renameCard(anna.page, "tracking", "Before the backup");
  await waitForSaved(anna.page);
  await cardOf(eve.page, "tracking").getByText("Before the backup").waitFor();
  // Eve has seen no more than the backup holds.
  await eve.page.close();

  const file = join(studio.dataDir, "kept-backup.db");
  await run("backup", file);
  await renameCard(anna.page, "handover", "After the backup");
  await cardOf(ben.page, "handover").getByText("After the backup").waitFor();
  await waitForSaved(anna.page);
  await anna.page.close();
  await studio.kill();
  await run("restore", file, "--replace");
  rmSync(file);
  await studio.restart();

  // Ben's window comes to the map as it was then by itself, and says why.
  await cardOf(ben.page, "handover").getByText("Takes the parcel").waitFor({ timeout: 45_000 });
  await ben.page.getByText("The studio was restored from a backup, and this map went back").first().waitFor();
  await waitForSavedAgain(ben.page);
  const aside = (page: Page) => page.getByRole("region", { name: "Changes made after the backup" });
  await aside(ben.page).waitFor();

  // Anna opens the map anew: all of hers was called saved, and still she gets it back.
  const page = await anna.context.newPage();
  await page.goto(`${studio.url}/maps/${map}`);
  await cardOf(page, "handover").getByText("Takes the parcel").waitFor();
  await waitForSaved(page);
  await aside(page).getByRole("button", { name: "Look at them" }).click();
  const dialog = page.getByRole("dialog", { name: "Changes made after the backup" });
  await dialog.getByText("After the backup", { exact: true }).waitFor();
  expect(await dialog.getByRole("listitem").count()).toBe(1);
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Put back: After the backup" }).click();
  await dialog.getByText("Everything in this copy is in the map.").waitFor();
  await page.keyboard.press("Escape");
  await cardOf(ben.page, "handover").getByText("After the backup").waitFor();
  await waitForSaved(page);
  expect(await titles()).toEqual(["Pays", "Before the backup", "After the backup", "Sorts parcels"]);
  await aside(page).getByRole("button", { name: "Discard" }).click();
  await aside(page).waitFor({ state: "detached" });
  expect(await copiesOf(page, map)).toBe(1);

  // What the map has is not offered, whatever became of it since.
  const back = await eve.context.newPage();
  await back.goto(`${studio.url}/maps/${map}`);
  await cardOf(back, "handover").getByText("After the backup").waitFor();
  await waitForSaved(back);
  await eventually(async () => expect(await copiesOf(back, map)).toBe(1));
  expect(await aside(back).count()).toBe(0);
  expect([...anna.troubles, ...ben.troubles, ...eve.troubles]).toEqual([]);
  await Promise.all([anna, ben, eve].map((person) => person.close()));
});
