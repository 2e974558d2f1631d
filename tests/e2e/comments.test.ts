import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { cardOf, inspectorOf, waitForSaved } from "./driver/mapPage.ts";
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

test("E42 a guest who may comment is heard by the owner, who answers and resolves; a viewer only reads", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  await ada.page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(ada.page);
  await cardOf(ada.page, "tracking").click();
  await inspectorOf(ada.page).getByRole("heading", { name: "Comments", exact: true }).waitFor();

  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const carl = await openGuest(browser, studio, map, "commenter", "Carl", phone);
  await cardOf(carl.page, "tracking").tap();
  const field = inspectorOf(carl.page).getByRole("textbox", { name: "Comment", exact: true });
  await field.fill("Nobody answers this number on Sundays.");
  await inspectorOf(carl.page).getByRole("button", { name: "Comment", exact: true }).click();
  // He may comment and not edit.
  expect(await inspectorOf(carl.page).getByRole("textbox").count()).toBe(1);

  const seen = inspectorOf(ada.page);
  await seen.getByText("Nobody answers this number on Sundays.").waitFor();
  await seen.getByRole("button", { name: "Answer" }).click();
  await seen.getByRole("textbox", { name: "Answer" }).fill("They do since May.");
  await ada.page.keyboard.press("Control+Enter");
  await inspectorOf(carl.page).getByText("They do since May.").waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);

  const vera = await openGuest(browser, studio, map, "viewer", "Vera");
  await cardOf(vera.page, "tracking").click();
  await inspectorOf(vera.page).getByText("They do since May.").waitFor();
  expect(await inspectorOf(vera.page).getByRole("textbox").count()).toBe(0);

  await seen.getByRole("button", { name: "Resolve" }).click();
  await inspectorOf(carl.page).getByRole("button", { name: "Show 1 resolved" }).waitFor();
  for (const person of [ada, carl, vera]) {
    expect(person.troubles).toEqual([]);
    await person.close();
  }
});
