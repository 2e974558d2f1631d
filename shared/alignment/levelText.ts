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
  const distinct = [...new Set([...shown, ...(percent ? [0, 1] : [])].filter((value) => value !== null))];
  const decimals = decimalsThatTellApart(distinct.map((value) => value * scale));
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

function decimalsThatTellApart(values: readonly number[]): number {
  for (let decimals = 0; decimals < maxDecimals; decimals++)
    if (new Set(values.map((value) => value.toFixed(decimals))).size === values.length) return decimals;
  return maxDecimals;
}

/** A number with at most `decimals` places, without trailing zeros, in groups of three. */
export function plainNumber(value: number, decimals = 0): string {
  const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
  const places = fraction.replace(/0+$/u, "");
  const grouped = /^-?\d{4,}$/u.test(whole) ? whole.replaceAll(/\B(?=(\d{3})+$)/gu, ",") : whole;
  return places === "" ? grouped : `${grouped}.${places}`;
}
