import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { findChromium } from "./chromium.ts";

/** Builds the product and finds the browser once, before the test files run beside each other. */
export function setup(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, "../../../scripts/build.mjs")], { stdio: "inherit" });
  findChromium();
}
