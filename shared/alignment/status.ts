/** How an expectation stands: what was promised against what is proven of the delivery. */
export type Status = "exceeded" | "kept" | "atRisk" | "broken" | "unmeasured" | "unpromised";

/** From the worst for the customer to the best; a set's worst status is the first of these in it. */
export const statusesWorstFirst = [
  "broken",
  "atRisk",
  "unmeasured",
  "unpromised",
  "kept",
  "exceeded",
] as const satisfies readonly Status[];
