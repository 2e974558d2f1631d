import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Loader } from "esbuild";
import type { BenchRow } from "./benchRow.ts";
import { measureCanvas } from "./canvas.ts";
import { type BenchPage, bundleOf, servePage } from "./canvasPages.ts";

/** The canvas against tldraw and Excalidraw, installed into a temporary folder, and plain React Flow, all in one run. */
export async function run(): Promise<BenchRow[]> {
  const folder = installPeers();
  const peers: BenchPage[] = [];
  try {
    for (const name of ["tldraw", "excalidraw"]) peers.push(await servePeer(folder, name));
    return await measureCanvas(peers);
  } finally {
    for (const peer of peers) peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function installPeers(): string {
  const folder = mkdtempSync(join(tmpdir(), "kept-canvas-peers-"));
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
  const packages = ["tldraw@5", "@excalidraw/excalidraw@0.18", "react@19.3.1", "react-dom@19.3.1"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync(npm, ["install", ...quiet, ...packages], { cwd: folder, stdio: "inherit" });
  const pages = join(import.meta.dirname, "peerPages");
  mkdirSync(join(folder, "pages"));
  for (const file of readdirSync(pages)) copyFileSync(join(pages, file), join(folder, "pages", file));
  return folder;
}

async function servePeer(folder: string, name: string): Promise<BenchPage> {
  const inline: Loader = "dataurl";
  const bundle = await build({
    absWorkingDir: folder,
    entryPoints: [join(folder, "pages", `${name}.mjs`)],
    bundle: true,
    minify: true,
    write: false,
    outdir: "/",
    format: "esm",
    conditions: ["production"],
    loader: { ".woff2": inline, ".svg": inline, ".png": inline },
    define: { "process.env.NODE_ENV": '"production"', "process.env.IS_PREACT": '"false"' },
  });
  return servePage(name, bundleOf(bundle));
}
