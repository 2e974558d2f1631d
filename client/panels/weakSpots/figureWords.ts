import { formatNumber } from "../measure/numbers.ts";

/** A probability as per cent with as many figures as it deserves. */
export function formatProbability(value: number): string {
  const percent = value * 100;
  if (percent === 0 || percent >= 10) return `${formatNumber(percent, 0)}%`;
  if (percent < 0.01) return "< 0.01%";
  return `${formatNumber(percent, percent >= 1 ? 1 : 2)}%`;
}

/** An amount of money or cases, in round figures. */
export function formatAmount(value: number): string {
  return formatNumber(value, value >= 100 ? 0 : 2);
}
