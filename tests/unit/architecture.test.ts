import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, importsOf, repository, type Import } from "./sourceFiles.ts";

/**
 * The floors of the house, lowest first. A file may import from its own part and from lower floors of its own side;
 * parts that share a floor do not see each other. Server and client both stand on `shared` and never meet.
 */
const floors: Record<"shared" | "server" | "client", readonly (readonly string[])[]> = {
  shared: [
    ["base"],
    ["model"],
    ["doc"],
    ["risk"],
    ["commands", "wire", "alignment", "recovery", "exercise"],
    ["layout", "whatif"],
    ["insights"],
    ["api"],
  ],
  server: [
    ["base", "templates"],
    ["store", "bus", "mail"],
    ["auth"],
    ["people"],
    ["sync"],
    ["http", "backup"],
    ["compose"],
    ["main"],
  ],
  client: [
    ["base", "api", "i18n"],
    ["session"],
    ["state"],
    ["ui"],
    ["actions"],
    ["canvas", "panels"],
    ["pages"],
    ["main"],
  ],
};

/** Sciences read the model and nothing else, so that they can be proven, moved to a worker, and read on their own. */
const sciences: Record<string, readonly string[]> = {
  alignment: ["base", "model", "alignment"],
  risk: ["base", "model", "risk"],
  recovery: ["base", "model", "recovery"],
  whatif: ["base", "model", "risk", "recovery", "whatif"],
  layout: ["base", "model", "alignment", "layout"],
  exercise: ["base", "model", "exercise"],
};

const yjsFolders = ["shared/doc/", "server/sync/", "client/session/"];

const sources = ["shared", "server", "client"].flatMap((folder) => filesBelow(folder, [".ts", ".tsx"]));
const imports = sources.flatMap(importsOf);
const inner = imports.filter((entry) => !entry.isPackage);

test("T1 imports run downwards only, and server and client never meet", () => {
  expect(inner.length).toBeGreaterThan(50);
  expect(inner.map(explainUpward).filter(Boolean)).toEqual([]);
});

test("T2 no imports run in a circle", () => {
  expect(circles(inner)).toEqual([]);
});

test("T3 Yjs appears only where documents are kept", () => {
  const strays = imports
    .filter(({ isPackage, target }) => isPackage && /^(yjs|y-[\w]+)(\/|$)/.test(target))
    .filter(({ from }) => !yjsFolders.some((folder) => from.startsWith(folder)))
    .map(({ from, target }) => `${from} imports ${target}; only ${yjsFolders.join(", ")} know how records lie in Yjs`);
  expect(strays).toEqual([]);
});

test("T4 shared compiles with neither DOM nor Node types and imports no Node module", () => {
  const config = JSON.parse(readFileSync(join(repository, "shared/tsconfig.json"), "utf8"));
  expect(config.compilerOptions).toMatchObject({ lib: ["ES2023"], types: [] });
  const strays = imports.filter(
    ({ from, isPackage, target }) =>
      from.startsWith("shared/") &&
      isPackage &&
      (target.startsWith("node:") || builtinModules.includes(target) || /^(react|@mantine)/.test(target)),
  );
  expect(strays).toEqual([]);
});

test("T5 every rule number is unique, and every rule that a test names exists", () => {
  const rules = ["shared", "server", "client", "tests"]
    .flatMap((folder) => filesBelow(folder, ["SPEC.md"]))
    .flatMap((path) => readFileSync(join(repository, path), "utf8").match(/^[-*|\s]*\**[A-Z]{1,2}\d+\b/gm) ?? [])
    .map((match) => match.replace(/[^A-Z\d]/g, ""));
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);

  const named = filesBelow("tests", [".test.ts", ".test.tsx"]).flatMap((path) =>
    [
      ...readFileSync(join(repository, path), "utf8").matchAll(
        /\b(?:test|it)(?:\.\w+\([^)]*\))?\(\s*["'`]([A-Z]{1,2}\d+)\b/g,
      ),
    ].map((match) => ({ path, rule: match[1] ?? "" })),
  );
  expect(named.filter(({ rule }) => !rules.includes(rule))).toEqual([]);
});

test("T6 no default exports but the one that Vite reads", () => {
  const strays = sources.filter((path) => /^export default\b/m.test(readFileSync(join(repository, path), "utf8")));
  expect(strays).toEqual([]);
});

/** Why an import may not be, as a sentence; undefined when it may. */
function explainUpward({ from, target }: Import): string | undefined {
  const here = partOf(from);
  const there = partOf(target);
  const says = (reason: string) => `${from} imports ${target}: ${reason}`;
  if (!there) return says("nothing outside shared, server and client belongs into the product");
  if (here.side !== there.side)
    return there.side === "shared" ? undefined : says(`${here.side} never imports ${there.side}`);
  if (here.part === there.part) return undefined;
  const allowed = here.side === "shared" ? sciences[here.part] : undefined;
  if (allowed) return allowed.includes(there.part) ? undefined : says(`the sciences import only ${allowed.join(", ")}`);
  if (there.floor < here.floor) return undefined;
  if (there.floor === here.floor)
    return says(
      `${here.part} and ${there.part} stand on one floor and do not see each other; move what both need down, or pass it in`,
    );
  return says(
    `${here.part} stands below ${there.part}; imports run downwards, so move what it needs down, or pass it in`,
  );
}

function partOf(path: string): { side: string; part: string; floor: number };
function partOf(path: string): { side: string; part: string; floor: number } | undefined {
  const [side = "", second = "", third] = path.split("/");
  if (side !== "shared" && side !== "server" && side !== "client") return undefined;
  const tops: Record<string, string> = {
    "server/main.ts": "main",
    "server/compose.ts": "compose",
    "server/backup.ts": "main",
    "server/restore.ts": "main",
    "server/move.ts": "main",
    "client/main.tsx": "main",
    "client/App.tsx": "main",
  };
  const part = third === undefined ? (tops[path] ?? "base") : second;
  const floor = floors[side].findIndex((parts) => parts.includes(part));
  if (floor < 0) throw new Error(`${path}: the floor of ${side}/${part} is not in tests/unit/architecture.test.ts`);
  return { side, part, floor };
}

/** Every circle of imports, each as one line that begins at its first file. */
function circles(edges: readonly Import[]): string[] {
  const graph = new Map<string, string[]>();
  for (const { from, target } of edges) graph.set(from, [...(graph.get(from) ?? []), target]);
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) found.add([...trail.slice(seenAt), path].join(" → "));
    if (seenAt >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...found];
}
