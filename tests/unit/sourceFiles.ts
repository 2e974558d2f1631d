import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const repository: string = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** One import of a source file, resolved: `target` is a repository path, or a package name when `isPackage`. */
export interface Import {
  from: string;
  target: string;
  isPackage: boolean;
}

/** Repository paths of the files below `folder` whose name ends in one of `endings`; none where the folder is missing. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)).split("\\").join("/"))
    .filter((path) => !path.includes("node_modules/"))
    .sort();
}

/** What a source file imports, statically, dynamically or only as types. */
export function importsOf(path: string): Import[] {
  const text = readFileSync(join(repository, path), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const found = text.matchAll(
    /\b(?:import|export)\b(?:[\w\s{},*$]*?\bfrom)?\s*["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/g,
  );
  return [...found].map((match) => {
    const name = (match[1] ?? match[2] ?? "").replace(/\?.*$/, "");
    return name.startsWith(".")
      ? { from: path, target: posix.join(posix.dirname(path), name), isPackage: false }
      : { from: path, target: name, isPackage: true };
  });
}
