import type { Measure } from "../../../shared/model/expectation.ts";
import { type Parsed, formatNumber, formatSigned, parseNumber } from "./numbers.ts";

/** Whether levels are parts of a whole: stored 0–1, shown and typed as per cent. A yes-or-no is a share of yes. */
export function isShare(measure: Measure): boolean {
  return measure.kind === "share" || measure.kind === "boolean";
}

/** Bigger is better for the customer unless the measure says lower. */
export function isLowerBetter(measure: Measure): boolean {
  return measure.direction === "lower";
}

/** The ends no level can pass, in the measure's units; `undefined` where the scale is open. */
export function levelBounds(measure: Measure): { min: number | undefined; max: number | undefined } {
  if (isShare(measure)) return { min: 0, max: 1 };
  if (measure.kind === "rating") return { min: measure.min ?? 1, max: measure.max ?? 7 };
  return { min: undefined, max: undefined };
}

/** What stands behind a level's number: `%`, `min`, `of 7`; empty for a bare number. */
export function levelSuffix(measure: Measure): string {
  if (isShare(measure)) return "%";
  if (measure.kind === "rating") return `of ${formatNumber(measure.max ?? 7)}`;
  return measure.unit ?? "";
}

/** A level as the field that edits it shows it: the number alone, per cent for shares, nothing lost to rounding. */
export function levelDigits(measure: Measure, level: number): string {
  const shown = isShare(measure) ? level * 100 : level;
  return String(Number(shown.toPrecision(12)));
}

/** A level in words: `90%`, `12 min`, `6 of 7`. Null is unknown and shown as a dash. */
export function formatLevel(measure: Measure, level: number | null | undefined): string {
  if (level === null || level === undefined) return "–";
  if (isShare(measure)) return `${formatNumber(level * 100, 1)}%`;
  return withSuffix(formatNumber(level), measure);
}

/** A difference of two levels: `−6 points`, `+3 min`. */
export function formatLevelDifference(measure: Measure, difference: number | null | undefined): string {
  if (difference === null || difference === undefined) return "–";
  if (isShare(measure)) return `${formatSigned(difference * 100, 1)} points`;
  return measure.unit === undefined || measure.kind === "rating"
    ? formatSigned(difference)
    : `${formatSigned(difference)} ${measure.unit}`;
}

/** Reads what was typed for a level of this measure, refusing what cannot lie on its scale. */
export function parseLevel(measure: Measure, text: string): Parsed<number> {
  const suffix = levelSuffix(measure);
  const trimmed = text.trim();
  const bare = suffix !== "" && trimmed.endsWith(suffix) ? trimmed.slice(0, -suffix.length) : trimmed;
  const parsed = parseNumber(bare);
  if ("problem" in parsed) return parsed;
  const { min, max } = levelBounds(measure);
  const value = isShare(measure) ? Number((parsed.value / 100).toPrecision(12)) : parsed.value;
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    return { problem: `Must lie between ${formatLevel(measure, min)} and ${formatLevel(measure, max)}` };
  }
  return { value };
}

function withSuffix(number: string, measure: Measure): string {
  const suffix = levelSuffix(measure);
  return suffix === "" ? number : `${number} ${suffix}`;
}
