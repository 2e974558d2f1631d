import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** A Chromium that can be started: its program, and what its environment needs on top of ours. */
export interface FoundChromium {
  path: string;
  env: Record<string, string>;
}

const repository = join(import.meta.dirname, "../../..");

const systemNames = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "chrome.exe",
  "msedge.exe",
];

const systemPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Nothing here may leave this machine: without these, Chromium asks its maker about updates and accounts. */
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/**
 * The browser of the tests: `CHROMIUM_PATH`, then the system's, then Playwright's, then the one among our packages
 * (Linux on x64), unpacked into `.cache`.
 * @throws Error that names the fixes when there is none.
 */
export function findChromium(): FoundChromium {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH is ${named}, which is not a program that can be run.`);
    return { path: named, env: {} };
  }
  const system = [...onPath(systemNames), ...systemPaths, chromium.executablePath()].find(isProgram);
  if (system) return { path: system, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackOurs();
  throw new Error(
    "The browser tests found no Chromium. Install Chrome or Chromium, or run `npx playwright-core install chromium`, or set CHROMIUM_PATH to the program.",
  );
}

/** Starts the found Chromium without a window. */
export function launchChromium(): Promise<Browser> {
  const { path, env } = findChromium();
  return chromium.launch({
    executablePath: path,
    // Containers and root have no user namespaces to make a sandbox of, and the tests visit only our own pages.
    chromiumSandbox: false,
    args: quiet,
    env: { ...stringsOf(process.env), ...env },
  });
}

/** Unpacks the Chromium among our packages once; the rename makes it safe for several processes at a time. */
function unpackOurs(): FoundChromium {
  const home = join(repository, ".cache/chromium-147");
  if (!existsSync(home)) {
    const fresh = `${home}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    // The package unpacks into the temporary folder, and its libraries only where it believes to run in a cloud function.
    execFileSync(
      process.execPath,
      ["--input-type=module", "-e", 'await (await import("@sparticuz/chromium")).default.executablePath()'],
      { cwd: repository, env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" } },
    );
    try {
      renameSync(fresh, home);
    } catch {
      // Another process was first; its copy is as good.
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  const fonts = join(home, "fonts.conf");
  writeFileSync(
    fonts,
    `<fontconfig><dir>/usr/share/fonts</dir><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`,
  );
  return {
    path: join(home, "chromium"),
    env: { LD_LIBRARY_PATH: join(home, "al2023/lib"), FONTCONFIG_FILE: fonts },
  };
}

function onPath(names: readonly string[]): string[] {
  return (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
