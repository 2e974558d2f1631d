import { plainNumber } from "../../../shared/alignment/levelText.ts";

/** What a person wrote, as a number, or why it is none. */
export type Parsed<T> = { value: T } | { problem: string };

const grouping = /(?<=\d)[\s\u00a0\u202f\u2009'’](?=\d{3}(?!\d))/gu;

/**
 * Reads a number as people write it: `1 200`, `12,5`, `-3`, `.5`. A comma before exactly three digits could mean a
 * thousand or a decimal, so it is refused unless `comma` says which.
 */
export function parseNumber(text: string, comma?: "decimal" | "thousands"): Parsed<number> {
  const plain = text
    .trim()
    .replace(/[−–]/gu, "-")
    .replace(grouping, "");
  const commas = plain.split(",").length - 1;
  const dots = plain.split(".").length - 1;
  let digits = plain;
  if (commas > 0 && dots > 0) {
    const decimal = plain.lastIndexOf(",") > plain.lastIndexOf(".") ? "," : ".";
    digits = plain.replaceAll(decimal === "," ? "." : ",", "").replace(decimal, ".");
  } else if (commas > 1 || (commas === 1 && comma === "thousands" && /,\d{3}$/u.test(plain))) {
    if (!/^[+-]?\d{1,3}(,\d{3})+$/u.test(plain)) return { problem: `“${text.trim()}” is not a number` };
    digits = plain.replaceAll(",", "");
  } else if (commas === 1) {
    if (comma === undefined && /^[+-]?[1-9]\d{0,2},\d{3}$/u.test(plain)) {
      const whole = plain.replace(",", "");
      return { problem: `“${plain}” could be ${plain.replace(",", ".")} or ${whole}: write it without the comma` };
    }
    digits = plain.replace(",", ".");
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu.test(digits)) return { problem: `“${text.trim()}” is not a number` };
  const value = Number(digits);
  return Number.isFinite(value) ? { value } : { problem: `“${text.trim()}” is too large` };
}

/**
 * A number as the reason sentences write it, with a proper minus: at most `decimals` places (default: as many as three
 * significant figures need).
 */
export function formatNumber(value: number, decimals?: number): string {
  const places = decimals ?? Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1))));
  const text = plainNumber(value, places);
  return text.startsWith("-") ? (Number(text.slice(1)) === 0 ? "0" : `−${text.slice(1)}`) : text;
}

/** The same with its sign, as every gap is shown: `+0.3`, `−1.4`, `0`. */
export function formatSigned(value: number, decimals?: number): string {
  const text = formatNumber(value, decimals);
  return text === "0" || text.startsWith("−") ? text : `+${text}`;
}
