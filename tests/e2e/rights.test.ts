import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { Journey } from "../../shared/model/journey.ts";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { cardOf, drag, inspectorOf, mustBox, openExpectation, waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { openGuest, type Person } from "./driver/person.ts";
import { openStudio, ownerToken, type Studio } from "./driver/studio.ts";
import { openSyncClient } from "./driver/syncClient.ts";

let studio: Studio;
let browser: Browser;

beforeAll(async () => {
  [studio, browser] = await Promise.all([openStudio(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

test("E8 a viewer can change nothing, neither in the page nor by hand over the socket", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const before = await studio.api<Journey>("GET", `/maps/${map}`);
  const vera = await openGuest(browser, studio, map, "viewer", "Vera");
  const { page } = vera;
  await waitForSaved(page);
  await page.getByText("View only").waitFor();

  await cardOf(page, "tracking").click();
  for (const key of ["F2", "Delete", "t", "n", "s", "l", "Control+d", "Alt+ArrowRight"]) await page.keyboard.press(key);
  const target = await mustBox(cardOf(page, "handover"));
  await drag(page, cardOf(page, "tracking"), { x: target.x + 30, y: target.y + 30 });
  await expect.poll(() => page.locator("[data-node] textarea, [data-node] input").count()).toBe(0);
  expect(await page.getByRole("button", { name: /^Add / }).count()).toBe(0);
  expect(await inspectorOf(page).getByRole("textbox").count()).toBe(0);

  const client = await openSyncClient(studio.url, map, await ticketOf(vera, map));
  client.doc.getMap("map").set("title", "Mine now");
  await client.settled(1);
  expect(client.refused).toEqual(["READ_ONLY"]);
  client.close();

  const answer = await vera.context.request.post(`${studio.url}/api/v1/maps/${map}/commands`, {
    data: [{ command: "patchMap", args: { fields: { title: "Mine now" } } }],
    headers: { origin: studio.url },
  });
  expect(answer.status()).toBe(403);
  expect(await studio.api<Journey>("GET", `/maps/${map}`)).toEqual(before);
  expect(vera.troubles).toEqual([]);
  await vera.close();
});

test("E12 a hostile record in the document harms nothing", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: parcelMap });
  const { ticket } = await studio.api<{ ticket: string }>("POST", "/tickets", { map });
  const client = await openSyncClient(studio.url, map, ticket);
  const script = `<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>`;
  const hostile: [kind: string, id: string, fields: Record<string, unknown>][] = [
    ["touchpoint", "wrong-types", { stage: 7, lane: { deep: [] }, title: ["no"], order: -1 }],
    ["touchpoint", "__proto__", { stage: "waiting", lane: "customer", title: "proto", order: "a5" }],
    ["touchpoint", "scripted", { stage: "ordering", lane: "depot", title: script, order: "a6" }],
    ["touchpoint", "surrogate", { stage: "door", lane: "depot", title: "lone \ud800 half", order: "a7" }],
    ["touchpoint", "orphan", { stage: "nowhere", lane: "customer", title: "orphan", order: "a8" }],
    ["touchpoint", "constructor", { stage: "door", lane: "depot", title: "toString", order: "zz", __proto__: 1 }],
    [
      "promise",
      "bad-link",
      { expectation: "on-time", wording: script, level: 0.8, url: "javascript:window.harmed=1", order: "a9" },
    ],
    ["evidence", "bad-number", { expectation: "on-time", grade: "system", n: -4, met: Number.NaN, order: "a9" }],
    ["stage", "stage-bomb", { title: "x".repeat(9_000), order: "b0" }],
    ["note", "note-bomb", { text: script, x: 1e308, y: -1e308, order: "a0" }],
    ["lane", "lane-bomb", { title: script, kind: "notALane", order: "a9" }],
  ];
  for (const [kind, id, fields] of hostile)
    client.doc.transact(() => client.doc.getMap(kind).set(id, new Y.Map(Object.entries(fields))));
  client.doc.getMap("touchpoint").set("not-a-record", "text");
  client.doc.getMap("map").set("settings", JSON.parse('{"__proto__":{"harmed":1},"z":"no"}'));
  await client.settled(hostile.length + 2);

  const anna = await openGuest(browser, studio, map, "editor", "Anna");
  await waitForSaved(anna.page);
  await cardOf(anna.page, "scripted").waitFor();
  await cardOf(anna.page, "tracking").click();
  await openExpectation(anna.page, "It comes in the hour that the app names");
  await anna.page.keyboard.press("Control+Shift+o");
  await anna.page.getByRole("tree").waitFor();
  expect(await anna.page.evaluate(() => "harmed" in window)).toBe(false);
  expect(await anna.page.locator('a[href^="javascript" i]').count()).toBe(0);
  expect(await anna.page.locator('img[src="x"]').count()).toBe(0);
  expect(anna.troubles).toEqual([]);

  const journey = await studio.api<Journey>("GET", `/maps/${map}`);
  expect(journey.touchpoints?.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["checkout", "tracking", "handover", "sorting"]),
  );
  const insights = await fetch(`${studio.url}/api/v1/maps/${map}/insights`, {
    headers: { authorization: `Bearer ${ownerToken}` },
  });
  expect(insights.status).toBe(200);
  await eventually(async () => expect((await fetch(`${studio.url}/readyz`)).status).toBe(200));
  client.close();
  await anna.close();
});

/** A ticket in the name of whoever is signed in in that browser. */
async function ticketOf({ context }: Person, map: string): Promise<string> {
  const answer = await context.request.post(`${studio.url}/api/v1/tickets`, {
    data: { map },
    headers: { origin: studio.url },
  });
  return ((await answer.json()) as { ticket: string }).ticket;
}
