import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BenchRow, keepsBudget, summarize } from "./benchRow.ts";

/**
 * `npm run bench` runs every part that needs nothing but this checkout; `npm run bench -- room canvas` only those named;
 * `-- faults --only kill --rounds 300` does harm to the real server again and again; `-- fuzz --minutes 10 --seed 1` sends
 * it mutated input for so long; `-- load --only rated` puts the rated load on it; `-- --peers` also installs the peers into a temporary folder and
 * measures them in the same run. Exits 1 when a budget is broken.
 */
const parts: Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>> = {
  insights: () => import("./insights.ts"),
  whatIf: () => import("./whatIf.ts"),
  document: () => import("./document.ts"),
  room: () => import("./room.ts"),
  canvas: () => import("./canvas.ts"),
  faults: () => import("./faults.ts"),
  nodes: () => import("./nodes.ts"),
  fuzz: () => import("./fuzz.ts"),
  load: () => import("./load.ts"),
  peers: () => import("./peers.ts"),
  canvasPeers: () => import("./canvasPeers.ts"),
};
const usual = ["insights", "whatIf", "document", "room", "canvas"];

const { values, positionals: named } = parseArgs({
  options: {
    peers: { type: "boolean" },
    minutes: { type: "string" },
    seed: { type: "string" },
    rounds: { type: "string" },
    only: { type: "string" },
  },
  allowPositionals: true,
});
const unknown = named.filter((name) => !(name in parts));
if (unknown.length) {
  process.stderr.write(`There is no bench called ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}.\n`);
  process.exit(2);
}
const withPeers: Record<string, string> = { room: "peers", canvas: "canvasPeers" };
const asked = named.length ? named : usual;
// What is measured beside peers measures the same as without them, and more.
const chosen = values.peers ? asked.map((name) => withPeers[name] ?? name) : asked;

// The canvas uses the product as it is built.
execFileSync(process.execPath, [join(import.meta.dirname, "../../scripts/build.mjs")], { stdio: "inherit" });
print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}`);

const broken: BenchRow[] = [];
for (const name of chosen) {
  const load = parts[name];
  if (!load) continue;
  print(`\n## ${name}\n`);
  const rows = await (await load()).run();
  print(tableOf(rows));
  broken.push(...rows.filter((row) => !keepsBudget(row)));
}
print(
  broken.length
    ? `\n${broken.length} budgets broken: ${broken.map((row) => row.name).join("; ")}`
    : "\nEvery budget is kept.",
);
process.exit(broken.length ? 1 : 0);

function tableOf(rows: readonly BenchRow[]): string {
  const lines = rows.map((row) => {
    const { median, min, max } = summarize(row.runs);
    const budget = row.budget ? `${row.budget.is === "atMost" ? "≤" : "≥"} ${figure(row.budget.value)}` : "";
    const mark = row.budget ? (keepsBudget(row) ? "kept" : "**broken**") : "";
    return `| ${row.group} | ${row.name} | ${figure(median)} | ${figure(min)} | ${figure(max)} | ${row.unit} | ${budget} | ${mark} | ${row.note ?? ""} |`;
  });
  return [
    "| | figure | median | min | max | unit | budget | | note |",
    "|---|---|--:|--:|--:|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** Three significant digits, without the noise of more. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
