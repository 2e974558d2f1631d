import { parseNumber } from "../measure/numbers.ts";

/** A threshold or measured value: a number where it is one, else a word such as CANCELLED. */
export function readValue(text: string): number | string {
  const parsed = parseNumber(text);
  return "value" in parsed ? parsed.value : text.trim();
}
