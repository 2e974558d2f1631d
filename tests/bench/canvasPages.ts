import { build, type BuildResult } from "esbuild";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "../e2e/driver/chromium.ts";

/** So that a frame takes as long as its work, not as long as the screen's clock. */
const uncapped = ["--disable-gpu-vsync", "--disable-frame-rate-limit"];

/** A Chromium for measuring: with frames as fast as they come, or at the screen's pace. */
export function openBenchBrowser(pace: "uncapped" | "screen"): Promise<Browser> {
  const { path, env } = findChromium();
  return chromium.launch({
    executablePath: path,
    chromiumSandbox: false,
    args: ["--disable-gpu", ...(pace === "uncapped" ? uncapped : [])],
    env: { ...(process.env as Record<string, string>), ...env },
  });
}

/** Puts the driver into a page. By the debugger, so that the page's own content security policy stays. */
export async function installDriver(page: Page): Promise<void> {
  driver ??= bundled("canvasDriver.ts");
  await page.evaluate(await driver);
}

let driver: Promise<string> | undefined;

/** A page that is compared: it shows `/?cards=<n>`. */
export interface BenchPage {
  name: string;
  url: string;
  close(): void;
}

/** Plain React Flow. */
export async function openReference(): Promise<BenchPage> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, "canvasReference.tsx")],
    bundle: true,
    minify: true,
    write: false,
    outdir: "/",
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return servePage("plain React Flow", bundleOf(bundle));
}

interface Bundle {
  js: string;
  css: string;
}

/** The script and the styles of a build that was not written to disk. */
export function bundleOf({ outputFiles = [] }: BuildResult): Bundle {
  const file = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { js: file(".js"), css: file(".css") };
}

/** Serves a bundle as a page of its own on a free port. */
export async function servePage(name: string, { js, css }: Bundle): Promise<BenchPage> {
  const page = `<!doctype html><link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>`;
  const files: Record<string, [type: string, text: string]> = {
    "/page.js": ["text/javascript", js],
    "/page.css": ["text/css", css],
  };
  const server: Server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ""] ?? ["text/html", page];
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { name, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, file)],
    bundle: true,
    write: false,
    format: "iife",
  });
  return outputFiles[0]?.text ?? "";
}

/** The share of the time in which the page's main thread was busy while something ran. */
export async function busyShare(page: Page, run: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { busy: value("TaskDuration"), at: value("Timestamp") };
  };
  const before = await read();
  await run();
  const after = await read();
  await session.detach();
  return (after.busy - before.busy) / (after.at - before.at);
}
