import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { inspectorOf, waitForLateParts, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { openGuest, openPerson } from "./driver/person.ts";
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

async function newMap(more: object = {}): Promise<string> {
  return (await studio.api<{ id: string }>("POST", "/maps", { journey: { ...parcelMap, ...more } })).id;
}

async function openPlays(page: Page) {
  await waitForSaved(page);
  await page.getByRole("button", { name: /^Plans B/ }).click();
  return inspectorOf(page);
}

const playsOf = async (map: string) => (await studio.api<Journey>("GET", `/maps/${map}`)).plays ?? [];

/** Opens a group by its name. */
async function unfold(page: Page, name: string): Promise<void> {
  await inspectorOf(page).locator("summary").filter({ hasText: name }).first().click();
}

async function write(page: Page, label: string, text: string): Promise<void> {
  const field = inspectorOf(page).getByLabel(label, { exact: true });
  await field.fill(text);
  await field.blur();
}

test("E22 a team makes a plan B from a template, and its readiness leads to what is missing", async () => {
  const map = await newMap();
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  const { page } = anna;
  const panel = await openPlays(page);
  await panel.getByText("No plans B yet.").waitFor();
  await panel.getByRole("button", { name: "From template" }).click();
  await unfold(page, "Delay over 3 hours");
  await panel.getByText("Offer the choice of the next services").waitFor();
  await panel.getByRole("button", { name: "Use this template" }).click();

  // Model part E from what the template has, then from what is added to it.
  const readiness = panel.getByRole("region", { name: "Readiness" });
  await readiness.getByText("Capped at 40: owner missing: nobody starts it.").waitFor();
  await readiness.getByRole("button", { name: /^Owner missing/ }).press("Enter");
  await page.keyboard.type("Duty manager");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Station manager");
  await page.keyboard.press("Enter");
  await readiness.getByText("Capped at 60: no authority").waitFor();
  await unfold(page, "Authority");
  await write(page, "Limit", "400");
  await write(page, "Past remedies: what each cost", "250 × 725\n400 × 242\n600 × 33");
  await panel.getByText("covers 96.7% of 1000 past remedies").waitFor();
  await readiness.getByText("Capped at 80: never rehearsed.").waitFor();
  await readiness.getByText("Ready on paper").waitFor();
  const foundations = readiness.getByRole("button", { name: /^Foundations/ });
  await foundations.click();
  await readiness.getByRole("button", { name: "Never rehearsed", exact: true }).click();
  await panel.getByRole("button", { name: "Add a past rehearsal" }).click();
  await panel.getByLabel("Day", { exact: true }).fill("2024-06-01");
  await panel.getByRole("button", { name: "Add rehearsal" }).click();
  await readiness.getByText("Ready to use").waitFor();

  // 10 + 5 + 10 + 5 + 15 · 0.967 + 35 + 10 + 0 of the parts.
  await readiness.getByRole("button", { name: /^Readiness: / }).click();
  const opened = page.getByRole("dialog", { name: "How Readiness is computed" });
  await opened.getByText("min(89.5, 100)").waitFor();
  await opened.getByText("14.5 of 15").waitFor();
  await page.keyboard.press("Escape");
  await eventually(async () => {
    const [play] = await playsOf(map);
    expect(play).toMatchObject({
      owner: "Duty manager",
      deputy: "Station manager",
      rehearsals: [{ on: "2024-06-01" }],
    });
  });
  await unfold(page, "Trigger");
  await panel.getByLabel(/^Try it: delay is/).fill("180");
  await panel.getByText("does not start.").waitFor();
  await panel.getByLabel(/^Try it: delay is/).fill("181");
  await panel.getByText("starts.", { exact: false }).first().waitFor();
  await panel.getByText("“Food and drink voucher, without being asked”").waitFor();

  // Advice at the step, which is written all the same.
  await panel.locator("summary").filter({ hasText: "Offer the choice" }).click();
  await write(page, "What to say", "My manager will call you");
  await panel.getByText("Say what you yourself will do.").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await axeViolations(page)).toEqual([]);
  await panel.getByRole("button", { name: "All plans B" }).click();
  await panel.getByRole("button", { name: "From template" }).click();
  await unfold(page, "Outage");
  expect(await axeViolations(page)).toEqual([]);
  expect(anna.troubles).toEqual([]);
  await anna.close();
});

