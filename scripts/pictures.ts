import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { firstWorkspace, inviteHere, openInvited } from "../tests/e2e/driver/account.ts";
import { launchChromium } from "../tests/e2e/driver/chromium.ts";
import { inspectorOf, waitForSaved } from "../tests/e2e/driver/mapPage.ts";
import { claimStudio, openGuest, openPerson, type PersonOptions } from "../tests/e2e/driver/person.ts";
import { openStudio, type Studio } from "../tests/e2e/driver/studio.ts";

/** `npm run pictures`: makes the README's pictures from the running product. Build first. */
const folder = join(import.meta.dirname, "../docs/pictures");

const studio = await openStudio();
const browser = await launchChromium();
try {
  mkdirSync(folder, { recursive: true });
  const { id } = await studio.api<{ id: string }>("POST", "/maps", { template: "airline-disruption" });
  // Somebody else is in the map, so that the pictures show what it is like together.
  const colleague = await openGuest(browser, studio, id, "editor", "Milan");
  await waitForSaved(colleague.page);
  await colleague.page.getByRole("button", { name: /^Cabin,/ }).click();
  await colleague.page.mouse.move(700, 330);
  for (const colorScheme of ["light", "dark"] as const) {
    const wide = { colorScheme, viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 };
    await takePicture(browser, studio, id, wide, `map-${colorScheme}`);
    await takePicture(browser, studio, id, wide, `inspector-${colorScheme}`, openInspector);
  }
  const desk = { colorScheme: "light" as const, viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 };
  await takePicture(browser, studio, id, desk, "risk-map-light", openRiskMap);
  await takePicture(browser, studio, id, desk, "what-if-light", openScenario);
  await takeSharing(browser, studio, id, desk, "share-light");
  const phone = {
    colorScheme: "light" as const,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  };
  await takePicture(browser, studio, id, phone, "phone-light");
  await takePicture(browser, studio, id, phone, "play-phone-light", openPlay);
} finally {
  await browser.close();
  await studio.close();
}

async function takePicture(
  from: Browser,
  at: Studio,
  map: string,
  options: Parameters<typeof openGuest>[5],
  name: string,
  prepare?: (page: Page) => Promise<void>,
): Promise<void> {
  const guest = await openGuest(from, at, map, "editor", "Noor", options);
  await waitForSaved(guest.page);
  await prepare?.(guest.page);
  await guest.page.evaluate(() => document.fonts.ready);
  await guest.page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  await guest.close();
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

/** The owner's dialog of who may open the map: people with their roles, and somebody to be invited. */
async function takeSharing(
  from: Browser,
  at: Studio,
  map: string,
  options: PersonOptions,
  name: string,
): Promise<void> {
  const ada = await openPerson(from, "Ada", options);
  await claimStudio(ada, at);
  const workspace = await firstWorkspace(ada, at);
  const { page } = ada;
  await page.goto(`${at.url}/workspaces/${workspace}`);
  for (const [person, role] of [
    ["Grace", "Editor"],
    ["Ben", "Commenter"],
    ["Noor", "Viewer"],
  ] as const) {
    const link = await inviteHere(page, `${person.toLowerCase()}@example.com`, role);
    await (await openInvited(from, link, person)).close();
    await page.reload();
  }
  await page.goto(`${at.url}/maps/${map}`);
  await waitForSaved(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this map" });
  await dialog.getByLabel("E-mail").fill("milan@example.com");
  await dialog.getByText("noor@example.com").waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  await ada.close();
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

async function openRiskMap(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Map menu" }).click();
  await page.getByRole("menuitem", { name: "Open the risk map" }).click();
  await page.locator("[data-mark]").first().waitFor();
  // The pointer rests where the menu was; what it points at would be described.
  await page.mouse.move(720, 880);
}

async function openInspector(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^On-time arrival,/ }).click();
  await inspectorOf(page).getByRole("article").first().waitFor();
  const head = inspectorOf(page).getByRole("article").first().getByRole("button").first();
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
}

async function openScenario(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^What-if: dim/ }).click();
  await inspectorOf(page)
    .getByRole("button", { name: /low-cost operation/ })
    .first()
    .click();
  await page.locator("[data-scenario] [data-different]").first().waitFor();
  await page.mouse.move(720, 880);
}

async function openPlay(page: Page): Promise<void> {
  await page.goto(`${page.url()}/plays`);
  await page
    .getByRole("link", { name: /Delay over 3 hours/ })
    .first()
    .tap();
  await page.getByRole("button", { name: "It has just happened" }).tap();
  await page.getByRole("button", { name: "Done" }).waitFor();
}
