import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { databaseFile, openSqlite } from "../../server/store/database.ts";
import { limits } from "../../shared/limits.ts";
import { firstWorkspace, inviteHere, openInvited, signIn, somePassword, troublesOf } from "./driver/account.ts";
import { codeOf } from "./driver/authenticator.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { claimStudio, openPerson } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

const dialogOf = (page: Page) => page.getByRole("dialog");

/** Sets up the second step on the account page, with a code of so many half minutes from now. @returns the app's key. */
async function setUp(page: Page, ahead: number): Promise<string> {
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("textbox", { name: "Your password" }).fill(somePassword);
  await dialog.getByRole("button", { name: "Go on" }).click();
  const key = await dialog.getByLabel("Key", { exact: true }).inputValue();
  // For an app on the device that shows it, which no camera sees.
  expect(await dialog.getByRole("link", { name: "Open it here" }).getAttribute("href")).toContain(
    key.replaceAll(" ", ""),
  );
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(key, ahead));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("On: signing in asks for a code").waitFor();
  return key;
}

/** Lets every session be one that was signed in to long ago. */
function letTimePass({ dataDir }: Studio): void {
  const sqlite = openSqlite(databaseFile(dataDir));
  const before = new Date(Date.now() - limits.recentSignInMs - 60_000).toISOString();
  sqlite.prepare("UPDATE session SET createdAt = ?").run(before);
  sqlite.close();
}

test("E44 a second step is asked for, wanted for a token and for its own end, and taken away when the phone is lost", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  await ada.page.goto(`${studio.url}/workspaces/${await firstWorkspace(ada, studio)}`);
  const grace = await openInvited(browser, await inviteHere(ada.page, "grace@example.com", "Editor"), "Grace");
  const { page } = grace;
  const dialog = dialogOf(page);
  const signOut = async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await dialog.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${studio.url}/sign-in`);
  };

  await page.goto(`${studio.url}/account`);
  const key = await setUp(page, -1);
  await signOut();
  await signIn(grace, studio, "grace@example.com", somePassword);
  await page.getByLabel("Code", { exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(key));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(`${studio.url}/`);

  // Whoever finds the session open later makes no token without the password.
  letTimePass(studio);
  await page.goto(`${studio.url}/account`);
  await page.getByRole("button", { name: "New token" }).click();
  await dialog.getByLabel("Name").fill("Dashboard");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const password = dialog.getByRole("textbox", { name: "Your password" });
  await password.fill("not the password");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  await dialog.getByText("It is not right.").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await password.fill(somePassword);
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByLabel("Token", { exact: true }).inputValue();
  const asked = await fetch(`${studio.url}/api/v1/maps`, { headers: { authorization: `Bearer ${token}` } });
  expect(asked.status).toBe(200);
  await dialog.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Stop asking for a code" }).click();
  await dialog.getByRole("textbox", { name: "Your password" }).fill(somePassword);
  const code = dialog.getByLabel("Code of your app, or a backup code");
  await code.fill("000000");
  await dialog.getByRole("button", { name: "Stop asking" }).click();
  await dialog.getByText("It is not right, or was used before.").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await code.fill(codeOf(key, 1));
  await dialog.getByRole("button", { name: "Stop asking" }).click();
  await page.getByText("Off: the password is enough.").waitFor();

  // The phone is lost, and the backup codes with it.
  await setUp(page, 0);
  await ada.page.goto(`${studio.url}/studio`);
  await ada.page.getByRole("button", { name: "More for Grace" }).click();
  await ada.page.getByRole("menuitem", { name: "Turn second step off" }).click();
  await dialogOf(ada.page).getByRole("button", { name: "Turn it off" }).click();
  await dialogOf(ada.page).waitFor({ state: "detached" });
  await page.goto(`${studio.url}/account`);
  await page.waitForURL((url) => url.pathname === "/sign-in");
  await signIn(grace, studio, "grace@example.com", somePassword);
  await page.waitForURL(`${studio.url}/`);
  await page.goto(`${studio.url}/account`);
  await page.getByText("Off: the password is enough.").waitFor();
  await ada.page.reload();
  await ada.page.getByRole("button", { name: "More for Grace" }).click();
  await ada.page.getByRole("menuitem", { name: "Disable account" }).waitFor();
  expect(await ada.page.getByRole("menuitem", { name: "Turn second step off" }).count()).toBe(0);
  await ada.page.goto(`${studio.url}/studio/audit`);
  await ada.page.getByRole("listitem").filter({ hasText: "turned the second step off for Grace" }).waitFor();
  expect(troublesOf(ada, grace)).toEqual([]);
  await Promise.all([ada.close(), grace.close()]);
});
