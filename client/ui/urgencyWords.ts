import type { Urgency } from "../state/weakMarks.ts";

/** The word that stands beside shape and colour. */
export const urgencyWords: Readonly<Record<Urgency, string>> = {
  H: "High priority",
  M: "Medium priority",
  L: "Low priority",
  open: "Not scored",
};

export const playWords = { ready: "Plan B ready", attached: "Plan B attached, not ready yet" } as const;
