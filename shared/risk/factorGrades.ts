/** Months since a launch below which a service is new, and above which it is no longer. */
const newMonths = 3;
const settledMonths = 12;

/** Grade of coordination: one department at one site 0, two ½, three or several sites 1; undefined when neither is known. */
export function coordinationGrade(departments: number | undefined, sites: number | undefined): number | undefined {
  if ((sites ?? 0) >= 2 || (departments ?? 0) >= 3) return 1;
  if (departments === undefined) return undefined;
  return departments === 2 ? 0.5 : 0;
}

/**
 * Grade of newness: launched less than 3 months ago, or not yet, 1; up to 12 months ½; longer 0.
 * @param launchedOn and `asOf`: `YYYY-MM-DD`.
 */
export function newnessGrade(launchedOn: string, asOf: string): number {
  if (asOf < monthsAfter(launchedOn, newMonths)) return 1;
  return asOf <= monthsAfter(launchedOn, settledMonths) ? 0.5 : 0;
}

/**
 * Grade of turnover: above 40% a year, or half of the staff here for less than 6 months, 1; from 20% ½; below 0.
 * Undefined when that cannot be said.
 * @param turnover share of the staff that leave a year; `tenureMonths` their median tenure.
 */
export function turnoverGrade(turnover: number | undefined, tenureMonths: number | undefined): number | undefined {
  if ((turnover ?? 0) > 0.4 || (tenureMonths ?? 6) < 6) return 1;
  if (turnover === undefined) return undefined;
  return turnover >= 0.2 ? 0.5 : 0;
}

/**
 * The grade after an answer changed: what the answers say now; where they say nothing, none if they had said it before,
 * else the one that stands, which somebody gave without answers.
 */
export function regraded(
  grade: number | undefined,
  said: number | undefined,
  says: number | undefined,
): number | undefined {
  return says ?? (said === undefined ? grade : undefined);
}

/** The same day some months later; the last of the month where it has no such day. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10);
}
