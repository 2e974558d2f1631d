import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { limits } from "../../shared/limits.ts";
import { kinds } from "../../shared/model/kinds.ts";
import { launchChromium } from "./driver/chromium.ts";
import { waitForSaved } from "./driver/mapPage.ts";
import { parcelMap } from "./driver/parcelMap.ts";
import { openGuest } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";
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

/** Words that would do something where they are not taken for words, and some that only look like others. */
const words = [
  `<img src=x onerror="window.harmed=1">`,
  `</title></style></script><script>window.harmed=1</script>`,
  `<svg onload="window.harmed=1"><foreignObject><iframe srcdoc="<script>parent.harmed=1</script>"></iframe></foreignObject></svg>`,
  `"'><a href="javascript:window.harmed=1">x</a>`,
  `{{constructor.constructor('window.harmed=1')()}}`,
  "\u202egnp.exe\u2066\u200b\u200d\ufeff",
  '=HYPERLINK("http://evil.example")',
  "W".repeat(limits.labelChars),
];

/** Addresses that a browser would run, hidden from those who look for the word alone. */
const addresses = [
  "javascript:window.harmed=1",
  "java\tscript:window.harmed=1",
  " javascript:window.harmed=1",
  "JaVaScRiPt:window.harmed=1",
  "&#106;avascript:window.harmed=1",
  "data:text/html,<script>window.harmed=1</script>",
  "vbscript:x",
];

/** A valid journey with such words in every place for a text. */
function hostileJourney(): object {
  let next = 0;
  const word = () => words[next++ % words.length];
  const journey = structuredClone(parcelMap) as unknown as Record<string, Record<string, unknown>[]>;
  const hostile: Record<string, Record<string, unknown>[]> = {
    sources: [{ id: "s", title: word() }],
    personas: [{ id: "p", name: word(), summary: word() }],
    weakSpots: words.map((title, index) => ({
      id: `w${index}`,
      touchpoint: "tracking",
      title,
      effect: word(),
      cause: word(),
      severity: 8,
      occurrence: 5,
      detection: 5,
      preventions: [{ text: word(), owner: word() }],
      plays: ["b"],
    })),
    plays: [
      {
        id: "b",
        title: word(),
        owner: word(),
        deputy: word(),
        exception: true,
        escalation: word(),
        trigger: { text: word(), metric: word() },
        steps: [{ phase: "fix", text: word(), script: word() }],
        rehearsals: [{ on: "2024-05-01", participants: [word()], score: 50, findings: [word()] }],
      },
    ],
    scenarios: [
      { id: "c", title: word(), story: word(), start: "checkout", touchpoints: { tracking: { failure: 0.4 } } },
    ],
    notes: words.map((text, index) => ({ id: `n${index}`, text, x: 100 * index, y: 900 })),
  };
  const texts = ["title", "name", "statement", "wording", "where", "owner", "label", "description", "note"];
  for (const { list } of Object.values(kinds))
    for (const record of journey[list] ?? []) for (const field of texts) if (field in record) record[field] = word();
  return { ...journey, ...hostile, title: words[0], context: words[1] };
}

test("HX12 hostile words on every screen and in every picture stay words, and hostile addresses lead nowhere", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: hostileJourney() });
  const { ticket } = await studio.api<{ ticket: string }>("POST", "/tickets", { map });
  const client = await openSyncClient(studio.url, map, ticket);
  for (const [index, url] of addresses.entries())
    client.doc.transact(() => {
      const fields = { expectation: "on-time", wording: "Bad address", level: 0.8, url, order: `b${index}` };
      client.doc.getMap("promise").set(`bad-${index}`, new Y.Map<unknown>(Object.entries(fields)));
      client.doc.getMap("source").set(
        `bad-${index}`,
        new Y.Map<unknown>([
          ["title", "S"],
          ["url", url],
          ["order", `b${index}`],
        ]),
      );
    });
  await client.settled(addresses.length);

  const ada = await openGuest(browser, studio, map, "editor", "Ada");
  await waitForSaved(ada.page);
  await ada.page.keyboard.press("Control+Shift+o");
  await ada.page.getByRole("tree").waitFor();
  await expectHarmless(ada.page);
  await ada.page.goto(`${studio.url}/maps/${map}?show=touchpoint:tracking`);
  await waitForSaved(ada.page);
  await expectHarmless(ada.page);

  for (const place of ["risk", "plays", "what-if", "rehearsals", "history", "plays/b"]) {
    await ada.page.goto(`${studio.url}/maps/${map}/${place}`);
    await ada.page.locator("main h1, main h2").first().waitFor();
    await expectHarmless(ada.page);
    if (place === "risk") await expectHarmlessPicture(ada.page);
  }
  await ada.page.goto(`${studio.url}/`);
  await expectHarmless(ada.page);
  expect(ada.troubles).toEqual([]);
  client.close();
  await ada.close();
});

async function expectHarmless(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => "harmed" in window)).toBe(false);
  const addressesOnPage = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
  expect(addressesOnPage.filter((protocol) => !/^(https?|mailto|blob):$/.test(protocol))).toEqual([]);
  expect(await page.locator('img[src="x"], iframe, foreignObject, [onload], [onerror]').count()).toBe(0);
}

/** The downloads of the risk map: a picture without anything that runs, and cells that are text. */
async function expectHarmlessPicture(page: Page): Promise<void> {
  const download = async (name: string) => {
    await page.getByRole("button", { name: "Download" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  expect(await download("Picture as SVG")).not.toMatch(/<(script|iframe|img|foreignObject)|<[^<>]*\son\w+=/i);
  const csv = await download("Ranking as CSV");
  expect(csv).not.toMatch(/(^|,|\n)"?[=+@]/);
}
