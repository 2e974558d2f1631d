import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare const axe: { run(context: string, options: object): Promise<AxeResults> };

/**
 * What axe finds against WCAG 2.2 AA on the page as it stands: one line for each violation, with where it is.
 * @param within a selector, where only a part is meant.
 */
export async function axeViolations(page: Page, within = "html"): Promise<string[]> {
  return violations(page, within, { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
}

/** The same in light, and then what a change of colours can change in dark. The page is light again afterwards. */
export async function axeInLightAndDark(page: Page): Promise<string[]> {
  const inLight = await axeViolations(page);
  await showIn(page, "dark");
  const inDark = await violations(page, "html", { type: "rule", values: ["color-contrast", "link-in-text-block"] });
  await showIn(page, "light");
  return [...inLight, ...inDark.map((violation) => `in dark, ${violation}`)];
}

async function showIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: "attached" });
}

async function violations(page: Page, within: string, runOnly: object): Promise<string[]> {
  // Evaluated by the debugger, so that the page's content security policy stays as strict as it is.
  await page.evaluate(axeSource);
  const results = await page.evaluate(
    ([context, only]) => axe.run(context, { runOnly: only, resultTypes: ["violations"] }),
    [within, runOnly] as const,
  );
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}  ${node.failureSummary ?? ""}`).join("\n")}`,
  );
}
