import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parseJourney } from "../../shared/model/integrity.ts";
import { filesBelow, repository } from "./sourceFiles.ts";

const documents = ["README.md", ...filesBelow("docs", [".md"])];

test("T7 the example of the journey format is a journey", () => {
  const text = readFileSync(join(repository, "docs/journey-format.md"), "utf8");
  const example = /```json\n([\s\S]+?)```/.exec(text)?.[1] ?? "";
  expect(parseJourney(JSON.parse(example))).toMatchObject({ journey: { title: "Parcel to the door" } });
});

test("T8 what README and documents link to is there", () => {
  const links = documents.flatMap((path) =>
    [...readFileSync(join(repository, path), "utf8").matchAll(/\]\((?!https?:)([^)#]+)|(?:src|srcset)="([^"]+)"/g)].map(
      (match) => join(dirname(path), match[1] ?? match[2] ?? ""),
    ),
  );
  expect(links.filter((link) => !existsSync(join(repository, link)))).toEqual([]);
});

test("T9 README explains every variable that the server reads, and no other", () => {
  const read = readFileSync(join(repository, "server/config.ts"), "utf8").split("notYet: ")[0] ?? "";
  const known = new Set(
    read.match(/"(?:HOST|PORT|LOG_LEVEL|[A-Z]+_URL|KEPT_[A-Z_]+)"/g)?.map((name) => name.slice(1, -1)),
  );
  const table = readFileSync(join(repository, "README.md"), "utf8").match(/^\| `.*$/gm) ?? [];
  const explained = new Set(table.flatMap((row) => row.split("|")[1]?.match(/[A-Z_]{4,}/g) ?? []));
  expect(explained).toEqual(known);
});

test("T10 every rule that README calls as a proof stands in a SPEC.md", () => {
  const proofs = readFileSync(join(repository, "README.md"), "utf8").match(/^\|.*\b[A-Z]\d+\b.*\|$/gm) ?? [];
  const named = proofs.flatMap((row) => row.match(/\b[A-Z]{1,2}\d+\b/g) ?? []);
  const rules = ["shared", "server", "client", "tests"]
    .flatMap((folder) => filesBelow(folder, ["SPEC.md"]))
    .map((path) => readFileSync(join(repository, path), "utf8"))
    .join("\n");
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((rule) => !rules.includes(`**${rule}**`))).toEqual([]);
});
