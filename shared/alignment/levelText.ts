import type { Measure } from "../model/expectation.ts";
import { isShare } from "./advantage.ts";

const maxDecimals = 3;

/** How levels of one measure are written, so that different levels read differently. */
export interface LevelStyle {
  scale: number;
  decimals: number;
  unit: string;
}

/** @param shown the levels that will stand in one sentence. */
export function levelStyle(measure: Measure, shown: readonly (number | null)[]): LevelStyle {
  const percent = isShare(measure);
  const scale = percent ? 100 : 1;
  return { scale, decimals: decimalsThatTellApart(shown, scale), unit: percent ? "%" : unitOf(measure) };
}

/** A level with its unit: `84%`, `12.5 min`. */
export function levelText(style: LevelStyle, value: number): string {
  return plainNumber(value * style.scale, style.decimals) + style.unit;
}

/** An interval; an unknown end is left open: `78–88%`, `from 10 min`. */
export function rangeText(style: LevelStyle, low: number | null, high: number | null): string {
  if (low === null) return high === null ? "unknown" : `up to ${levelText(style, high)}`;
  if (high === null) return `from ${levelText(style, low)}`;
  return `${plainNumber(low * style.scale, style.decimals)}–${levelText(style, high)}`;
}

/** A rating's unit is its scale, which says nothing after a number. */
function unitOf(measure: Measure): string {
  return measure.kind === "rating" || measure.unit === undefined || measure.unit === "" ? "" : ` ${measure.unit}`;
}

/** The fewest decimals with which values that differ read differently, up to {@link maxDecimals}. */
function decimalsThatTellApart(values: readonly (number | null)[], scale: number): number {
  let decimals = 0;
  while (decimals < maxDecimals && someLookAlike(values, scale * 10 ** decimals)) decimals++;
  return decimals;
}

function someLookAlike(values: readonly (number | null)[], factor: number): boolean {
  return values.some((a, at) => {
    const digits = a === null ? null : Math.round(a * factor);
    return values.some((b, other) => other > at && b !== null && a !== b && Math.round(b * factor) === digits);
  });
}

/** A number with at most `decimals` places, without trailing zeros, in groups of three. */
export function plainNumber(value: number, decimals = 0): string {
  const factor = 10 ** decimals;
  const scaled = Math.round(value * factor);
  // Past 2^53 there are no decimals left to round.
  const text = String(Number.isSafeInteger(scaled) ? scaled / factor : value);
  if (Math.abs(value) < 1_000) return text;
  const [whole = "", fraction] = text.split(".");
  if (!/^-?\d{4,}$/u.test(whole)) return text;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/gu, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
