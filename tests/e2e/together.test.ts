import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { axisOf, cardOf, drag, inspectorOf, mustBox, renameCard, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { openGuest, type Person } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

let studio: Studio;
let browser: Browser;
let map: string;
let anna: Person;
let ben: Person;

beforeAll(async () => {
  [studio, browser] = await Promise.all([openStudio(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

beforeEach(async () => {
  ({ id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap }));
  [anna, ben] = await Promise.all([
    openGuest(browser, studio, map, "editor", "Anna"),
    openGuest(browser, studio, map, "editor", "Ben"),
  ]);
  await Promise.all([waitForSaved(anna.page), waitForSaved(ben.page)]);
});

afterEach(async () => {
  const troubles = [...anna.troubles, ...ben.troubles];
  await Promise.all([anna.close(), ben.close()]);
  expect(troubles).toEqual([]);
});

test("E2 two people edit two fields of one card at once, and both win", async () => {
  await cardOf(ben.page, "tracking").click();
  await inspectorOf(ben.page).getByText("Details", { exact: true }).click();
  const description = inspectorOf(ben.page).getByRole("textbox", { name: "Description" });
  await description.fill("On the phone, at work");
  // Ben has written and not yet left the field while Anna renames the card.
  await renameCard(anna.page, "tracking", "Follows the parcel");
  await description.blur();
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.touchpoints).toContainEqual(
      expect.objectContaining({ id: "tracking", title: "Follows the parcel", description: "On the phone, at work" }),
    );
  });
  await ben.page.getByRole("button", { name: /^Follows the parcel,/ }).waitFor();
});

test("E3 cards, stages and lanes that one moves, move for the other", async () => {
  const place = await mustBox(cardOf(anna.page, "handover"));
  await drag(anna.page, cardOf(anna.page, "tracking"), { x: place.x + 20, y: place.y + place.height - 8 });
  await eventually(async () => {
    const journey = await studio.api<Journey>("GET", `/maps/${map}`);
    expect(journey.touchpoints?.find(({ id }) => id === "tracking")).toMatchObject({ stage: "door", lane: "customer" });
  });

  const first = await mustBox(axisOf(anna.page, "stage", "ordering"));
  await drag(anna.page, axisOf(anna.page, "stage", "door"), { x: first.x + 4, y: first.y + first.height / 2 });
  const top = await mustBox(axisOf(anna.page, "lane", "customer"));
  await drag(anna.page, axisOf(anna.page, "lane", "depot"), { x: top.x + top.width / 2, y: top.y + 2 });

  await eventually(async () => {
    const { page } = ben;
    const [door, ordering] = [
      await mustBox(axisOf(page, "stage", "door")),
      await mustBox(axisOf(page, "stage", "ordering")),
    ];
    const [depot, customer] = [
      await mustBox(axisOf(page, "lane", "depot")),
      await mustBox(axisOf(page, "lane", "customer")),
    ];
    const tracking = await mustBox(cardOf(page, "tracking"));
    expect(door.x).toBeLessThan(ordering.x);
    expect(depot.y).toBeLessThan(customer.y);
    expect(tracking.x).toBeLessThan(ordering.x);
  });
});

test("E4 Ben sees Anna's cursor and selection, and the delivered line moves when she brings evidence", async () => {
  const line = ben.page.locator('svg path[class*="delivered"]').first();
  const before = await line.getAttribute("d");
  const box = await mustBox(cardOf(anna.page, "tracking"));
  await anna.page.mouse.move(box.x + 20, box.y + 20);
  await ben.page.getByText("Anna", { exact: true }).first().waitFor();
  await cardOf(anna.page, "tracking").click();
  const inspector = inspectorOf(anna.page);
  await inspector.getByText("120 of 400 met (30%)").click();
  await inspector.getByRole("textbox", { name: "Met", exact: true }).fill("350");
  await anna.page.keyboard.press("Tab");
  await ben.page.getByRole("button", { name: "Looks up when it comes: Kept" }).waitFor();
  expect(await line.getAttribute("d")).not.toBe(before);
});

test("E5 undo undoes only one's own", async () => {
  await renameCard(anna.page, "tracking", "Anna's name for it");
  await renameCard(ben.page, "handover", "Ben's name for it");
  await anna.page.getByRole("button", { name: /^Ben's name for it,/ }).waitFor();
  await anna.page.keyboard.press("Control+z");
  await ben.page.getByRole("button", { name: /^Looks up when it comes,/ }).waitFor();
  await ben.page.getByRole("button", { name: /^Ben's name for it,/ }).waitFor();
  await anna.page.keyboard.press("Control+Shift+z");
  await ben.page.getByRole("button", { name: /^Anna's name for it,/ }).waitFor();
});
