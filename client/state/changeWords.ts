import type { DifferenceCount, RecordDifference, Verb } from "../../shared/model/difference.ts";
import { kinds } from "../../shared/model/kinds.ts";

/** What a kind of record is called, one or several of it. */
export function kindWords(kind: RecordDifference["kind"], count = 1): string {
  if (kind === "map") return "the map’s own fields";
  if (kind === "evidence") return count === 1 ? "piece of evidence" : "pieces of evidence";
  if (kind === "play") return count === 1 ? "plan B" : "plans B";
  return count === 1 ? kinds[kind].word : `${kinds[kind].word}s`;
}

/** Changes as a line: "3 touchpoints changed, 1 promise removed". */
export function countWords(counts: readonly DifferenceCount[]): string {
  return counts
    .map(({ kind, verb, count }) =>
      kind === "map" ? "map’s own fields changed" : `${count} ${kindWords(kind, count)} ${verb}`,
    )
    .join(", ");
}

/** What a record is called in a list. */
export function titleWords({ kind, title }: Pick<RecordDifference, "kind" | "title">): string {
  if (kind === "map") return title || "Untitled map";
  return title || `Untitled ${kindWords(kind)}`;
}

/** Names of fields as words: "zero tolerance, due on"; a place in the order is one field. */
export function fieldWords(fields: readonly string[]): string {
  const words = fields.map((field) =>
    field === "order" ? "its place" : field.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(),
  );
  return [...new Set(words)].join(", ");
}

/** What was done to a record, after its name: "added", "changed: title, owner". */
export function verbWords(verb: Verb, fields: readonly string[]): string {
  const words = fieldWords(fields);
  return verb === "changed" && words !== "" ? `changed: ${words}` : verb;
}

const day = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false });
const moment = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

/** The day of a time in words: "Today", "Yesterday", "Friday, 28 June 2024". @param iso ISO 8601. */
export function dayWords(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const midnight = (of: Date) => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : day.format(date);
}

/** The time of day: "14:05". */
export function clockWords(iso: string): string {
  return clock.format(new Date(iso));
}

/** Day and time, short: "28 Jun 2024, 14:05". */
export function momentWords(iso: string): string {
  return `${moment.format(new Date(iso))}, ${clockWords(iso)}`;
}
