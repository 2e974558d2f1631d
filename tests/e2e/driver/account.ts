import type { Browser, Page } from "playwright-core";
import { openPerson, type Person, type PersonOptions } from "./person.ts";
import { type Studio } from "./studio.ts";

export const somePassword = "a battery that holds its charge";

/** Signs in on the page for it, and waits for the first page. */
export async function signIn({ page }: Person, studio: Studio, email: string, password: string): Promise<void> {
  await page.goto(`${studio.url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Invites by the form that is open, and gives the link that is shown. */
export async function inviteHere(page: Page, email: string, role: string): Promise<string> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  return page.getByLabel(`Link for ${email}`).inputValue();
}

/** Somebody new who opens an invitation's link, gives a name and chooses a password. Ends where it led. */
export async function openInvited(
  browser: Browser,
  link: string,
  name: string,
  options?: PersonOptions,
): Promise<Person> {
  const person = await openPerson(browser, name, options);
  const { page } = person;
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("textbox", { name: "Password" }).fill(somePassword);
  await page.getByRole("button", { name: "Make my account" }).click();
  await page.waitForURL((url) => url.pathname !== "/invitation");
  return person;
}

/** What went wrong in these people's pages, besides refusals that the test asked for, which Chromium notes as errors. */
export function troublesOf(...people: readonly Person[]): string[] {
  return people.flatMap(({ troubles }) => troubles).filter((text) => !/status of (?:403|404|409|422)/.test(text));
}

/** The workspace that a studio begins with, by its member's own page. @returns its id. */
export async function firstWorkspace({ context }: Person, studio: Studio): Promise<string> {
  const me = (await (await context.request.get(`${studio.url}/api/v1/me`)).json()) as { workspaces: { id: string }[] };
  const id = me.workspaces[0]?.id;
  if (id === undefined) throw new Error("There is no workspace");
  return id;
}
