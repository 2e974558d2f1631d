import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeInLightAndDark, axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { axisOf, cardOf, inspectorOf, openExpectation, waitForSaved } from "./driver/mapPage.ts";
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

/** Every screen, and how its owner comes to it. */
const screens: Record<string, (at: At) => Promise<void>> = {
  home: openHome,
  bin: async (at) => {
    await at.page.goto(`${at.url}/?show=bin`);
    await at.page.getByRole("heading", { name: "Bin", exact: true }).waitFor();
  },
  "new from a sample": async (at) => {
    await openHome(at);
    await at.page.getByRole("button", { name: "New map" }).click();
    await at.page.getByRole("menuitem", { name: "From a sample" }).click();
    await at.page.getByRole("dialog").getByText("Airline").first().waitFor();
  },
  "new from a file": async (at) => {
    await openHome(at);
    await at.page.getByRole("button", { name: "New map" }).click();
    await at.page.getByRole("menuitem", { name: "From a journey file" }).click();
    await at.page.getByRole("dialog").waitFor();
  },
  "the sample": async (at) => {
    await openHome(at);
    await at.page.getByRole("link", { name: /airline/i }).click();
    await waitForSaved(at.page);
    await at.page.getByRole("button", { name: /^On-time arrival,/ }).click();
    await inspectorOf(at.page).getByRole("article").first().waitFor();
  },
  map: openMap,
  inspector: async (at) => {
    await openMap(at);
    await cardOf(at.page, "tracking").click();
    await openExpectation(at.page, "It comes in the hour that the app names");
  },
  outline: async (at) => {
    await openMap(at);
    await at.page.getByRole("button", { name: "Outline" }).click();
    await at.page.getByRole("tree").waitFor();
  },
  find: async (at) => {
    await openMap(at);
    await at.page.getByRole("button", { name: "Find and filter" }).click();
    await at.page.getByRole("search").getByRole("textbox").fill("parcel");
  },
  "inspector of a stage": async (at) => {
    await openMap(at);
    await axisOf(at.page, "stage", "waiting").click();
    await inspectorOf(at.page).getByRole("heading", { name: "Stage" }).waitFor();
  },
  "inspector of the map": async (at) => {
    await openMap(at);
    await at.page.keyboard.press("Control+i");
    await inspectorOf(at.page).getByRole("heading").first().waitFor();
  },
  "context menu": async (at) => {
    await openMap(at);
    await cardOf(at.page, "tracking").click({ button: "right" });
    await at.page.getByRole("menu").waitFor();
  },
  "the index explained": async (at) => {
    await openMap(at);
    await at.page.getByRole("banner").getByRole("button", { name: /index/i }).click();
    await at.page.getByText("Expectations", { exact: false }).first().waitFor();
  },
  settings: async (at) => {
    await openMap(at);
    await at.page.getByRole("button", { name: "Map menu" }).click();
    await at.page.getByRole("menuitem", { name: /^Map settings/ }).click();
    await at.page.getByRole("dialog").waitFor();
  },
  share: async (at) => {
    await openMap(at);
    await at.page.getByRole("button", { name: "Share" }).click();
    await at.page
      .getByRole("dialog")
      .getByRole("tab", { name: /^Links/ })
      .click();
    await at.page.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
    await at.page.getByLabel("New link").waitFor();
  },
  palette: async (at) => {
    await openMap(at);
    await at.page.keyboard.press("Control+k");
    await at.page.getByRole("dialog").waitFor();
  },
  keys: async (at) => {
    await openMap(at);
    await at.page.keyboard.press("?");
    await at.page.getByRole("dialog").waitFor();
  },
  "nothing here": async (at) => {
    await at.page.goto(`${at.url}/nowhere`);
    await at.page.getByRole("heading").first().waitFor();
  },
};

test("E10 axe finds no violation of WCAG 2.2 AA on any screen, in light and in dark", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const found: Record<string, string[]> = {};
  const look = async (name: string, page: Page) => {
    found[name] = await axeInLightAndDark(page);
  };

  const owner = await openPerson(browser, "Ada Owner", { colorScheme: "light" });
  await owner.page.goto(studio.ownerLink);
  await owner.page.getByRole("textbox", { name: "Password" }).waitFor();
  await look("claim", owner.page);
  await claimStudio(owner, studio);
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  for (const [name, reach] of Object.entries(screens)) {
    await reach({ page: owner.page, url: studio.url, map });
    await look(name, owner.page);
  }

  const guest = await openPerson(browser, "Vera", { colorScheme: "light" });
  await guest.page.goto(`${studio.url}/sign-in`);
  await guest.page.getByRole("textbox", { name: "Password" }).waitFor();
  await look("sign in", guest.page);
  const { url } = await studio.api<{ url: string }>("POST", `/maps/${map}/links`, { role: "viewer" });
  await guest.page.goto(url);
  await guest.page.getByLabel("Your name").fill("Vera");
  await look("join", guest.page);
  await guest.page.getByRole("button", { name: "Join", exact: true }).click();
  await waitForSaved(guest.page);
  await cardOf(guest.page, "tracking").click();
  await look("map as a viewer", guest.page);

  expect(Object.fromEntries(Object.entries(found).filter(([, violations]) => violations.length > 0))).toEqual({});
  expect([...owner.troubles, ...guest.troubles]).toEqual([]);
  await Promise.all([owner.close(), guest.close()]);
}, 240_000);

test("E11 the content security policy is strict, and the pages keep it", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  await cardOf(anna.page, "tracking").click();
  expect(anna.troubles).toEqual([]);

  const policy = (await fetch(studio.url)).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain("unsafe");
  await anna.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
  });
  expect(await anna.page.evaluate(() => "ran" in window)).toBe(false);
  expect(anna.troubles.join()).toContain("Content Security Policy");
  await anna.close();
});

test("E13 on a phone the map is opened, read and edited", async () => {
  const studio = await openStudio();
  onTestFinished(() => studio.close());
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
  const anna = await openGuest(browser, studio, map, "editor", "Anna", phone);
  const { page } = anna;
  await waitForSaved(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Map menu" }).tap();
  await page.getByRole("menuitem", { name: /outline/i }).tap();
  await page.getByRole("tree").getByText("Looks up when it comes").tap();
  const sheet = inspectorOf(page);
  await sheet.getByRole("textbox", { name: "Title" }).fill("Follows the parcel");
  await sheet.getByRole("textbox", { name: "Title" }).blur();
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.touchpoints?.map(({ title }) => title)).toContain("Follows the parcel");
  });
  // axe reads the words of a card that is half out of view with a gap; all of it in view, it reads as it stands.
  await page.keyboard.press("0");
  await eventually(async () => expect(await axeViolations(page)).toEqual([]));
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

interface At {
  page: Page;
  url: string;
  map: string;
}

async function openHome({ page, url }: At): Promise<void> {
  await page.goto(url);
  await page.getByRole("heading", { name: "Maps", exact: true }).waitFor();
}

async function openMap({ page, url, map }: At): Promise<void> {
  await page.goto(`${url}/maps/${map}`);
  await cardOf(page, "tracking").waitFor();
  await waitForSaved(page);
}
