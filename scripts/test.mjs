// `npm test`: types, lint and format, build, then every kind of test; `--fast` (`npm run check`) leaves out what takes
// minutes. Everything runs, whatever fails before it; the last line is the count and nothing else.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(fileURLToPath(import.meta.url), "../..");
const reports = join(root, ".cache/test");
const fast = process.argv.includes("--fast");
const seed = process.env.KEPT_SEED ?? String(Math.floor(Math.random() * 0x7fffffff));
const isCi = !["", "0", "false", undefined].includes(process.env.CI);
const env = { ...process.env, KEPT_SEED: seed, ...(fast ? { KEPT_FAST: "1" } : {}) };
// It names the Redis that tests may use; the studios that they start choose for themselves.
if (env.REDIS_URL) env.KEPT_TEST_REDIS_URL = env.REDIS_URL;
delete env.REDIS_URL;
delete env.DATABASE_URL;

const total = { passed: 0, failed: 0 };
/** Services that this machine has not, and may go without. */
let missing = [];
const sections = [];
/** Kinds of tests that leave a core idle now and then. */
const waiting = ["integration", "postgres"];

console.log(`Seed ${seed}: KEPT_SEED=${seed} repeats every random choice of this run.`);
await check("Types", () =>
  Promise.all(["shared", "server", "client", "tests"].map((name) => run("typescript/bin/tsc", ["-p", name]))),
);
await check("Lint and format", async () => [
  await run("oxlint/bin/oxlint", ["--type-aware", "--deny-warnings"]),
  await run("oxfmt/bin/oxfmt", ["--check", "."]),
]);
if (!fast) await check("Build", async () => [await exec(process.execPath, [join(root, "scripts/build.mjs")])]);
if (!fast) await check("Services", prepareServices);
for (const project of projects()) await suite(project);

console.log(`\n── Summary ${"─".repeat(61)}`);
for (const { name, passed, failed, seconds } of sections)
  console.log(
    `${failed ? "✕" : "✓"} ${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${seconds} s`,
  );
for (const { service, reason, files } of missing)
  console.log(
    `Not run without ${service}: ${files.join(", ")}${service === "postgres" ? ", all on PostgreSQL" : ""}. ${reason}`,
  );
if (total.failed) console.log(`Seed ${seed}`);
process.exitCode = total.failed ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);

function projects() {
  if (fast) return ["unit", "property"];
  const isOnPostgres = !missing.some(({ service }) => service === "postgres");
  return ["unit", "property", "integration", ...(isOnPostgres ? ["postgres"] : []), "e2e"];
}

/** PostgreSQL, Redis, nginx and a small disk. Where everything has to be there (CI) a missing service fails, with what helps. */
async function prepareServices() {
  const { code, out } = await capture(process.execPath, ["--import", "tsx", join(root, "tests/services/prepare.ts")]);
  if (code !== 0) return [code];
  const found = JSON.parse(out.trim().split("\n").at(-1));
  for (const { service, reason } of found) console.log(`There is no ${service} for the tests. ${reason}`);
  // A container may run everything and mount nothing: that is said at the end, and no reason to fail.
  if (isCi && found.some(({ service }) => service !== "disk")) return [1];
  missing = found;
  env.KEPT_TEST_WITHOUT = found.map(({ service }) => service).join(",");
  return [0];
}

/** A check that passes or fails as a whole. */
async function check(name, work) {
  await section(name, async () => {
    const codes = await work();
    return codes.every((code) => code === 0) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** One Vitest project. A file that cannot run, an error outside a test and a skipped test are failures too. */
async function suite(project) {
  await section(project, async () => {
    const report = join(reports, `${project}.json`);
    rmSync(report, { force: true });
    const cores = Math.min(4, availableParallelism());
    // Tests of processes mostly wait: for a start, a disk, a wire that is silent.
    const workers = String(waiting.includes(project) ? cores + 1 : cores);
    const code = await run("vitest/vitest.mjs", [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      "--maxWorkers",
      workers,
    ]);
    const { passed, failed, unrun } = readReport(report);
    const failures = failed + unrun;
    return { passed, failed: code !== 0 && failures === 0 ? 1 : failures };
  });
}

function readReport(path) {
  try {
    const report = JSON.parse(readFileSync(path, "utf8"));
    const brokenFiles = report.testResults.filter(
      (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
    );
    const skipped = report.numPendingTests + report.numTodoTests;
    for (const test of report.testResults.flatMap((file) => file.assertionResults))
      if (test.status !== "passed" && test.status !== "failed")
        console.log(`Did not run, so it counts as failed: ${test.fullName}`);
    return { passed: report.numPassedTests, failed: report.numFailedTests, unrun: brokenFiles.length + skipped };
  } catch {
    return { passed: 0, failed: 0, unrun: 0 };
  }
}

async function section(name, work) {
  console.log(`\n── ${name} ${"─".repeat(Math.max(3, 68 - name.length))}`);
  const started = Date.now();
  const { passed, failed } = await work();
  total.passed += passed;
  total.failed += failed;
  sections.push({ name, passed, failed, seconds: ((Date.now() - started) / 1000).toFixed(1) });
}

/** Runs a tool of ours by its file, so that nothing depends on a shell or on links in `.bin`. */
function run(file, args) {
  return exec(process.execPath, [join(root, "node_modules", file), ...args]);
}

/** Runs a command and gives what it wrote to standard output. */
function capture(command, args) {
  return new Promise((resolve) => {
    let out = "";
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
    child.on("error", () => resolve({ code: 1, out })).on("close", (code) => resolve({ code: code ?? 1, out }));
  });
}

function exec(command, args) {
  return new Promise((resolve) => {
    spawn(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] })
      .on("error", (error) => {
        console.error(error.message);
        resolve(1);
      })
      .on("exit", (code) => resolve(code ?? 1));
  });
}
