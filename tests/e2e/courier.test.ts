import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./driver/chromium.ts";
import { eventually } from "./driver/eventually.ts";
import { inspectorOf, mustBox, waitForSaved } from "./driver/mapPage.ts";
import { claimStudio, openGuest, openPerson } from "./driver/person.ts";
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

/** Presses a layer in the rail: its panel opens. */
async function openLayer(page: Page, name: RegExp) {
  await page.getByRole("group", { name: "Layers" }).getByRole("button", { name }).click();
  return inspectorOf(page);
}

async function write(page: Page, label: string, text: string): Promise<void> {
  const field = inspectorOf(page).getByLabel(label, { exact: true });
  await field.fill(text);
  await field.blur();
}

test("E29 (F83, F84) the transplant courier by hand: mapped, impossible to recover, given a way out, rehearsed by two; the risk map moves", async () => {
  const { id: map } = await studio.api<{ id: string }>("POST", "/maps", {
    journey: {
      format: "kept.journey",
      version: 1,
      title: "Transplant courier",
      stages: [{ id: "gate", title: "At the gate" }],
      lanes: [{ id: "customer", title: "Customer", kind: "touchpoints" }],
      touchpoints: [{ id: "boarding", stage: "gate", lane: "customer", title: "Boards with the organ" }],
    },
  });
  const ada = await openPerson(browser, "Ada");
  await claimStudio(ada, studio);
  const { page } = ada;
  const panel = inspectorOf(page);
  await page.goto(`${studio.url}/maps/${map}`);
  await waitForSaved(page);

  // The weak spot: irreversible, so that it needs a plan B whatever its priority.
  await page.locator('[data-node="touchpoint:boarding"]').click();
  await panel.getByRole("button", { name: "Add weak spot" }).click();
  await panel.getByLabel("What can go wrong here").fill("Refused at the gate");
  await panel.getByLabel("How bad it is for the customer").selectOption("10");
  await panel.getByRole("button", { name: "Add weak spot" }).click();
  const spot = panel.getByRole("article", { name: "Refused at the gate" });
  await spot.getByText("its harm cannot be undone (severity 10)").waitFor();

  // The scenario: nobody can make up for it.
  await openLayer(page, /^What-if/);
  await panel.getByRole("button", { name: "New scenario" }).click();
  await panel.getByLabel("What if …").fill("The courier is refused");
  await panel.getByRole("button", { name: "Make the scenario" }).click();
  await panel.getByRole("button", { name: "Describe the incident" }).click();
  const verdict = panel.locator("[data-verdict]");
  await verdict.getByText("Unlikely", { exact: true }).waitFor();
  await panel.getByLabel("How bad is it?").selectOption("5");
  await panel.getByLabel("Did the recovery itself fail?").selectOption("yes");
  await panel.getByLabel("Does the customer believe you could have avoided it?").selectOption("yes");
  await verdict.getByText("Impossible", { exact: true }).waitFor();
  await verdict.getByText("Do not count on it here, because", { exact: false }).waitFor();

  // Plan B from the template for exceptions: capped until it has an owner, authority and a rehearsal.
  await openLayer(page, /^Plans B/);
  await panel.getByRole("button", { name: "From template" }).click();
  const template = panel.locator("details").filter({ hasText: "Exception request" }).first();
  await template.locator("summary").first().click();
  await template.getByRole("button", { name: "Use this template" }).click();
  const readiness = panel.getByRole("region", { name: "Readiness" });
  await readiness.getByText("Capped at 40: owner missing", { exact: false }).waitFor();
  await readiness.getByRole("button", { name: /^Owner missing/ }).press("Enter");
  await page.keyboard.type("Duty manager");
  await page.keyboard.press("Enter");
  await readiness.getByText("Capped at 60: no authority", { exact: false }).waitFor();
  await panel.locator("summary").filter({ hasText: "Authority" }).first().click();
  await write(page, "Limit", "5000");
  await readiness.getByText("Capped at 80: never rehearsed.").waitFor();
  await panel.locator("summary").filter({ hasText: "Attach it" }).click();
  await panel
    .getByLabel("Attach to a weak spot")
    .selectOption({ label: "Refused at the gate · Boards with the organ" });
  await panel.getByText("Weak spot at Boards with the organ").waitFor();
  await waitForSaved(page);

  // Leadership looks at the risk map meanwhile.
  const vera = await openGuest(browser, studio, map, "viewer", "Vera");
  await vera.page.goto(`${studio.url}/maps/${map}/risk`);
  const mark = vera.page.locator("[data-mark]");
  await mark.waitFor();
  const before = await mustBox(mark);

  // Two browsers rehearse it.
  await page.goto(`${studio.url}/maps/${map}/rehearsals`);
  await page
    .getByRole("link", { name: /^Rehearse/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Plan it" }).click();
  const start = page.getByRole("button", { name: "Start the clock" });
  await start.waitFor();
  const ben = await openGuest(browser, studio, map, "viewer", "Ben");
  await ben.page.goto(page.url());
  await ben.page.getByRole("button", { name: "Join the rehearsal" }).click();
  await start.click();
  await ben.page.getByRole("button", { name: /Own it/ }).click();
  await page.getByText("Done by Ben").waitFor();
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await page.getByRole("button", { name: "Close the review" }).click();
  await page.getByRole("button", { name: "Close it" }).click();
  await ben.page.getByText(/^Written into the play\. Readiness is now/).waitFor();

  // More readiness, less left over: the mark moves under her eyes.
  await eventually(async () => expect((await mustBox(mark)).x).toBeLessThan(before.x));
  expect([...ada.troubles, ...ben.troubles, ...vera.troubles]).toEqual([]);
  await Promise.all([ada.close(), ben.close(), vera.close()]);
});
