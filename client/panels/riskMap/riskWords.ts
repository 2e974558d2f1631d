import type { ActionPriority } from "../../../shared/risk/actionPriority.ts";
import type { MatrixColour } from "../../../shared/risk/matrix.ts";
import { formatNumber } from "../measure/numbers.ts";

/** The likelihood bins by their edges, per passage. */
export const likelihoodWords = ["< 1%", "1–5%", "5–20%", "20–50%", "> 50%"] as const;

/** Each impact by an anchor that everybody can picture, the least first. */
export const impactWords = [
  { name: "Trivial", anchor: "hardly noticed", severities: "1–2" },
  { name: "Nuisance", anchor: "a wrong invoice", severities: "3–4" },
  { name: "Loss", anchor: "money or time, made good", severities: "5–6" },
  { name: "Lasting loss", anchor: "partly irreversible", severities: "7–8" },
  { name: "Irreversible", anchor: "a missed wedding", severities: "9–10" },
] as const;

/** The zones of the picture in words, so that their colours are not the only code. */
export const zoneWords: Readonly<Record<MatrixColour, string>> = { green: "Accept", yellow: "Watch", red: "Act" };

export const priorityWords: Readonly<Record<ActionPriority, string>> = { H: "High", M: "Medium", L: "Low" };

/** A probability in per cent, finer the smaller it is: `23%`, `9.5%`, `0.04%`. */
export function formatProbability(probability: number): string {
  return `${percentDigits(probability)}%`;
}

/** A credible interval: `4.8–15.4%`. */
export function formatCredible([low, high]: readonly [number, number]): string {
  return `${percentDigits(low)}–${percentDigits(high)}%`;
}

/** An amount of money in whatever currency the map counts in, millions as `5.73 M`; null is unknown. */
export function formatMoney(amount: number | null, currency?: string): string {
  if (amount === null) return "unknown";
  const size = Math.abs(amount);
  const digits =
    size >= 1_000_000 ? `${formatNumber(amount / 1_000_000, 2)} M` : formatNumber(amount, size < 100 ? 2 : 0);
  return currency === undefined ? digits : `${digits} ${currency}`;
}

function percentDigits(probability: number): string {
  const share = probability * 100;
  return formatNumber(share, share >= 10 ? 1 : share >= 1 ? 1 : share >= 0.1 ? 2 : 3);
}
