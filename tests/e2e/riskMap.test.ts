import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeInLightAndDark } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { inspectorOf, mustBox, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { openGuest } from "./driver/person.ts";
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

const call = {
  id: "call",
  title: "Call before the customer does",
  owner: "Shift lead",
  trigger: { text: "The hour has passed", automatic: true },
  authorityLimit: 20,
  currency: "EUR",
  pastRemedyCosts: [10, 20],
  steps: [
    { phase: "acknowledge", text: "I am sorry that it is late", withinMinutes: 10 },
    { phase: "fix", text: "Bring it tonight", cost: 6 },
  ],
} as const;

const journey = {
  ...parcelMap,
  weakSpots: [
    {
      id: "late",
      touchpoint: "handover",
      title: "The parcel comes late",
      severity: 6,
      occurrence: 8,
      detection: 8,
      failures: 120,
      passages: 400,
      lossPerCase: 15,
      plays: ["call"],
    },
    {
      id: "broken",
      touchpoint: "handover",
      title: "It is broken",
      severity: 9,
      occurrence: 8,
      detection: 7,
      prior: 0.3,
    },
    { id: "app", touchpoint: "tracking", title: "=The app is down", severity: 3, occurrence: 2, detection: 2 },
    { id: "open", touchpoint: "checkout", title: "The card is refused" },
  ],
  plays: [call],
} as unknown as Journey;

async function openMap(): Promise<string> {
  return (await studio.api<{ id: string }>("POST", "/maps", { journey })).id;
}

async function openRiskMap(page: Page, map: string, search = ""): Promise<void> {
  await page.goto(`${studio.url}/maps/${map}/risk${search}`);
  await page.locator("[data-mark]").first().waitFor();
}

const spotsOf = (page: Page) => page.locator("[data-spot]").evaluateAll((rows) => rows.map((row) => row.dataset.spot));

test("E21 a viewer comes from the map to its risk map; it moves when plan B is rehearsed, thins, and leads back", async () => {
  const map = await openMap();
  const vera = await openGuest(browser, studio, map, "viewer", "Vera");
  const { page } = vera;
  await waitForSaved(page);
  await page.getByRole("button", { name: "Map menu" }).click();
  await page.getByRole("menuitem", { name: "Open the risk map" }).click();
  const late = page.locator('[data-mark="late"]');
  await late.waitFor();
  expect(await spotsOf(page)).toEqual(["broken", "late", "app", "open"]);
  await page.getByText("Not on the picture, severity unknown").waitFor();

  const before = await mustBox(late);
  const rehearsed = { ...call, rehearsals: [{ on: "2024-05-30" }] };
  await studio.api("POST", `/maps/${map}/commands`, [
    { command: "patchPlay", args: { id: "call", fields: { rehearsals: rehearsed.rehearsals } } },
  ]);
  await eventually(async () => expect((await mustBox(late)).x).toBeLessThan(before.x));

  await page.getByRole("button", { name: "Expected loss", exact: true }).click();
  expect((await spotsOf(page))[0]).toBe("late");
  const saving = page.locator('[data-spot="late"]').getByRole("button", { name: /Cost of plan B/ });
  await saving.click();
  await page.getByText("passages × p × d × cost of its steps in one case").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "No plan B" }).click();
  await eventually(async () => expect(await spotsOf(page)).not.toContain("late"));
  expect(await late.count()).toBe(0);
  const shared = page.url();
  expect(shared).toContain("plan=none");

  const nora = await openGuest(browser, studio, map, "viewer", "Nora");
  await nora.page.goto(shared);
  await nora.page.locator("[data-mark]").first().waitFor();
  expect(await spotsOf(nora.page)).toEqual(await spotsOf(page));
  expect(nora.troubles).toEqual([]);
  await nora.close();

  await page.locator('[data-mark="broken"]').focus();
  await page.getByRole("tooltip").getByText("Needs a plan B").waitFor();
  await page.keyboard.press("Enter");
  await page.locator('[data-node="touchpoint:handover"]').waitFor();
  await inspectorOf(page).getByText("Takes the parcel").first().waitFor();
  await eventually(() => expect(new URL(page.url()).search).toBe(""));
  await page.goBack();
  await page.locator('[data-mark="broken"]').waitFor();
  expect(page.url()).toBe(shared);
  expect(vera.troubles).toEqual([]);
  await vera.close();
});

test("E21 picture and ranking are downloaded as files that stand alone", async () => {
  const map = await openMap();
  const vera = await openGuest(browser, studio, map, "viewer", "Vera");
  const { page } = vera;
  await openRiskMap(page, map);
  const download = async (name: string) => {
    await page.getByRole("button", { name: "Download" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  const svg = await download("Picture as SVG");
  expect(svg.name).toBe("Parcel to the door – risk map.svg");
  expect(svg.bytes.toString()).not.toMatch(/var\(|class=/u);
  const png = await download("Picture as PNG");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(1000);
  const csv = await download("Ranking as CSV");
  expect(csv.name).toBe("Parcel to the door – risk map.csv");
  expect(csv.bytes.toString().split("\r\n")).toHaveLength(6);
  expect(csv.bytes.toString()).toContain(",'=The app is down,");
  expect(vera.troubles).toEqual([]);
  await vera.close();
});

test("E21 axe finds nothing on the risk map, in light and in dark, and nothing is wider than the window", async () => {
  const map = await openMap();
  const colorScheme = "light" as const;
  const empty = (await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap })).id;
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  for (const options of [{ colorScheme }, { colorScheme, ...phone }]) {
    const vera = await openGuest(browser, studio, map, "viewer", "Vera", options);
    await openRiskMap(vera.page, map);
    expect(await axeInLightAndDark(vera.page)).toEqual([]);
    const wider = () => vera.page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(await wider()).toBe(0);
    if ("isMobile" in options) {
      await vera.page.locator('[data-mark="late"]').tap();
      await vera.page
        .getByRole("dialog")
        .getByRole("button", { name: /Takes the parcel/ })
        .waitFor();
      expect(await axeInLightAndDark(vera.page)).toEqual([]);
    }
    expect(vera.troubles).toEqual([]);
    await vera.close();
  }
  const ada = await openGuest(browser, studio, empty, "editor", "Ada", { colorScheme });
  await ada.page.goto(`${studio.url}/maps/${empty}/risk`);
  await ada.page.getByRole("heading", { name: "No weak spots yet" }).waitFor();
  expect(await axeInLightAndDark(ada.page)).toEqual([]);
  await ada.page.getByRole("button", { name: "Find the first weak spot on the map" }).click();
  await inspectorOf(ada.page).getByRole("heading", { name: "Weak spots" }).waitFor();
  expect(ada.troubles).toEqual([]);
  await ada.close();
});
