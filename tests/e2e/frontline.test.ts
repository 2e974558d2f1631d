import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StoredRun } from "../../shared/api/runs.ts";
import { runState } from "../../shared/recovery/runState.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { inspectorOf } from "./driver/mapPage.ts";
import { claimStudio, openPerson } from "./driver/person.ts";
import { playMap } from "./driver/playMap.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

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
  return (await studio.api<{ id: string }>("POST", "/maps", { journey: playMap })).id;
}

function runsOf(map: string): Promise<StoredRun[]> {
  return studio.api<StoredRun[]>("GET", `/maps/${map}/runs`);
}

const press = (page: Page, name: string | RegExp, exact = true) =>
  page.getByRole("button", typeof name === "string" ? { name, exact } : { name }).tap();

/** A guest's phone that came by a link for the team. */
async function openPhone(map: string, play: string, name: string) {
  const { url } = await studio.api<{ url: string }>("POST", `/maps/${map}/links`, { role: "viewer" });
  const address = new URL(url);
  address.searchParams.set("plays", play);
  const person = await openPerson(browser, name, phone);
  await person.page.goto(address.toString());
  await person.page.getByLabel("Your name").fill(name);
  await press(person.page, "Join");
  await person.page.getByRole("button", { name: "It has just happened" }).waitFor();
  return person;
}

test("E23 (F05 F41 F58 F59 F60 F62) a viewer on a phone runs a plan through, and the owner sees it with its times and rating", async () => {
  const map = await newMap();
  const vera = await openPhone(map, "stolen", "Vera");
  const { page } = vera;
  expect(new URL(page.url()).pathname).toBe(`/maps/${map}/plays/stolen`);
  expect(await page.getByText("Ask for when it is needed").count()).toBe(0);
  await press(page, "It was noticed earlier");
  await press(page, "10 min ago");
  await page.getByRole("timer").waitFor();
  await page.getByText(/left of 15 min/).waitFor();

  // Locked until the acknowledgement is ticked.
  await press(page, /^2\. Understand/);
  await page.getByText("The questions appear when that is ticked").waitFor();
  expect(await page.getByText("By when do you need it?").count()).toBe(0);
  await press(page, /^3\. Put it right/);
  expect(await page.getByRole("button", { name: "Done", exact: true }).count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await press(page, "Go there");
  await press(page, "Done");

  await page.getByText("By when do you need it?").waitFor();
  await page.getByLabel("They said").fill("refund");
  await press(page, "Note it");
  await press(page, "Done");

  await press(page, "May I give it?");
  await page.getByText("50 EUR").waitFor();
  await page.getByText("6.90 EUR · You may give it").waitFor();
  await press(page, "Other wish");
  await page.getByLabel("What do they ask for?").fill("charter a jet");
  await press(page, "Find the nearest");
  await page.getByText("Express by the next scheduled flight").waitFor();
  await page.getByRole("button", { name: "I offered this" }).first().tap();
  await press(page, "I gave them something");
  await page.getByLabel("What did you give?").fill("refund + upgrade");
  await press(page, "Note it");
  await page.getByText("met + extra").waitFor();
  await press(page, "Done");
  await press(page, "Done");
  await press(page, "End: ask how it was");
  expect(await page.getByRole("button", { name: "End this run" }).isDisabled()).toBe(true);
  await press(page, "6 of 7");
  await press(page, "End this run");
  await page.getByRole("heading", { name: "What happened" }).waitFor();
  await page.getByText("Sent", { exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const [stored, ...others] = await runsOf(map);
  expect(others).toEqual([]);
  expect(stored?.by.name).toBe("Vera");
  const state = runState(stored!.run);
  expect(Date.parse(state.acknowledgedAt ?? "") - Date.parse(stored!.run.detectedAt)).toBeGreaterThanOrEqual(600_000);
  expect(state.ended?.rating).toBe(6);

  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  await ada.page.goto(`${studio.url}/maps/${map}/plays`);
  await ada.page.getByRole("heading", { name: "Ask again" }).waitFor();
  await ada.page.goto(`${studio.url}/maps/${map}`);
  await ada.page.getByRole("button", { name: /^Plans B/ }).click();
  const panel = inspectorOf(ada.page);
  await panel.getByRole("button", { name: /^Stolen parcel/ }).click();
  await panel.getByText("unknown (1 of 10 runs needed)").waitFor();
  await panel.getByText(/· Vera$/).click();
  await ada.page.getByText("6 of 7", { exact: true }).waitFor();
  await ada.page.getByText(/^10 min/).waitFor();
  await ada.page
    .getByText(/^\d\d:\d\d, in time$/)
    .first()
    .waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
  expect([...vera.troubles, ...ada.troubles]).toEqual([]);
  await Promise.all([vera.close(), ada.close()]);
});

test("E24 a phone that goes offline and reloads still has the plan and goes on; back online the run arrives exactly once", async () => {
  const map = await newMap();
  const vera = await openPhone(map, "stolen", "Vera");
  const { page, context } = vera;
  // The files are kept when the worker is in charge.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await eventually(async () =>
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true),
  );
  await press(page, "It has just happened");
  await page.getByRole("timer").waitFor();
  await page.getByText("Sent", { exact: true }).waitFor();

  await context.setOffline(true);
  await page.reload();
  await page.getByText("Offline", { exact: true }).waitFor();
  await page.getByText("That is a bad surprise", { exact: false }).waitFor();
  await press(page, "Done");
  await page.getByText("Kept on this phone, will be sent").waitFor();
  // Another reload: what was ticked is still ticked.
  await page.reload();
  await page.getByText("By when do you need it?").waitFor();
  await page.getByRole("button", { name: "1. Say sorry, done" }).waitFor();
  await press(page, "Done");
  await page.getByRole("link", { name: "All plans B" }).tap();
  await page.getByText("Kept on this phone, will be sent").waitFor();
  await page.getByRole("link", { name: /A whole round is late/ }).tap();
  await page.getByText("We are sorry: your parcel is late.").waitFor();
  await page.goBack();
  await page.getByRole("link", { name: /Noticed/ }).tap();
  expect((await runsOf(map)).map(({ run }) => run.events.length)).toEqual([0]);

  await context.setOffline(false);
  await eventually(async () => {
    const runs = await runsOf(map);
    expect(runs.map(({ run }) => run.events.map(({ type }) => type))).toEqual([["tick", "tick"]]);
  });
  // The page is the live one again, with the same run.
  await page.getByRole("navigation", { name: "Pages of this map" }).waitFor();
  await page.getByRole("button", { name: "2. Understand, done" }).waitFor();
  await page.getByText("Sent", { exact: true }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "2. Understand, done" }).waitFor();
  expect(await runsOf(map)).toHaveLength(1);
  expect(vera.troubles).toEqual([]);

  // FL13: signing out leaves nothing of it behind.
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole("button", { name: "Account of Vera" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(`${studio.url}/sign-in`);
  const left = await page.evaluate(async () => ({
    items: Object.keys(localStorage).filter((key) => /^kept:(run|plays):/.test(key)),
    caches: (await caches.keys()).filter((name) => name.startsWith("kept-shell-")),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(left).toEqual({ items: [], caches: [], workers: 0 });
  await vera.close();
});
