import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { firstWorkspace, inviteHere, openInvited, signIn, somePassword, troublesOf } from "./driver/account.ts";
import { codeOf } from "./driver/authenticator.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { claimStudio, openPerson } from "./driver/person.ts";
import { openStudio } from "./driver/studio.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

const email = "ada@example.com";
const password = "correct horse battery staple";

test("E31 a second step is set up with an app's codes, asked for at the next sign-in, and a backup code works once", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const { page } = ada;
  await page.goto(`${studio.url}/account`);
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up the second step" });
  await dialog.getByRole("textbox", { name: "Your password" }).fill(password);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByRole("img", { name: /authenticator/ }).waitFor();
  const key = await dialog.getByLabel("Key", { exact: true }).inputValue();
  await dialog.getByLabel("Code", { exact: true }).fill("000000");
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await dialog
    .getByText(/not right|does not fit|wrong/)
    .first()
    .waitFor();
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(key));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await dialog.getByRole("list", { name: "Backup codes" }).waitFor();
  const codes = await dialog.getByRole("list", { name: "Backup codes" }).getByRole("listitem").allInnerTexts();
  expect(new Set(codes).size).toBeGreaterThanOrEqual(8);
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("On: signing in asks for a code").waitFor();

  const signOut = async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${studio.url}/sign-in`);
  };
  const backupCode = async (code: string) => {
    await signIn(ada, studio, email, password);
    await page.getByRole("button", { name: "Use a backup code" }).click();
    await page.getByLabel("Backup code").fill(code);
    await page.getByRole("button", { name: "Go on" }).click();
  };
  await signOut();
  await signIn(ada, studio, email, password);
  // The password alone leads nowhere.
  expect((await ada.context.request.get(`${studio.url}/api/v1/me`)).status()).toBe(401);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(key, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(`${studio.url}/`);

  await signOut();
  await backupCode(codes[0] ?? "");
  await page.waitForURL(`${studio.url}/`);
  await signOut();
  await backupCode(codes[0] ?? "");
  await page.getByRole("alert").waitFor();
  expect((await ada.context.request.get(`${studio.url}/api/v1/me`)).status()).toBe(401);
  await page.getByLabel("Backup code").fill(codes[1] ?? "");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(`${studio.url}/`);
  expect(troublesOf(ada)).toEqual([]);
  await ada.close();
});

test("E33 another device is signed out from the account page, and a token made there works until it is revoked", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const here = await openPerson(browser, "Ada");
  await claimStudio(here, studio);
  const there = await openPerson(browser, "Ada elsewhere");
  await signIn(there, studio, email, password);
  await there.page.getByRole("link", { name: /airline/i }).click();
  await there.page.getByRole("button", { name: "Map menu" }).waitFor();

  const { page } = here;
  await page.goto(`${studio.url}/account`);
  const devices = page.getByRole("list", { name: "Signed in on" });
  await eventually(async () => expect(await devices.getByRole("listitem").count()).toBe(2));
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere else" }).click();
  await eventually(async () => expect(await devices.getByRole("listitem").count()).toBe(1));
  await there.page.getByRole("heading", { name: "You were signed out." }).waitFor();

  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Dashboard");
  await dialog.getByRole("radio", { name: /^Look/ }).check();
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByLabel("Token", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  const call = (method: string, path: string, body?: object) =>
    fetch(`${studio.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  expect((await call("GET", "/maps")).status).toBe(200);
  expect((await call("POST", "/maps", { title: "Not with this one" })).status).toBe(403);

  await page.reload();
  const tokens = page.getByRole("list", { name: "API tokens" });
  await tokens.getByText("Dashboard").waitFor();
  expect(await page.content()).not.toContain(token);
  await tokens.getByRole("button", { name: "Revoke Dashboard" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("You have no token.").waitFor();
  expect((await call("GET", "/maps")).status).toBe(401);
  expect(troublesOf(here, there)).toEqual([]);
  await Promise.all([here.close(), there.close()]);
});

test("E35 an administrator decides how people join, disables an account and erases it", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const { page } = ada;
  await page.goto(`${studio.url}/workspaces/${await firstWorkspace(ada, studio)}`);
  const grace = await openInvited(browser, await inviteHere(page, "grace@example.com", "Editor"), "Grace");
  await grace.page.getByRole("link", { name: /airline/i }).click();
  await grace.page.getByRole("button", { name: "Map menu" }).waitFor();

  await page.goto(`${studio.url}/studio/sign-up`);
  await page.getByRole("radio", { name: /address of ours/ }).check();
  await page.getByLabel("Domains", { exact: true }).fill("@Example.com, example.org");
  await page.getByRole("button", { name: "Keep this" }).click();
  await page.getByText("From now on people join this way.").waitFor();
  await page.reload();
  expect(await page.getByLabel("Domains", { exact: true }).inputValue()).toBe("example.com\nexample.org");

  await page.getByRole("link", { name: "People", exact: true }).click();
  const people = page.getByRole("list", { name: "People" });
  await people.getByText("grace@example.com").waitFor();
  // Nobody else looks after the studio, so nothing that would leave it alone is offered.
  expect(await people.getByRole("button", { name: "More for Ada" }).count()).toBe(0);
  const act = async (name: string) => {
    await people.getByRole("button", { name: "More for Grace" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await act("Disable account");
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await grace.page.getByRole("heading", { name: "You were signed out." }).waitFor();
  await signIn(grace, studio, "grace@example.com", somePassword);
  await grace.page.getByRole("alert").waitFor();

  await people.getByText("Disabled").waitFor();
  await act("Enable account");
  await eventually(async () => expect(await people.getByText("Disabled").count()).toBe(0));
  await signIn(grace, studio, "grace@example.com", somePassword);
  await grace.page.waitForURL(`${studio.url}/`);

  await act("Erase account");
  const dialog = page.getByRole("dialog");
  const erase = dialog.getByRole("button", { name: "Erase for ever" });
  expect(await erase.isDisabled()).toBe(true);
  await dialog.getByLabel("The account’s e-mail address, to be sure").fill("grace@example.com");
  await erase.click();
  await eventually(async () => expect(await people.getByText("grace@example.com").count()).toBe(0));
  await page.getByRole("link", { name: "Log" }).click();
  await page.getByRole("listitem").filter({ hasText: "erased an account" }).waitFor();
  await eventually(async () =>
    expect(await page.getByRole("listitem").filter({ hasText: "Somebody who left" }).count()).toBeGreaterThan(0),
  );
  expect(await page.getByRole("listitem").filter({ hasText: "Grace" }).count()).toBe(0);
  expect(troublesOf(ada, grace)).toEqual([]);
  await Promise.all([ada.close(), grace.close()]);
});
