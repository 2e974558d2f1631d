import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Figures } from "./figures.ts";
import { startStudio, type TestStudio } from "./studio.ts";
import { openSyncClient, until } from "./syncClient.ts";

const deploy = join(import.meta.dirname, "../../deploy");
/** Added by Prometheus itself: labels of the target, and whether it answered. */
const ofPrometheus = new Set(["job", "instance", "up"]);
/** Words of the query language that stand where a metric could. */
const words = new Set(["sum", "min", "max", "by", "rate", "increase", "topk", "histogram_quantile", "le"]);

let studio: TestStudio;
let figures: Figures;

beforeAll(async () => {
  studio = await startStudio();
  const map = (await studio.program().post("/api/v1/maps", { title: "Shown" })).body.id;
  const cookies = [...(await studio.owner()).cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const client = openSyncClient({ url: studio.url, map, headers: { cookie: cookies } });
  await until(() => client.provider.synced, "the client has the map");
  client.doc.getMap("test").set("value", 1);
  await until(() => client.saved === client.sent && client.saved > 0, "the change is saved");
  client.close();
  // Garbage is collected at some time; its figures are there from the first on.
  const read = async () => new Figures((await studio.visitor().get("/metrics")).body);
  figures = await read();
  const deadline = performance.now() + 30_000;
  while (!figures.text.includes("nodejs_gc_duration_seconds_sum{") && performance.now() < deadline) {
    Array.from({ length: 100_000 }, () => ({}));
    figures = await read();
  }
});
afterAll(() => studio.close());

interface Panel {
  title: string;
  type: string;
  targets?: { expr: string; legendFormat: string }[];
}

const dashboard = JSON.parse(readFileSync(join(deploy, "grafana/kept.json"), "utf8")) as {
  panels: Panel[];
  templating: { list: { name: string; query: string | { query: string } }[] };
};
const alerts = readFileSync(join(deploy, "prometheus/kept-alerts.yml"), "utf8");

/** Labels of each metric that the studio shows, with every value they have. */
function shown(): Map<string, Map<string, Set<string>>> {
  const metrics = new Map<string, Map<string, Set<string>>>();
  for (const series of figures.series) {
    const [, name = "", labels = ""] = /^([a-z0-9_]+)(?:\{(.*)\})?$/i.exec(series) ?? [];
    const known = metrics.get(name) ?? new Map<string, Set<string>>();
    metrics.set(name, known);
    for (const [, label = "", value = ""] of labels.matchAll(/(\w+)="([^"]*)"/g))
      known.set(label, (known.get(label) ?? new Set()).add(value));
  }
  return metrics;
}

/** What a query names that the studio does not show: metrics, labels, and values that are written out. */
function strange(query: string): string[] {
  const known = shown();
  const found: string[] = [];
  const text = query.replaceAll(/"[^"]*"/g, (quoted) => quoted.replaceAll(/[{}(),]/g, ""));
  for (const [, name = "", labels] of text.matchAll(/\b([a-z_][a-z0-9_]*)\b(?:\{([^}]*)\})?(?!\s*\()/g)) {
    const isInside = labels === undefined && !/^(kept|nodejs|process|up)/.test(name);
    if (isInside || words.has(name) || ofPrometheus.has(name)) continue;
    const metric = known.get(name);
    if (!metric) found.push(name);
    for (const [, label = "", sign, value = ""] of (labels ?? "").matchAll(/(\w+)(=~|=)"([^"]*)"/g)) {
      if (ofPrometheus.has(label)) continue;
      if (!metric?.has(label)) found.push(`${name}{${label}}`);
      else if (sign === "=" && !metric.get(label)?.has(value)) found.push(`${name}{${label}="${value}"}`);
    }
  }
  const metrics = [...text.matchAll(/\b(?:kept|nodejs|process)_\w+/g)].map(([name]) => name);
  const labels = new Set([...ofPrometheus, ...metrics.flatMap((name) => [...(known.get(name)?.keys() ?? [])])]);
  for (const [, list = ""] of text.matchAll(/\bby \(([^)]*)\)/g))
    for (const label of list.split(/,\s*/)) if (!labels.has(label)) found.push(`by (${label})`);
  return found;
}

test("MT7 the check itself finds metrics, labels and values that are not there", () => {
  expect(strange('sum by (le) (rate(kept_save_seconds_bucket{job="$job",instance=~"$instance"}[5m]))')).toEqual([]);
  expect(strange("sum(kept_nothing_total)")).toEqual(["kept_nothing_total"]);
  expect(strange('kept_changes_refused_total{reason="LIMIT"}')).toEqual(["kept_changes_refused_total{reason}"]);
  expect(strange('kept_changes_refused_total{code="NONE"}')).toEqual(['kept_changes_refused_total{code="NONE"}']);
  expect(strange("sum by (map) (kept_rooms)")).toEqual(["by (map)"]);
});

test("MT7 every figure on the dashboard is one that the studio shows", () => {
  const panels = dashboard.panels.filter(({ type }) => type !== "row");
  expect(panels.length).toBeGreaterThan(20);
  for (const { title, targets = [] } of panels) {
    expect(targets.length, title).toBeGreaterThan(0);
    for (const { expr, legendFormat } of targets) {
      expect(strange(expr), title).toEqual([]);
      for (const [, label = ""] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
        expect(expr.includes(label) || ofPrometheus.has(label), `${title}: ${legendFormat}`).toBe(true);
    }
  }
  const used = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join(" ");
  const unused = [...shown().keys()]
    .filter((name) => name.startsWith("kept_") && !/_(bucket|count|sum)$/.test(name))
    .filter((name) => !used.includes(name));
  expect(unused).toEqual([]);
});

test("MT7 every alert asks for figures that the studio shows, and says what to do", () => {
  const rules = alerts.split(/\n {6}- alert: /).slice(1);
  expect(rules.length).toBeGreaterThan(8);
  for (const rule of rules) {
    const [name = ""] = rule.split("\n");
    const [, expr = ""] = /\n {8}expr: (.+)\n/.exec(rule) ?? [];
    expect(expr, name).not.toBe("");
    expect(strange(expr), name).toEqual([]);
    expect(rule, name).toMatch(/severity: (page|ticket)/);
    expect(rule, name).toMatch(/summary: ["'].+["']/);
    expect(rule, name).toMatch(/description: ["'].+["']/);
  }
});
