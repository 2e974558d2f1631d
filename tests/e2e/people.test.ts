import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { firstWorkspace, inviteHere, openInvited, troublesOf } from "./driver/account.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { cardOf, inspectorOf, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { claimStudio, openGuest, openPerson } from "./driver/person.ts";
import { openStudio } from "./driver/studio.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

test("E30 somebody is invited, accepts in another browser, edits, is made a viewer and is removed, and sees each of it at once", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const workspace = await firstWorkspace(ada, studio);
  await ada.page.goto(`${studio.url}/workspaces/${workspace}`);
  const link = await inviteHere(ada.page, "grace@example.com", "Editor");
  await ada.page.getByRole("list", { name: "Invited" }).getByText("grace@example.com").waitFor();

  const grace = await openInvited(browser, link, "Grace");
  expect(new URL(grace.page.url()).hash).toBe("");
  await grace.page.getByRole("link", { name: "Parcel to the door" }).click();
  await waitForSaved(grace.page);
  await cardOf(grace.page, "tracking").click();
  await inspectorOf(grace.page).getByRole("textbox", { name: "Title" }).fill("Follows the parcel");
  await inspectorOf(grace.page).getByRole("textbox", { name: "Title" }).blur();
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.touchpoints?.map(({ title }) => title)).toContain("Follows the parcel");
  });

  await ada.page.reload();
  await ada.page.getByRole("list", { name: "Members" }).getByText("grace@example.com").waitFor();
  expect(await ada.page.getByRole("list", { name: "Invited" }).count()).toBe(0);
  await ada.page.getByLabel("Role of Grace").selectOption({ label: "Viewer" });
  await grace.page.getByText("View only").waitFor();
  await grace.page.getByText("From now on you can only look at this map.").waitFor();
  expect(await grace.page.getByRole("button", { name: /^Add / }).count()).toBe(0);
  await cardOf(grace.page, "tracking").click();
  expect(await inspectorOf(grace.page).getByRole("textbox").count()).toBe(0);

  await ada.page.getByRole("button", { name: "Remove Grace" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await grace.page.getByRole("heading", { name: "This map is no longer here for you." }).waitFor();
  await grace.page.getByRole("link", { name: "Go to my maps" }).click();
  await grace.page.getByRole("heading", { name: "No maps yet" }).waitFor();
  expect(troublesOf(ada, grace)).toEqual([]);
  await Promise.all([ada.close(), grace.close()]);
});

test("E46 a member who may not share a map reads who may open it, and to a guest that is not offered", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  await ada.page.goto(`${studio.url}/workspaces/${await firstWorkspace(ada, studio)}`);
  const grace = await openInvited(browser, await inviteHere(ada.page, "grace@example.com", "Viewer"), "Grace");
  const { page } = grace;
  await page.goto(`${studio.url}/maps/${map}`);
  await page.getByText("View only").waitFor();
  await page.getByRole("button", { name: "Map menu" }).click();
  await page.getByRole("menuitem", { name: "Who may open it" }).click();
  const dialog = page.getByRole("dialog", { name: "Who may open this map" });
  const rows = dialog.getByRole("list", { name: "Who may open it" }).getByRole("listitem");
  await eventually(async () => expect(await rows.count()).toBe(2));
  expect(await rows.filter({ hasText: "ada@example.com" }).innerText()).toContain("Owner");
  expect(await rows.filter({ hasText: "You" }).innerText()).toContain("Viewer");
  expect(await dialog.locator("input, select, a").count()).toBe(0);
  expect(await dialog.getByRole("button").count()).toBe(1);
  expect(await axeViolations(page)).toEqual([]);

  const guest = await openGuest(browser, studio, map, "editor", "Ben");
  await waitForSaved(guest.page);
  await guest.page.getByRole("button", { name: "Map menu" }).click();
  await guest.page.getByRole("menuitem", { name: /Version history/ }).waitFor();
  expect(await guest.page.getByRole("menuitem", { name: /Who may open it|Share/ }).count()).toBe(0);
  expect(troublesOf(ada, grace, guest)).toEqual([]);
  await Promise.all([ada, grace, guest].map((person) => person.close()));
});