test("E22 a plan B is taken over from another map as one step, with the channels that are here", async () => {
  const rich = {
    id: "late",
    title: "Parcel late",
    owner: "Depot lead",
    authorityLimit: 25,
    steps: [
      { phase: "acknowledge", text: "Say sorry in the app", channel: "app" },
      { phase: "fix", text: "Send a courier", channel: "post" },
    ],
    rehearsals: [{ on: "2024-05-01" }],
  };
  const from = await newMap({
    title: "Another trip",
    channels: [
      { id: "app", name: "App" },
      { id: "post", name: "Letter" },
    ],
    plays: [rich],
  });
  const hidden = await newMap({ title: "Hidden", plays: [{ id: "x", title: "Not for everybody" }] });
  const into = await newMap({ channels: [{ id: "app", name: "APP", online: true }] });
  // The owner of the studio, who may open all three.
  const ada = await openPerson(browser, "Ada");
  await ada.page.goto(studio.ownerLink);
  await ada.page.getByLabel("Your name").fill("Ada");
  await ada.page.getByLabel("E-mail").fill("ada@example.com");
  await ada.page.getByRole("textbox", { name: "Password" }).fill("correct horse battery staple");
  await ada.page.getByRole("button", { name: "Open the studio" }).click();
  await ada.page.waitForURL(`${studio.url}/`);
  await ada.page.goto(`${studio.url}/maps/${into}`);
  const panel = await openPlays(ada.page);
  await panel.getByRole("button", { name: "From library" }).click();
  await panel.getByLabel("Find among all maps").fill("parcel late");
  const offered = panel.getByRole("group", { name: "Parcel late" });
  await offered.getByText("Another trip · Depot lead").waitFor();
  await offered.getByRole("button", { name: "Take it over" }).click();
  await panel.getByRole("region", { name: "Readiness" }).waitFor();
  await eventually(async () => {
    const plays = await playsOf(into);
    expect(plays).toHaveLength(1);
    const { id, steps, ...rest } = plays[0]!;
    const { id: theirs, steps: _steps, ...wanted } = rich;
    expect(id).not.toBe(theirs);
    expect(rest).toEqual(wanted);
    expect(steps).toEqual([rich.steps[0], { phase: "fix", text: "Send a courier" }]);
  });
  await ada.page.keyboard.press("Control+z");
  await eventually(async () => expect(await playsOf(into)).toEqual([]));
  expect(ada.troubles).toEqual([]);
  await ada.close();

  const guest = await openGuest(browser, studio, from, "editor", "Gus");
  const guestPanel = await openPlays(guest.page);
  await guestPanel.getByRole("button", { name: "From library" }).click();
  await guestPanel.getByText("No other map that you may open has a plan B yet.").waitFor();
  expect(hidden).not.toBe(from);
  await guest.close();
});

test("E22 a plan B fits a page of paper, and a viewer reads all of it and changes nothing", async () => {
  const map = await newMap({
    plays: [
      {
        id: "late",
        title: "Parcel late",
        trigger: { metric: "delay", operator: ">", threshold: 24, unit: "h", automatic: true },
        owner: "Depot lead",
        authorityLimit: 25,
        currency: "EUR",
        stopWhen: "The parcel is there",
        alternatives: [{ asked: "A courier now", nearest: "A courier this evening" }],
        steps: [
          { phase: "acknowledge", text: "Tell before they ask", script: "I am sorry. Thank you.", withinMinutes: 10 },
          { phase: "fix", text: "Send it again" },
          { phase: "followUp", text: "Ask whether it came", afterDays: 3 },
        ],
      },
    ],
  });
  const vera = await openGuest(browser, studio, map, "viewer", "Vera", { viewport: { width: 390, height: 844 } });
  const { page } = vera;
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.reload();
  await page.getByText("Pays", { exact: true }).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("plans B");
  await page.getByRole("option", { name: /plans B/ }).click();
  const panel = inspectorOf(page);
  await panel.getByRole("button", { name: /^Parcel late/ }).click();
  await panel.getByText("Send it again").waitFor();
  for (const name of ["Add step", "Duplicate", "Delete plan B"])
    expect(await panel.getByRole("button", { name }).count()).toBe(0);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);

  await panel.getByRole("button", { name: "Print" }).click();
  await page.emulateMedia({ media: "print" });
  const sheet = page.getByRole("article").filter({ hasText: "They ask for" });
  await sheet.getByRole("heading", { name: "Parcel late" }).waitFor();
  await sheet.getByText("Starts by itself when delay is more than 24 h").waitFor();
  expect(await page.getByRole("banner").isVisible()).toBe(false);
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(vera.troubles).toEqual([]);
  await vera.close();
});

test("PB24 plans B are opened, judged and changed for the first time without a connection", async () => {
  const map = await newMap({ plays: [{ id: "late", title: "Parcel late", owner: "Depot lead" }] });
  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  await waitForLateParts(anna.page);
  await anna.context.setOffline(true);
  await anna.page.getByRole("button", { name: /^Plans B/ }).click();
  const panel = inspectorOf(anna.page);
  await panel.getByRole("button", { name: /^Parcel late\s*10/ }).click();
  await panel.getByText("Capped at 40: trigger missing: nobody knows when it starts.").waitFor();
  await panel.locator("summary").filter({ hasText: "Trigger" }).first().click();
  await write(anna.page, "When, in words", "It is not there by noon");
  await panel.getByText("Capped at 50", { exact: false }).waitFor();
  await anna.context.setOffline(false);
  await eventually(async () => expect((await playsOf(map))[0]?.trigger).toEqual({ text: "It is not there by noon" }));
  await anna.close();
});
