// Builds the client (Vite) and the server (esbuild) into dist/ when their sources have changed since the last build.
import { build as bundle } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build as buildClient } from "vite";
import { serverBundle } from "./serverBundle.mjs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = join(fileURLToPath(import.meta.url), "../..");
const stamp = join(root, "dist/built-from");

/** What the build reads. Tests and documents do not make a build stale. */
const sources = [
  "client",
  "server",
  "shared",
  "scripts/build.mjs",
  "scripts/serverBundle.mjs",
  "vite.config.ts",
  "package-lock.json",
];

/** The server's entry points: the process, the thread that writes to disk, the one that works on large maps, commands. */
const entries = [
  "server/main.ts",
  "server/store/saverWorker.ts",
  "server/http/mapWorker.ts",
  "server/backup.ts",
  "server/restore.ts",
  "server/move.ts",
];

/**
 * Makes dist/ match the sources; does nothing when it already does.
 * Progress goes to standard error: standard output belongs to the server's one line.
 */
export async function build({ force = false } = {}) {
  const hash = hashOfSources();
  if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const started = Date.now();
  // Vite believes this variable before its own mode, and a test run has set it to "test".
  process.env.NODE_ENV = "production";
  say("Building the studio …");
  rmSync(stamp, { force: true });
  await buildClient({ configFile: join(root, "vite.config.ts"), logLevel: "warn", build: { manifest: true } });
  fillServiceWorker();
  filesUnder(join(root, "dist/client"))
    .filter((path) => /\.(?:js|css|svg|json)$/.test(path))
    .forEach(compress);
  await bundle({
    absWorkingDir: root,
    entryPoints: entries.filter((entry) => existsSync(join(root, entry))),
    outdir: "dist/server",
    outbase: "server",
    sourcemap: true,
    sourcesContent: false,
    ...serverBundle,
  });
  writeFileSync(stamp, hash);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** What opens without the network: the first page, and a map's plays as they were last seen. */
const offlineEntries = ["index.html", "pages/plays/KeptPlaysPage.tsx"];

/**
 * Writes into the service worker which files it keeps: those entries with all that they import, and the page. Files
 * that may change under one name (`scheme.js`, the icon) are kept too: the build's mark changes with them.
 */
function fillServiceWorker() {
  const dir = join(root, "dist/client");
  const manifest = JSON.parse(readFileSync(join(dir, ".vite/manifest.json"), "utf8"));
  rmSync(join(dir, ".vite"), { recursive: true });
  const entries = new Set(offlineEntries);
  // The one sheet stands in the page, not among what a script imports.
  const files = new Set(["scheme.js", "icon.svg", manifest["style.css"].file]);
  for (const entry of entries) {
    const { file, css = [], assets = [], imports = [] } = manifest[entry];
    imports.forEach((each) => entries.add(each));
    [file, ...css, ...assets].filter(isNeededOffline).forEach((each) => files.add(each));
  }
  const mark = createHash("sha256");
  for (const each of [...files, "index.html"]) mark.update(each).update(readFileSync(join(dir, each)));
  const path = join(dir, "service-worker.js");
  const text = readFileSync(path, "utf8")
    .replace("__BUILD__", mark.digest("hex").slice(0, 16))
    .replace('"__FILES__"', [...files].map((each) => JSON.stringify(`/${each}`)).join(", "));
  writeFileSync(path, text);
}

/** Of the typeface's alphabets the Latin ones: others are drawn in the system's until the network is back. */
function isNeededOffline(file) {
  return !file.endsWith(".woff2") || /-latin(?:-ext)?-wght/.test(file);
}

/** Puts what the server sends to browsers that take it beside the file. */
function compress(path) {
  const bytes = readFileSync(path);
  if (bytes.length < 1_000) return;
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

function hashOfSources() {
  const hash = createHash("sha256").update(process.version.split(".")[0]);
  for (const path of sources.flatMap((source) => filesUnder(join(root, source))))
    hash.update(relative(root, path).split(sep).join("/")).update("\0").update(readFileSync(path));
  return hash.digest("hex");
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build({ force: process.argv.includes("--force") }).catch((error) => {
    say(error.message);
    process.exit(1);
  });
