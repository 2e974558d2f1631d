import type { Play } from "../model/kinds.ts";

type Trigger = NonNullable<Play["trigger"]>;

/**
 * Whether a measured value starts a play: 180 minutes does not start "> 180", 181 does.
 * @returns undefined when the trigger has no operator and threshold to check, or the value is of another sort.
 */
export function triggerStarts(trigger: Trigger | undefined, value: number | string): boolean | undefined {
  const { operator, threshold } = trigger ?? {};
  if (operator === undefined || threshold === undefined) return undefined;
  if (operator === "=") return sameText(value, threshold);
  if (operator === "!=") return !sameText(value, threshold);
  if (typeof value !== "number" || typeof threshold !== "number") return undefined;
  if (operator === ">") return value > threshold;
  if (operator === ">=") return value >= threshold;
  return operator === "<" ? value < threshold : value <= threshold;
}

/** The plays of a metric, each with whether this value starts it. */
export function playsStartedBy(
  plays: readonly Play[],
  metric: string,
  value: number | string,
): { play: Play; starts: boolean | undefined }[] {
  return plays
    .filter((play) => play.trigger?.metric !== undefined && sameText(play.trigger.metric, metric))
    .map((play) => ({ play, starts: triggerStarts(play.trigger, value) }));
}

function sameText(one: number | string, other: number | string): boolean {
  return String(one).trim().toLowerCase() === String(other).trim().toLowerCase();
}
