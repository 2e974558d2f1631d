import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { freePort } from "../services/freePort.ts";
import { firstWorkspace, openInvited, troublesOf } from "./driver/account.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { waitForSaved } from "./driver/mapPage.ts";
import { openMailbox } from "./driver/mailbox.ts";
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

interface At {
  page: Page;
  url: string;
  workspace: string;
  map: string;
}

const dialogOf = (page: Page) => page.getByRole("dialog");

/** The pages about people, and how whoever owns the studio comes to each. */
const screens: Record<string, (at: At) => Promise<void>> = {
  "account menu": async ({ page, url }) => {
    await page.goto(url);
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Studio" }).waitFor();
  },
  "workspace menu": async ({ page, url }) => {
    await page.goto(url);
    await page.getByRole("button", { name: /^Workspace:/ }).click();
    await page.getByRole("menuitem", { name: "New workspace" }).click();
    await dialogOf(page).waitFor();
  },
  account: async ({ page, url }) => {
    await page.goto(`${url}/account`);
    await page.getByRole("list", { name: "Signed in on" }).waitFor();
    await page.getByText("You have no token.").waitFor();
  },
  "second step": async (at) => {
    await screens.account?.(at);
    await at.page.getByRole("button", { name: "Set up" }).click();
    await dialogOf(at.page).getByRole("textbox", { name: "Your password" }).fill("correct horse battery staple");
    await dialogOf(at.page).getByRole("button", { name: "Go on" }).click();
    await at.page.getByLabel("Key", { exact: true }).waitFor();
  },
  "new token": async (at) => {
    await screens.account?.(at);
    await at.page.getByRole("button", { name: "New token" }).click();
    await dialogOf(at.page).waitFor();
  },
  erasing: async (at) => {
    await screens.account?.(at);
    await at.page.getByRole("button", { name: "Erase my account" }).click();
    await dialogOf(at.page).waitFor();
  },
  members: async ({ page, url, workspace }) => {
    await page.goto(`${url}/workspaces/${workspace}`);
    await page.getByLabel("Role of Grace").waitFor();
    await page.getByRole("list", { name: "Invited" }).waitFor();
  },
  "workspace settings": async ({ page, url, workspace }) => {
    await page.goto(`${url}/workspaces/${workspace}/settings`);
    await page.getByLabel("Name of the workspace").waitFor();
  },
  "workspace log": async ({ page, url, workspace }) => {
    await page.goto(`${url}/workspaces/${workspace}/audit`);
    await page.getByRole("listitem").filter({ hasText: "invited" }).first().waitFor();
  },
  "no such workspace": async ({ page, url }) => {
    await page.goto(`${url}/workspaces/nowhere`);
    await page.getByRole("heading", { name: "This workspace is not here for you" }).waitFor();
  },
  "the studio's people": async ({ page, url }) => {
    await page.goto(`${url}/studio`);
    await page.getByRole("button", { name: "More for Grace" }).click();
    await page.getByRole("menu").waitFor();
  },
  "how people join": async ({ page, url }) => {
    await page.goto(`${url}/studio/sign-up`);
    await page.getByRole("radio", { name: /address of ours/ }).check();
    await page.getByLabel("They join the workspace").waitFor();
  },
  "the studio's log": async ({ page, url }) => {
    await page.goto(`${url}/studio/audit`);
    await page.getByRole("listitem").filter({ hasText: "made the studio their own" }).waitFor();
  },
  "sharing with people": async ({ page, url, map }) => {
    await page.goto(`${url}/maps/${map}`);
    await waitForSaved(page);
    await page.getByRole("button", { name: "Share" }).click();
    await dialogOf(page).getByText("grace@example.com").waitFor();
  },
};

/** What is shown to who is not signed in. */
const doors: Record<string, (page: Page, url: string) => Promise<void>> = {
  "sign in": async (page, url) => {
    await page.goto(`${url}/sign-in?error=sso_closed`);
    await page.getByRole("button", { name: "Forgot the password?" }).waitFor();
  },
  "by mail": async (page, url) => {
    await page.goto(`${url}/sign-in`);
    await page.getByRole("button", { name: "Forgot the password?" }).click();
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  },
  "a link to sign in": async (page, url) => {
    await page.goto(`${url}/sign-in/link#not-a-real-one`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
  },
  "a new password": async (page, url) => {
    await page.goto(`${url}/password#not-a-real-one`);
    await page.getByRole("textbox", { name: "New password" }).waitFor();
  },
  "an invitation that ended": async (page, url) => {
    await page.goto(`${url}/invitation#not-a-real-one`);
    await page.getByRole("heading", { name: "This invitation does not lead anywhere" }).waitFor();
  },
  joining: async (page, url) => {
    await page.goto(`${url}/sign-up`);
    await page.getByRole("heading", { name: "This studio is by invitation" }).waitFor();
  },
};

test.each([
  { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const)(
  "E10 axe finds no violation of WCAG 2.2 AA on the pages about people, and nothing is wider than the window ($colorScheme, $viewport.width)",
  async (options) => {
    const mailbox = await openMailbox();
    onTestFinished(() => mailbox.close());
    const port = String(await freePort());
    const studio = await openStudio({
      env: { KEPT_SMTP_URL: mailbox.url, KEPT_PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: port },
    });
    onTestFinished(() => studio.close());
    const { url } = studio;
    const found: Record<string, unknown> = {};
    const look = async (name: string, page: Page) => {
      const violations = await axeViolations(page);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (violations.length > 0 || tooWide > 0) found[name] = { violations, tooWide };
    };

    const ada = await openPerson(browser, "Ada", options);
    await claimStudio(ada, studio);
    const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
    const workspace = await firstWorkspace(ada, studio);
    await ada.page.goto(`${url}/workspaces/${workspace}`);
    await inviteByMail(ada.page, "grace@example.com");
    const link = await mailbox.linkTo("grace@example.com", "/invitation");
    const stranger = await openPerson(browser, "Eve", options);
    await stranger.page.goto(link);
    await stranger.page.getByLabel("Your name").waitFor();
    await look("an invitation", stranger.page);
    const grace = await openInvited(browser, link, "Grace", options);
    await look("home of an editor", grace.page);
    await ada.page.reload();
    await inviteByMail(ada.page, "somebody.with.a.remarkably.long.address@customer-experience.northern.example.com");

    for (const [name, reach] of Object.entries(doors)) {
      await reach(stranger.page, url);
      await look(name, stranger.page);
    }
    const phoneOnly = options.viewport.width < 500;
    for (const [name, reach] of Object.entries(screens)) {
      // On a phone sharing is in the map's menu.
      if (phoneOnly && name === "sharing with people") continue;
      await reach({ page: ada.page, url, workspace, map });
      await look(name, ada.page);
    }
    const guest = await openGuest(browser, studio, map, "viewer", "Vera", options);
    await guest.page.goto(`${url}/account`);
    await guest.page.getByRole("button", { name: "Leave and be forgotten" }).waitFor();
    await look("being a guest", guest.page);

    expect(found).toEqual({});
    expect(troublesOf(ada, grace, stranger, guest)).toEqual([]);
    await Promise.all([ada, grace, stranger, guest].map((person) => person.close()));
  },
);

async function inviteByMail(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByText(`An invitation is on its way to ${email}.`).waitFor();
}
