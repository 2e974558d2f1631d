import type { Measure } from "../model/expectation.ts";
import { isShare } from "./advantage.ts";

const maxDecimals = 3;

/** Writes levels of one measure so that different levels read differently. */
export interface LevelText {
  /** With its unit: `84%`, `12.5 min`. */
  level(value: number): string;
  /** A 95% interval; an unknown end is left open: `78–88%`, `from 10 min`. */
  range(low: number | null, high: number | null): string;
}

/** @param shown the levels that will stand in one sentence. */
export function levelText(measure: Measure, shown: readonly (number | null)[]): LevelText {
  const percent = isShare(measure);
  const scale = percent ? 100 : 1;
  // 99.9% is not "100%": the ends of a share's scale are told apart from what lies near them.
  const decimals = decimalsThatTellApart(shown, scale);
  const digits = (value: number) => plainNumber(value * scale, decimals);
  const unit = percent ? "%" : unitOf(measure);
  return {
    level: (value) => digits(value) + unit,
    range: (low, high) => {
      if (low === null) return high === null ? "unknown" : `up to ${digits(high)}${unit}`;
      return high === null ? `from ${digits(low)}${unit}` : `${digits(low)}–${digits(high)}${unit}`;
    },
  };
}

/** A rating's unit is its scale, which says nothing after a number. */
function unitOf(measure: Measure): string {
  return measure.kind === "rating" || measure.unit === undefined || measure.unit === "" ? "" : ` ${measure.unit}`;
}

/** The fewest decimals with which values that differ read differently, up to {@link maxDecimals}. */
function decimalsThatTellApart(values: readonly (number | null)[], scale: number): number {
  for (let decimals = 0; decimals < maxDecimals; decimals++) {
    const factor = scale * 10 ** decimals;
    const looksAlike = (a: number | null, at: number) =>
      a !== null &&
      values.some(
        (b, other) => other > at && b !== null && a !== b && Math.round(a * factor) === Math.round(b * factor),
      );
    if (!values.some(looksAlike)) return decimals;
  }
  return maxDecimals;
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
