import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const client = join(import.meta.dirname, "../../dist/client");

test.each([
  { page: "HomePage", mostKiB: 160 },
  { page: "MapPage", mostKiB: 280 },
])("E14 the $page asks for at most $mostKiB KiB of compressed JavaScript before it shows", ({ page, mostKiB }) => {
  const html = readFileSync(join(client, "index.html"), "utf8");
  const first = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1] ?? "");
  const chunk = readdirSync(join(client, "assets")).find((name) => name.startsWith(`${page}-`) && name.endsWith(".js"));
  const scripts = closure([...first, `assets/${chunk}`]);
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(client, path))).length);
  expect(bytes.reduce((sum, size) => sum + size, 0) / 1024).toBeLessThanOrEqual(mostKiB);
});

/** Those scripts and all that they import statically; what is imported on demand is not waited for. */
function closure(scripts: readonly string[]): string[] {
  const found = new Set(scripts);
  for (const path of found) {
    const text = readFileSync(join(client, path), "utf8");
    for (const match of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) found.add(`assets/${match[1]}`);
  }
  return [...found];
}
