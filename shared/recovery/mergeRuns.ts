import type { PlayRun } from "./playRun.ts";
import { recordEvent } from "./runState.ts";

/**
 * Two copies of one run, continued in two places: everything of `first`, then what only `second` has, as far as the
 * rules still take it.
 */
export function mergeRuns(first: PlayRun, second: PlayRun): PlayRun {
  const known = new Set(first.events.map(canonical));
  let merged = first;
  for (const event of second.events) {
    if (known.has(canonical(event))) continue;
    const next = recordEvent(merged, event);
    if (typeof next !== "string") merged = next;
  }
  return merged;
}

/** Whether `longer` is `shorter` with nothing changed and perhaps more at its end. */
export function isContinuationOf(longer: PlayRun, shorter: PlayRun): boolean {
  const { events: more, ...head } = longer;
  const { events: fewer, ...sameHead } = shorter;
  return (
    canonical(head) === canonical(sameHead) &&
    fewer.every((event, index) => canonical(event) === canonical(more[index]))
  );
}

/** The same text for the same content, whoever wrote its keys in which order. */
function canonical(value: unknown): string {
  return JSON.stringify(sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sortKeys(each)]),
  );
}
