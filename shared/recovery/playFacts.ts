import type { Play } from "../model/kinds.ts";
import type { Incident } from "./paradox.ts";
import { daysBetween, lastRehearsal } from "./readiness.ts";

export const outcomeNames = ["satisfaction", "retention", "reputation", "wordOfMouth"] as const;
export type OutcomeName = (typeof outcomeNames)[number];

/** How many of the four outcomes are measured. */
export function measuredOutcomes({ outcomes = {} }: Pick<Play, "outcomes">): number {
  return outcomeNames.filter((name) => outcomes[name] !== undefined).length;
}

/** When a play was last rehearsed: after one half-life more than half of what was learnt is gone. */
export type RehearsalState = { state: "never" } | { state: "fresh" | "stale"; on: string; days: number };

/** @param today `YYYY-MM-DD`; `halfLifeDays` after which a rehearsal counts half. */
export function rehearsalState(play: Play, today: string, halfLifeDays: number): RehearsalState {
  const on = lastRehearsal(play, today);
  if (on === undefined) return { state: "never" };
  const days = daysBetween(on, today);
  return { state: days > halfLifeDays ? "stale" : "fresh", on, days };
}

/**
 * Whether a step gives back what the customer lost.
 * @returns undefined when nobody wrote down what is lost.
 */
export function isLossAnswered({ lost, steps = [] }: Pick<Play, "lost" | "steps">): boolean | undefined {
  if (lost === undefined || lost.trim() === "") return undefined;
  return steps.some((step) => step.givesBack === true);
}

/** A guarantee whose play was never rehearsed is words. False also without a guarantee. */
export function isUnbackedGuarantee(play: Play, today: string): boolean {
  return (play.guarantee ?? "").trim() !== "" && lastRehearsal(play, today) === undefined;
}

/** Minutes of a person's time that the play takes; null when no step says. */
export function playMinutes({ steps = [] }: Pick<Play, "steps">): number | null {
  const known = steps.flatMap(({ takesMinutes }) => takesMinutes ?? []);
  return known.length === 0 ? null : known.reduce((sum, minutes) => sum + minutes, 0);
}

/** What the play itself says of a recovery: whether it is fixed, with an extra, and followed up. */
export function recoveryOf({ steps = [] }: Pick<Play, "steps">): Pick<Incident, "fixed" | "extra" | "followUpMissed"> {
  const has = (phase: string) => steps.some((step) => step.phase === phase);
  return { fixed: has("fix"), extra: has("extra"), followUpMissed: !has("followUp") };
}

/** A recovery by this play at its best: nothing failed before, nobody could have foreseen it, and it was done well. */
export function bestIncident(play: Pick<Play, "steps">): Incident {
  const known = { severity: 3, priorFailures: 0, preventable: "no", foreseeable: false, recoveryRating: 7 } as const;
  return { ...known, ...recoveryOf(play) };
}
