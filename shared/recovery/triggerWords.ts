import type { Play } from "../model/kinds.ts";

type Trigger = NonNullable<Play["trigger"]>;

export const operatorWords: Readonly<Record<NonNullable<Trigger["operator"]>, string>> = {
  ">": "is more than",
  ">=": "is at least",
  "<": "is less than",
  "<=": "is at most",
  "=": "is",
  "!=": "is not",
};

/**
 * When a play starts and by whose hand, as a sentence: “Starts by itself when delay is more than 180 min”.
 * @returns undefined when nothing says when.
 */
export function triggerSentence(trigger: Trigger | undefined): string | undefined {
  const { text = "", metric = "", automatic } = trigger ?? {};
  const when = metric.trim() === "" ? text.trim() : condition(trigger ?? {});
  if (when === "") return undefined;
  const how = automatic === true ? "Starts by itself" : "Started by hand";
  return metric.trim() === "" ? `${how}: ${when}` : `${how} when ${when}`;
}

function condition({ metric = "", operator, threshold, unit = "" }: Trigger): string {
  if (operator === undefined || threshold === undefined) return `${metric.trim()} says so`;
  return [metric.trim(), operatorWords[operator], threshold, unit.trim()].filter((word) => word !== "").join(" ");
}
