import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { firstWorkspace, troublesOf } from "./driver/account.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { claimStudio, openPerson } from "./driver/person.ts";
import { openStudio } from "./driver/studio.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

test("PP14 home shows one workspace or all, moves a map between them, and makes new ones where one looks", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  await studio.api("POST", "/maps", { journey: parcelMap });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const first = await firstWorkspace(ada, studio);
  const { page } = ada;
  const maps = page.getByRole("list", { name: "Maps" });
  const choose = async (name: string) => {
    await page.getByRole("button", { name: /^Workspace:/ }).click();
    await page.getByRole("menuitemradio", { name }).or(page.getByRole("menuitem", { name })).click();
  };
  await maps.getByText("Parcel to the door").waitFor();
  await choose("New workspace");
  await page.getByLabel("Name of the workspace").fill("Pilot");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("heading", { name: "Pilot" }).waitFor();
  await page.getByRole("list", { name: "Members" }).getByText("ada@example.com").waitFor();

  await page.getByRole("link", { name: "Open its maps" }).click();
  await page.getByRole("heading", { name: "No maps yet" }).waitFor();
  await choose("All workspaces");
  await page.getByRole("button", { name: "More for Parcel to the door" }).click();
  await page.getByRole("menuitem", { name: "Move to…" }).click();
  await page.getByLabel("To the workspace").selectOption({ label: "Pilot" });
  await page.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  await page.getByText("“Parcel to the door” is in “Pilot” now.").waitFor();
  await maps.getByRole("listitem").filter({ hasText: "Parcel to the door" }).filter({ hasText: "· Pilot" }).waitFor();
  await choose("Pilot");
  await eventually(async () => expect(await maps.getByRole("listitem").count()).toBe(1));
  await page.getByRole("button", { name: "New map" }).click();
  await page.getByRole("menuitem", { name: "Blank map" }).click();
  await page.waitForURL(/\/maps\//);
  await page.goBack();
  await eventually(async () => expect(await maps.getByRole("listitem").count()).toBe(2));

  // A workspace that holds maps is not deleted, and its only owner does not leave it.
  await choose("Settings");
  await page.getByText("You are its only owner.").waitFor();
  await page.getByRole("button", { name: "Delete this workspace" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("alert").getByText("The workspace was not deleted").waitFor();
  expect(await studio.api<unknown[]>("GET", `/workspaces/${first}/members`)).toHaveLength(1);
  expect(troublesOf(ada)).toEqual([]);
  await ada.close();
});
