import type { Status } from "../../shared/alignment/insights.ts";

/** Worst first: the order of lists, filters and legends. */
export const statuses = [
  "broken",
  "atRisk",
  "unmeasured",
  "unpromised",
  "kept",
  "exceeded",
] as const satisfies readonly Status[];

/** The word that stands beside the shape and the colour. */
export const statusWords: Readonly<Record<Status, string>> = {
  exceeded: "Exceeded",
  kept: "Kept",
  atRisk: "At risk",
  broken: "Broken",
  unmeasured: "Unmeasured",
  unpromised: "Unpromised",
};

/** What the word means, for people who meet it the first time. */
export const statusMeanings: Readonly<Record<Status, string>> = {
  exceeded: "Delivered better than promised, and as good as customers desire.",
  kept: "Delivered as promised, and the evidence is enough to say so.",
  atRisk: "Below the promise but still tolerated, or not enough evidence to call it kept.",
  broken: "Delivered below the promise and below what customers tolerate.",
  unmeasured: "Promised, but nothing valid shows what is delivered.",
  unpromised: "Customers expect it, and nothing is promised.",
};

/** The status's name in tokens.css: `--status-at-risk`. */
export const statusTokens: Readonly<Record<Status, string>> = {
  exceeded: "exceeded",
  kept: "kept",
  atRisk: "at-risk",
  broken: "broken",
  unmeasured: "unmeasured",
  unpromised: "unpromised",
};

/** CSS values of a status: the mark's colour, its tint, and the colour of text on that tint. */
export function statusColors(status: Status): { mark: string; tint: string; text: string } {
  const token = `--status-${statusTokens[status]}`;
  return { mark: `var(${token})`, tint: `var(${token}-tint)`, text: `var(${token}-text)` };
}