test("E32 links that edit, comment and look, one with a password, let guests in as far as they say, on a phone too", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  await ada.page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(ada.page);
  await ada.page.getByRole("button", { name: "Share" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Share this map" });
  await dialog.getByRole("tab", { name: /^Links/ }).click();
  const make = async (role: string, password = "") => {
    await dialog.getByLabel("Guests can").selectOption({ label: role });
    await dialog.getByRole("textbox", { name: "Password, if wanted" }).fill(password);
    const before = await dialog.getByRole("listitem").count();
    await dialog.getByRole("button", { name: "Make a link" }).click();
    await eventually(async () => expect(await dialog.getByRole("listitem").count()).toBe(before + 1));
    return dialog.getByLabel("New link").inputValue();
  };
  const links = {
    edit: await make("edit"),
    comment: await make("comment"),
    look: await make("only look", "open sesame now"),
  };

  const join = async (link: string, name: string, phone = false) => {
    const guest = await openPerson(
      browser,
      name,
      phone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {},
    );
    await guest.page.goto(link);
    await guest.page.getByLabel("Your name").fill(name);
    return guest;
  };
  const ben = await join(links.edit, "Ben");
  await ben.page.getByText("You can edit this map").waitFor();
  await ben.page.getByRole("button", { name: "Join", exact: true }).click();
  await waitForSaved(ben.page);
  expect(await ben.page.getByText("View only").count()).toBe(0);

  const cleo = await join(links.comment, "Cleo");
  await cleo.page.getByText("say what you think").waitFor();
  await cleo.page.getByRole("button", { name: "Join", exact: true }).click();
  await waitForSaved(cleo.page);
  await cardOf(cleo.page, "tracking").click();
  expect(await inspectorOf(cleo.page).getByRole("textbox", { name: "Title" }).count()).toBe(0);

  const dora = await join(links.look, "Dora", true);
  // The title of a map behind a password is not told.
  await dora.page.getByRole("heading", { name: "Join a map" }).waitFor();
  await dora.page.getByRole("textbox", { name: "Password of the link" }).fill("open sesame");
  await dora.page.getByRole("button", { name: "Join", exact: true }).click();
  await dora.page.getByText("is not right").waitFor();
  await dora.page.getByRole("textbox", { name: "Password of the link" }).fill("open sesame now");
  await dora.page.getByRole("button", { name: "Join", exact: true }).click();
  await dora.page.waitForURL(`${studio.url}/maps/${map}`);
  await waitForSaved(dora.page);
  expect(await dora.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const ended = dialog.getByRole("listitem").filter({ hasText: "Guests can edit" });
  await eventually(async () => {
    await ada.page.getByRole("button", { name: "Close" }).click();
    await ada.page.getByRole("button", { name: "Share" }).click();
    await dialog.getByRole("tab", { name: /^Links/ }).click();
    await ended.getByText("one guest").waitFor({ timeout: 1_000 });
  });
  await ended.getByRole("button", { name: "Revoke" }).click();
  await ben.page.getByRole("heading", { name: "You were signed out." }).waitFor();
  expect(troublesOf(ada, ben, cleo, dora)).toEqual([]);
  await Promise.all([ada, ben, cleo, dora].map((person) => person.close()));
});

test("E34 the log says who did what, is thinned by action, and is nothing for members", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const workspace = await firstWorkspace(ada, studio);
  await ada.page.goto(`${studio.url}/workspaces/${workspace}`);
  const grace = await openInvited(browser, await inviteHere(ada.page, "grace@example.com", "Editor"), "Grace");
  await ada.page.reload();
  await ada.page.getByLabel("Role of Grace").selectOption({ label: "Commenter" });
  await eventually(async () =>
    expect(
      (await studio.api<{ entries: { action: string }[] }>("GET", "/audit")).entries.map(({ action }) => action),
    ).toContain("setMemberRole"),
  );

  await ada.page.goto(`${studio.url}/workspaces/${workspace}/audit`);
  const lines = (words: string) => ada.page.getByRole("listitem").filter({ hasText: words });
  await lines("gave Grace the role commenter").waitFor();
  await lines("invited somebody as editor").waitFor();
  await ada.page.getByLabel("Did what", { exact: true }).selectOption("setMemberRole");
  await eventually(async () => expect(await lines("invited somebody").count()).toBe(0));
  await lines("gave Grace the role commenter").waitFor();
  await ada.page.getByLabel("Who", { exact: true }).selectOption({ label: "Grace (grace@example.com)" });
  await ada.page.getByText("Nothing of that kind happened.").waitFor();

  await grace.page.goto(`${studio.url}/workspaces/${workspace}`);
  await grace.page.getByRole("list", { name: "Members" }).waitFor();
  expect(await grace.page.getByRole("link", { name: "Log" }).count()).toBe(0);
  expect(await grace.page.getByLabel("Role of Ada").count()).toBe(0);
  expect(await grace.page.getByRole("button", { name: "Invite" }).count()).toBe(0);
  await grace.page.goto(`${studio.url}/studio/audit`);
  await grace.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  expect(troublesOf(ada, grace)).toEqual([]);
  await Promise.all([ada.close(), grace.close()]);
});
