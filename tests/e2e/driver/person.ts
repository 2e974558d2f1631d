import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Studio } from "./studio.ts";

/** Somebody with a browser of their own: cookies, storage and window shared with nobody. */
export interface Person {
  name: string;
  context: BrowserContext;
  page: Page;
  /** What a healthy page never does: break its content security policy, throw, or write an error to the console. */
  readonly troubles: string[];
  close(): Promise<void>;
}

/** Console errors that Chromium writes by itself when nobody is signed in, or when a test takes the server away. */
const expectedErrors = /net::ERR_|WebSocket connection to|status of (401|502|503)/;

/** How long a person waits for what should be there. Milliseconds. */
const patienceMs = 15_000;

export interface PersonOptions extends BrowserContextOptions {
  /** Whether the first steps are shown, as to everybody at the first visit. */
  showTour?: boolean;
}

/** Opens a browser window for a person who is not known to the studio. */
export async function openPerson(browser: Browser, name: string, options: PersonOptions = {}): Promise<Person> {
  const { showTour = false, ...own } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...own });
  context.setDefaultTimeout(patienceMs);
  if (!showTour)
    await context.addInitScript(() => {
      if (location.protocol !== "about:") localStorage.setItem("kept:tour", "done");
    });
  const troubles: string[] = [];
  context.on("weberror", (webError) =>
    troubles.push(`${name}: uncaught ${webError.error().stack ?? webError.error().message}`),
  );
  context.on("console", (message) => {
    if (message.type() === "error" && !expectedErrors.test(message.text())) troubles.push(`${name}: ${message.text()}`);
  });
  return { name, context, page: await context.newPage(), troubles, close: () => context.close() };
}

/** What the owner does with the one-time link: name, e-mail, password. Ends on the home page. */
export async function claimStudio({ page, name }: Person, studio: Studio): Promise<void> {
  await page.goto(studio.ownerLink);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Open the studio" }).click();
  await page.waitForURL(`${studio.url}/`);
}

/** A guest who opened a share link of a map and gave a name. Ends on the map. */
export async function openGuest(
  browser: Browser,
  studio: Studio,
  map: string,
  role: "editor" | "commenter" | "viewer",
  name: string,
  options?: PersonOptions,
): Promise<Person> {
  const link = await studio.api<{ url: string }>("POST", `/maps/${map}/links`, { role });
  const guest = await openPerson(browser, name, options);
  await guest.page.goto(link.url);
  await guest.page.getByLabel("Your name").fill(name);
  await guest.page.getByRole("button", { name: "Join", exact: true }).click();
  await guest.page.waitForURL(`${studio.url}/maps/${map}`);
  return guest;
}
