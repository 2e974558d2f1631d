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

/** A step that a trigger sets off, and whether anybody has to do something for it. */
export interface StartedStep {
  step: NonNullable<Play["steps"]>[number];
  channel: string | undefined;
  needsStaff: boolean;
}

/**
 * What happens when a play starts: its steps until somebody follows up. With an automatic trigger a step on an online
 * channel goes out by itself; everything else waits for a person.
 * @param channelOf a channel by its id.
 */
export function startedSteps(
  { trigger, steps = [] }: Pick<Play, "trigger" | "steps">,
  channelOf: (id: string) => { name: string; online?: boolean | undefined } | undefined,
): StartedStep[] {
  return steps
    .filter((step) => step.phase !== "followUp")
    .map((step) => {
      const channel = step.channel === undefined ? undefined : channelOf(step.channel);
      return { step, channel: channel?.name, needsStaff: trigger?.automatic !== true || channel?.online !== true };
    });
}

function sameText(one: number | string, other: number | string): boolean {
  return String(one).trim().toLowerCase() === String(other).trim().toLowerCase();
}
