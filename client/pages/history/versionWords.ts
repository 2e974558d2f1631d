import type { VersionItem } from "../../../shared/api/versions.ts";
import { clockWords, momentWords } from "../../state/changeWords.ts";

type Named = Pick<VersionItem, "kind" | "name" | "at" | "of">;

/** What a version is called in the list of its day. */
export function versionTitle({ kind, name, at, of }: Named): string {
  if (kind === "restored") return `Restored: ${name ?? momentWords(of ?? at)}`;
  if (name !== null) return name;
  return kind === "safety" ? "Before a restore" : clockWords(at);
}

/** What a version is called in a sentence. */
export function versionLabel(version: Named): string {
  return version.kind === "named" && version.name !== null ? `“${version.name}”` : momentWords(version.at);
}

/** Who had a hand in it: "Ada", "Ada and Ben", "Ada, Ben and 3 more". */
export function peopleWords(people: readonly { name: string }[]): string {
  const names = [...new Set(people.map(({ name }) => name))];
  if (names.length <= 2) return names.join(" and ");
  if (names.length === 3) return `${names[0]}, ${names[1]} and ${names[2]}`;
  return `${names[0]}, ${names[1]} and ${names.length - 2} more`;
}
