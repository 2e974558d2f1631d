import { limits } from "../../../shared/limits.ts";
import { type Parsed, parseNumber } from "../measure/numbers.ts";

/**
 * Reads past remedy costs as people keep them: a cost a line, or several apart by semicolons; `250 × 725` counts 725
 * times.
 */
export function parseCosts(text: string): Parsed<number[]> {
  const costs: number[] = [];
  const entries = text
    .split(/[\n;\t]+/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  for (const entry of entries) {
    const [costText = "", countText = "1", ...rest] = entry.split(/\s*[×x*]\s*/iu);
    const cost = parseNumber(costText);
    const count = parseNumber(countText);
    if (rest.length > 0 || "problem" in cost || "problem" in count) return { problem: `“${entry}” is not a cost` };
    if (cost.value < 0) return { problem: `“${entry}”: a cost is 0 or more` };
    if (!Number.isInteger(count.value) || count.value < 1)
      return { problem: `“${entry}”: how often must be 1 or more` };
    if (costs.length + count.value > limits.itemsPerRecord)
      return { problem: `At most ${limits.itemsPerRecord} costs are kept: take a sample` };
    for (let at = 0; at < count.value; at += 1) costs.push(cost.value);
  }
  return { value: costs };
}

/** The same list as {@link parseCosts} reads it: each distinct cost once with how often it came. */
export function formatCosts(costs: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const cost of costs) counts.set(cost, (counts.get(cost) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([cost, count]) => (count === 1 ? String(cost) : `${cost} × ${count}`))
    .join("\n");
}
