import type { Parsed } from "../measure/numbers.ts";

/**
 * Reads a day as `2024-05-31`, `31.05.2024` or `31/05/2024`; a month alone (`2024-05`) means its last day. With
 * slashes either order is known in the world, so a day that fits both is refused.
 */
export function parseDay(text: string): Parsed<string> {
  const trimmed = text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/u, "");
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/u.exec(trimmed);
  if (iso) {
    const [, year, month, day] = iso.map(Number);
    return dayOf(trimmed, year, month, iso[3] === undefined ? lastDay(year, month) : day);
  }
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/u.exec(trimmed);
  if (dotted) {
    const [, day, month, year] = dotted.map(Number);
    return dayOf(trimmed, year, month, day);
  }
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/u.exec(trimmed);
  if (!slashed) return { problem: `“${trimmed}” is not a date: write it as 2024-05-31` };
  const [, a, b, year] = slashed.map(Number);
  const dayFirst = dayOf(trimmed, year, b, a);
  const monthFirst = dayOf(trimmed, year, a, b);
  if ("value" in dayFirst && "value" in monthFirst && dayFirst.value !== monthFirst.value) {
    return { problem: `“${trimmed}” could be ${dayFirst.value} or ${monthFirst.value}: write it that way` };
  }
  return "value" in dayFirst ? dayFirst : monthFirst;
}

function lastDay(year = 0, month = 0): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dayOf(text: string, year = 0, month = 0, day = 0): Parsed<string> {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? { value: date.toISOString().slice(0, 10) } : { problem: `“${text}” is not a day of the calendar` };
}
