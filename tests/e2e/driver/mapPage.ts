import type { Locator, Page } from "playwright-core";

/** A touchpoint's card on the canvas. */
export function cardOf(page: Page, id: string): Locator {
  return page.locator(`[data-node="touchpoint:${id}"]`);
}

/** A stage's header or a lane's label. */
export function axisOf(page: Page, kind: "stage" | "lane", id: string): Locator {
  return page.locator(`[data-node="${kind}:${id}"]`);
}

/** The panel at the right, or the sheet on a phone. */
export function inspectorOf(page: Page): Locator {
  return page.getByRole("complementary", { name: "Inspector" });
}

/** Opens one expectation of the chosen touchpoint, unless it is open already. */
export async function openExpectation(page: Page, statement: string): Promise<void> {
  const head = inspectorOf(page).getByRole("article", { name: statement }).getByRole("button").first();
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
}

/** The header's pill, once it says these words. */
export async function waitForPill(page: Page, words: string | RegExp, timeout?: number): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: words, exact: true }).waitFor({ timeout });
}

/** Waits until the page has all it may need later: it then does without a connection, and asks for nothing of its own. */
export async function waitForLateParts(page: Page): Promise<void> {
  await page.locator("html[data-late-parts=here]").waitFor({ state: "attached" });
}

/** Waits until the server has said that everything is on its disk. */
export async function waitForSaved(page: Page): Promise<void> {
  await waitForPill(page, "Saved");
}

/** The same after a connection was lost: a page comes back some time within a quarter of a minute, so that not all come at once. */
export async function waitForSavedAgain(page: Page): Promise<void> {
  await waitForPill(page, "Saved", 45_000);
}

/** Renames a card as one does with the keyboard: choose it, F2, type, Enter. */
export async function renameCard(page: Page, id: string, title: string): Promise<void> {
  await cardOf(page, id).click();
  await page.keyboard.press("F2");
  await cardOf(page, id).getByRole("textbox").fill(title);
  await page.keyboard.press("Enter");
}

/** Drags from the middle of one place to another with the mouse, in steps as a hand does. */
export async function drag(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const box = await mustBox(from);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

/** Where something is on the screen. @throws Error when it is not shown. */
export async function mustBox(place: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error(`Not on the screen: ${place.toString()}`);
  return box;
}
