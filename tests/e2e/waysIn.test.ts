import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { freePort } from "../services/freePort.ts";
import { firstWorkspace, signIn, troublesOf } from "./driver/account.ts";
import { codeOf } from "./driver/authenticator.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { openIdentityProvider } from "./driver/identityProvider.ts";
import { openMailbox } from "./driver/mailbox.ts";
import { claimStudio, openPerson } from "./driver/person.ts";
import { openStudio } from "./driver/studio.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

test("E36 a mailed link signs in once, a forgotten password is replaced, and the organisation's own sign-in leads in", async () => {
  const mailbox = await openMailbox();
  onTestFinished(() => mailbox.close());
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const provider = await openIdentityProvider(address);
  onTestFinished(() => provider.close());
  const env = { KEPT_SMTP_URL: mailbox.url, KEPT_PUBLIC_URL: address, ...provider.env, PORT: port };
  const studio = await openStudio({ env });
  onTestFinished(() => studio.close());
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const workspace = await firstWorkspace(ada, studio);

  const phone = await openPerson(browser, "Ada on the phone", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.page.goto(`${studio.url}/sign-in`);
  await phone.page.getByRole("button", { name: "Mail me a link to sign in" }).tap();
  await phone.page.getByLabel("E-mail").fill("ada@example.com");
  await phone.page.getByRole("button", { name: "Mail me a link" }).tap();
  await phone.page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  const link = await mailbox.linkTo("ada@example.com", "/sign-in/link");
  await phone.page.goto(link);
  await phone.page.getByRole("button", { name: "Sign in" }).waitFor();
  expect(new URL(phone.page.url()).hash).toBe("");
  await phone.page.getByRole("button", { name: "Sign in" }).tap();
  await phone.page.waitForURL(`${studio.url}/`);
  const late = await openPerson(browser, "Eve");
  await late.page.goto(link);
  await late.page.getByRole("button", { name: "Sign in" }).click();
  await late.page.getByRole("alert").waitFor();

  await late.page.goto(`${studio.url}/sign-in`);
  await late.page.getByRole("button", { name: "Forgot the password?" }).click();
  await late.page.getByLabel("E-mail").fill("ada@example.com");
  await late.page.getByRole("button", { name: "Mail me a link" }).click();
  await late.page.goto(await mailbox.linkTo("ada@example.com", "/password"));
  await late.page.getByRole("textbox", { name: "New password" }).fill("quite another password");
  await late.page.getByRole("button", { name: "Set the password" }).click();
  await late.page.getByRole("heading", { name: "Your new password is set" }).waitFor();
  await signIn(ada, studio, "ada@example.com", "quite another password");
  await ada.page.waitForURL(`${studio.url}/`);

  // Nobody new without an invitation: the provider's word alone opens no account.
  const grace = await openPerson(browser, "Grace");
  const throughProvider = async (from = `${studio.url}/sign-in`, { page } = grace, login = "grace@example.com") => {
    await page.goto(from);
    await page.getByRole("button", { name: /^Continue with/ }).click();
    await page.waitForURL((url) => url.origin !== studio.url || url.searchParams.has("error"));
    if (new URL(page.url()).origin === studio.url) return;
    await page.locator("input[name=login]").fill(login);
    await page.locator("input[name=password]").fill("any");
    await page.locator("button[type=submit]").click();
    await page.getByRole("button", { name: "Continue" }).click();
  };
  await throughProvider();
  await grace.page.getByText("There is no account here for your address").waitFor();

  await ada.page.goto(`${studio.url}/workspaces/${workspace}`);
  await ada.page.getByLabel("E-mail").fill("grace@example.com");
  await ada.page.getByRole("button", { name: "Invite", exact: true }).click();
  await ada.page.getByText("An invitation is on its way to grace@example.com.").waitFor();
  await grace.context.clearCookies();
  // The invitation's link leads to what it is to, though signing in there takes it up already.
  await throughProvider(await mailbox.linkTo("grace@example.com", "/invitation"));
  await grace.page.waitForURL(`${studio.url}/?workspace=${workspace}`);
  await grace.page.getByRole("link", { name: /airline/i }).click();
  await grace.page.waitForURL(/\/maps\//);
  const risk = `${grace.page.url()}/risk?of=nothing`;
  await grace.context.clearCookies();
  await throughProvider(risk);
  await grace.page.waitForURL(risk);

  // Where the account has a second step, the provider's first word leads to it, and from there to the same page.
  const { page } = ada;
  await page.goto(`${studio.url}/account`);
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Your password" }).fill("quite another password");
  await dialog.getByRole("button", { name: "Go on" }).click();
  const key = await dialog.getByLabel("Key", { exact: true }).inputValue();
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(key));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await ada.context.clearCookies();
  await throughProvider(risk, ada, "ada@example.com");
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(key, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(risk);
  expect(troublesOf(ada, phone, late)).toEqual([]);
  await Promise.all([ada, phone, late, grace].map((person) => person.close()));
});
