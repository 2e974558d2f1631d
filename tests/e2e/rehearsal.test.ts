import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Journey } from "../../shared/model/journey.ts";
import { axeViolations } from "./driver/axe.ts";
import { launchChromium } from "./driver/chromium.ts";
import { courierMap } from "./driver/courierMap.ts";
import { eventually } from "./driver/eventually.ts";
import { waitForSaved } from "./driver/mapPage.ts";
import { claimStudio, openGuest, openPerson } from "./driver/person.ts";
import { openStudio, type Studio } from "./driver/studio.ts";

interface Insights {
  plays: Record<string, { score: number }>;
  weakSpots: Record<string, { needsPlay: boolean; residual: number }>;
  scenarios: Record<string, { paradox?: { verdict: string } | null }>;
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let studio: Studio;
let browser: Browser;

beforeAll(async () => {
  [studio, browser] = await Promise.all([openStudio(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await studio?.close();
});

test("E27 (F55, F83) two people rehearse the transplant courier live, a third joins late, and the map moves", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: courierMap });
  const insights = () => studio.api<Insights>("GET", `/maps/${map}/insights`);
  const journey = () => studio.api<Journey>("GET", `/maps/${map}`);
  const before = await insights();
  expect(before.scenarios["gate-refusal"]?.paradox?.verdict).toBe("impossible");
  expect(before.weakSpots.refused?.needsPlay).toBe(true);
  expect(before.plays.exception?.score).toBe(80);

  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  await ada.page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(ada.page);
  await ada.page.getByRole("button", { name: "Map menu" }).click();
  await ada.page.getByRole("menuitem", { name: "Rehearse a plan B" }).click();

  // What was never rehearsed is due first, and leads to the form with its play and scenario chosen.
  const due = ada.page.getByRole("list", { name: "Due next" }).getByRole("listitem");
  await due.getByText("Never rehearsed").waitFor();
  await due.getByRole("link", { name: /^Rehearse/ }).click();
  expect(await ada.page.getByRole("textbox", { name: "Story" }).inputValue()).toContain("14 hours");
  expect(await ada.page.getByRole("checkbox", { name: /^Medical exception/ }).isChecked()).toBe(true);
  expect(await ada.page.getByRole("group", { name: /^Inject \d/ }).count()).toBe(0);
  await ada.page.getByRole("button", { name: "Add: A courier carries an organ that lives for 14 hours." }).click();
  await ada.page.getByRole("button", { name: "Add: Duty manager cannot be reached." }).click();
  await ada.page.getByRole("button", { name: "Plan it" }).click();
  await ada.page.getByRole("button", { name: "Start the clock" }).waitFor();

  const ben = await openGuest(browser, studio, map, "viewer", "Ben", phone);
  await ben.page.goto(`${studio.url}/maps/${map}/rehearsals`);
  await ben.page.getByRole("link", { name: "Rehearsal: Refused at the gate" }).click();
  await ben.page.getByRole("textbox", { name: "I play" }).fill("Gate agent");
  await ben.page.getByRole("button", { name: "Join the rehearsal" }).click();
  await ada.page.getByText("Participant: Gate agent").waitFor();
  expect(await ben.page.getByText("Duty manager cannot be reached.").count()).toBe(0);
  expect(await ben.page.getByRole("button", { name: "Start the clock" }).count()).toBe(0);

  // The first inject comes by the clock, the second by hand, for everybody.
  await ada.page.getByRole("button", { name: "Start the clock" }).click();
  await ben.page.getByText("A courier carries an organ that lives for 14 hours.", { exact: true }).waitFor();
  expect(await ben.page.getByText("Duty manager cannot be reached.").count()).toBe(0);
  await ada.page.getByRole("button", { name: "Bring now: Duty manager cannot be reached." }).click();
  await ben.page.getByRole("region", { name: "What happens" }).getByText("Duty manager cannot be reached.").waitFor();
  await eventually(async () =>
    expect(await ben.page.getByRole("status").allTextContents()).toContain("Inject: Duty manager cannot be reached."),
  );

  await ben.page.getByRole("button", { name: /Say sorry and take/ }).tap();
  await ada.page.getByText("Done by Ben").waitFor();
  await ben.page.getByRole("combobox", { name: "Kind of entry" }).selectOption("Problem");
  await ben.page.getByRole("textbox", { name: "New log entry" }).fill("Nobody knew the number of the duty line");
  await ben.page.keyboard.press("Enter");
  await ada.page
    .getByRole("list", { name: "Log entries" })
    .getByText("Nobody knew the number of the duty line")
    .waitFor();

  const cem = await openGuest(browser, studio, map, "viewer", "Cem");
  await cem.page.goto(ada.page.url());
  await cem.page.getByText("Done by Ben").waitFor();
  await sameClock(ada.page, ben.page, cem.page);
  for (const { page } of [ada, ben]) expect(await axeViolations(page)).toEqual([]);

  await ada.page.getByRole("button", { name: "End", exact: true }).click();
  await ada.page.getByRole("button", { name: "End it" }).click();
  await ben.page.getByText("Call the duty line for the exception: never done").waitFor();
  await ada.page.getByRole("button", { name: "Add a finding" }).click();
  await ada.page.getByRole("textbox", { name: "The step" }).fill("Hand the duty line's number over with each shift");
  await ada.page.getByRole("button", { name: "Add it" }).click();
  await ben.page.getByText("Waits for somebody who may edit the map.").waitFor();
  await ada.page.getByRole("button", { name: /^Add the step to/ }).click();
  await ben.page.getByText("✓ Done by Ada").waitFor();
  const [play] = (await journey()).plays ?? [];
  expect(play?.steps?.map(({ text }) => text)).toEqual([
    ...courierMap.plays[0].steps.slice(0, 3).map(({ text }) => text),
    "Hand the duty line's number over with each shift",
    ...courierMap.plays[0].steps.slice(3).map(({ text }) => text),
  ]);

  await ada.page.getByRole("button", { name: "Close the review" }).click();
  await ada.page.getByRole("button", { name: "Close it" }).click();
  await ada.page.getByText("Written into the play. Readiness is now 100.").waitFor();
  await ben.page.getByText("Written into the play. Readiness is now 100.").waitFor();
  const rehearsal = {
    on: new Date().toISOString().slice(0, 10),
    participants: ["Ada (facilitator)", "Ben (Gate agent)"],
    // One of four steps; the follow-up is not due at the table.
    score: 25,
    findings: ["Hand the duty line's number over with each shift"],
  };
  await eventually(async () => expect((await journey()).plays?.[0]?.rehearsals).toEqual([rehearsal]));
  const after = await insights();
  expect(after.plays.exception?.score).toBe(100);
  expect(after.weakSpots.refused?.residual).toBeLessThan(before.weakSpots.refused?.residual ?? 0);
  expect(await axeViolations(ada.page)).toEqual([]);

  await ada.page.emulateMedia({ media: "print" });
  expect(await ada.page.getByRole("button", { name: /Print|Open again|Undo/ }).isVisible()).toBe(false);
  expect(await ada.page.getByText("Nobody knew the number of the duty line").isVisible()).toBe(true);
  await ada.page.emulateMedia({ media: "screen" });

  // Taken back, the review says so and offers to write it again.
  await ada.page.getByRole("button", { name: "Undo" }).last().click();
  await ben.page.getByText("The play does not hold this rehearsal.").waitFor();
  await ada.page.getByRole("button", { name: "Write it into the play" }).click();
  await eventually(async () => expect((await journey()).plays?.[0]?.rehearsals).toEqual([rehearsal]));

  expect([...ada.troubles, ...ben.troubles, ...cem.troubles]).toEqual([]);
  await Promise.all([ada.close(), ben.close(), cem.close()]);
});

test("E28 when the server is killed in the middle of a rehearsal, nothing is lost and the clock goes on right", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", { journey: courierMap });
  const [ada, ben] = await Promise.all([
    openGuest(browser, studio, map, "editor", "Ada"),
    openGuest(browser, studio, map, "viewer", "Ben"),
  ]);
  await ada.page.goto(`${studio.url}/maps/${map}/rehearsals/new?play=exception`);
  await ada.page.getByRole("button", { name: "Plan it" }).click();
  await ada.page.getByRole("button", { name: "Start the clock" }).click();
  await ada.page.getByRole("timer").waitFor();
  await ben.page.goto(ada.page.url());
  await ben.page.getByRole("button", { name: "Join the rehearsal" }).click();

  const write = async (page: Page, text: string) => {
    await page.getByRole("textbox", { name: "New log entry" }).fill(text);
    await page.keyboard.press("Enter");
  };
  const entries = (page: Page) => page.getByRole("list", { name: "Log entries" }).getByRole("listitem");
  const field = ben.page.getByRole("textbox", { name: "New log entry" });
  for (const round of [1, 2]) {
    await write(ben.page, `Saved ${round}`);
    // An empty field says that it is on the server's disk.
    await eventually(async () => expect(await field.inputValue()).toBe(""));
    await studio.kill();
    await write(ben.page, `Away ${round}`);
    await ada.page.getByRole("button", { name: /Ask for the time window/ }).click();
    await studio.restart();
    await eventually(async () => {
      for (const { page } of [ada, ben]) {
        const texts = await entries(page).allInnerTexts();
        expect(texts).toHaveLength(2 * round);
        expect(texts.at(-2)).toContain(`Saved ${round}`);
        expect(texts.at(-1)).toContain(`Away ${round}`);
      }
    });
    await ben.page.getByRole("button", { name: /Ask for the time window/, pressed: round === 1 }).waitFor();
    await sameClock(ada.page, ben.page);
  }

  const exercise = ada.page.url().split("/").at(-1);
  const { events } = await studio.api<{ events: { at: string; act: { type: string } }[] }>(
    "GET",
    `/maps/${map}/exercises/${exercise}`,
  );
  const startedAt = Date.parse(events.find(({ act }) => act.type === "start")?.at ?? "");
  const shown = await secondsOf(ada.page);
  expect(Math.abs(shown - (Date.now() - startedAt) / 1000)).toBeLessThan(2.5);
  expect([...ada.troubles, ...ben.troubles]).toEqual([]);
  await Promise.all([ada.close(), ben.close()]);
});

/** What the clock of a page says, in seconds. */
async function secondsOf(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.getByRole("timer").innerText()).split(":").map(Number);
  return minutes * 60 + seconds;
}

/** The clocks of several windows say the same second, but for the time it takes to look at each. */
async function sameClock(...pages: Page[]): Promise<void> {
  await eventually(async () => {
    const seconds = await Promise.all(pages.map(secondsOf));
    expect(Math.max(...seconds) - Math.min(...seconds)).toBeLessThanOrEqual(1);
  });
}
