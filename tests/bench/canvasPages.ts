import { build } from "esbuild";
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

/** Serves plain React Flow at `/?cards=<n>`. */
export async function openReference(): Promise<{ url: string; close: () => void }> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "canvasReference.tsx")],
    bundle: true,
    minify: true,
    write: false,
    outdir: "/",
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const file = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const page = `<!doctype html><style>${file(".css")}</style><body><script type="module">${file(".js").replaceAll("</script", "<\\/script")}</script>`;
  const server: Server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(page);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
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
