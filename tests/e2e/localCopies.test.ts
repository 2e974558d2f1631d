import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { cardOf, renameCard, waitForLateParts, waitForPill, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { claimStudio, openGuest } from "./driver/person.ts";
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

/** Puts rows that are no updates between those of the map's copy in this browser. Gives how many copies there were. */
function breakCopies(page: Page, map: string): Promise<number> {
  return page.evaluate(async (id) => {
    const databases = (await indexedDB.databases()).filter(({ name }) => name?.includes(id) === true);
    for (const { name = "" } of databases)
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error("The copy does not open."));
        opening.onsuccess = () => {
          const db = opening.result;
          const writing = db.transaction("updates", "readwrite");
          for (const row of [new Uint8Array([255, 255, 255]), "text", { nothing: true }])
            writing.objectStore("updates").add(row);
          writing.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      });
    return databases.length;
  }, map);
}

test("O7 broken rows in this browser's copy cost themselves: the map opens, and what was offline beside them is sent", async () => {
  const map = await newMap();
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  await waitForLateParts(anna.page);
  await anna.context.setOffline(true);
  await studio.kill();
  await renameCard(anna.page, "tracking", "Written offline");
  await waitForPill(anna.page, /^Offline – 1 change kept here$/);
  expect(await breakCopies(anna.page, map)).toBe(1);
  await anna.page.close({ runBeforeUnload: false });

  await studio.restart();
  await anna.context.setOffline(false);
  const again = await anna.context.newPage();
  await again.goto(`${studio.url}/maps/${map}`);
  await cardOf(again, "tracking").getByText("Written offline").waitFor();
  await waitForSaved(again);
  expect(await titles(map)).toContain("Written offline");
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("O9 two accounts in one browser share nothing: neither sees, sends or clears what the other left unsent", async () => {
  const map = await newMap();
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  const { page, context } = anna;
  await waitForSaved(page);
  await waitForLateParts(page);
  await context.setOffline(true);
  await studio.kill();
  await renameCard(page, "tracking", "Written by Anna");
  await waitForPill(page, /^Offline – 1 change kept here$/);
  await page.close({ runBeforeUnload: false });
  await studio.restart();
  await context.setOffline(false);

  // Somebody else signs in, in the same browser.
  const owner = { ...anna, name: "Ada", page: await context.newPage() };
  await claimStudio(owner, studio);
  await owner.page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(owner.page);
  await cardOf(owner.page, "tracking").getByText("Looks up when it comes").waitFor();
  expect(await titles(map)).not.toContain("Written by Anna");
  await owner.page.goto(`${studio.url}/`);
  await owner.page.getByRole("button", { name: /Ada/ }).click();
  await owner.page.getByRole("menuitem", { name: "Sign out" }).click();
  // Nothing of hers counts as his.
  const question = owner.page.getByRole("dialog", { name: "Sign out" });
  await question.getByText("The maps themselves are safe on the server.").waitFor();
  await question.getByRole("button", { name: "Sign out" }).click();
  // The guest's session of before is still there.
  const whoIsThis = () =>
    owner.page.evaluate(async () => (await (await fetch("/api/v1/me")).json()).user.name as string);
  await owner.page.waitForURL(`${studio.url}/sign-in`);
  expect(await whoIsThis()).toBe("Anna");
  await owner.page.close();

  // What Anna left is hers, and still there.
  const back = await context.newPage();
  await back.goto(`${studio.url}/maps/${map}`);
  await cardOf(back, "tracking").getByText("Written by Anna").waitFor();
  await waitForSaved(back);
  expect(await titles(map)).toContain("Written by Anna");
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("O13 at the first change the browser is asked, once, to keep what is stored here", async () => {
  const map = await newMap();
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await anna.context.addInitScript(() => {
    const asked = { count: 0 };
    Object.assign(window, { asked });
    navigator.storage.persist = async () => {
      asked.count += 1;
      return true;
    };
  });
  await anna.page.reload();
  await waitForSaved(anna.page);
  const asked = () => anna.page.evaluate(() => (window as unknown as { asked: { count: number } }).asked.count);
  expect(await asked()).toBe(0);
  await renameCard(anna.page, "tracking", "First");
  await renameCard(anna.page, "tracking", "Second");
  await waitForSaved(anna.page);
  expect(await asked()).toBe(1);
  await anna.close();
});

test("O10 a tab with changes that are only here asks before it goes, and writes what is being typed first", async () => {
  const map = await newMap();
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  await waitForLateParts(anna.page);
  await anna.context.setOffline(true);
  await studio.kill();
  await cardOf(anna.page, "tracking").click();
  await anna.page.keyboard.press("F2");
  await cardOf(anna.page, "tracking").getByRole("textbox").fill("Half typed");
  const question = anna.page.waitForEvent("dialog");
  await anna.page.close({ runBeforeUnload: true });
  const dialog = await question;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await cardOf(anna.page, "tracking").getByText("Half typed").waitFor();
  await waitForPill(anna.page, /^Offline – 1 change kept here$/);
  await studio.restart();
  await anna.close();
});
