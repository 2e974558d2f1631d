import type { Connection } from "../../../shared/model/kinds.ts";

/** What leaves a touchpoint in one outcome, 0–1; above 1 cannot be. */
export interface Leaving {
  outcome: "ok" | "recovered" | "unrecovered";
  sum: number;
}

/** How much of the customers at `from` its connections account for, for every outcome; a connection for any counts in each. */
export function leaving(connections: readonly Connection[], from: string): Leaving[] {
  const own = connections.filter((connection) => connection.from === from);
  return (["ok", "recovered", "unrecovered"] as const).map((outcome) => ({
    outcome,
    sum: own
      .filter(({ when = "any" }) => when === "any" || when === outcome)
      .reduce((sum, { probability = 0 }) => sum + probability, 0),
  }));
}
