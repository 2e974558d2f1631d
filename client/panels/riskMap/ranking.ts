import type { ActionPriority } from "../../../shared/risk/actionPriority.ts";
import type { RiskRow } from "./riskRows.ts";

/** What the ranking goes by. A product of likelihood and severity is not among them: both are ranks, not quantities. */
export const rankings = ["priority", "loss"] as const;
export type Ranking = (typeof rankings)[number];

/** How much of the ranking is shown: all of it, high priority only, or the first so many. */
export const cuts = ["all", "high", "5", "10", "20"] as const;
export type Cut = (typeof cuts)[number];

const ranks: Record<ActionPriority, number> = { L: 1, M: 2, H: 3 };

/** The most pressing first; what is unknown last, and equals in the order they came in. */
export function ranked(rows: readonly RiskRow[], by: Ranking): RiskRow[] {
  const priority = ({ risk }: RiskRow) => (risk.actionPriority === null ? 0 : ranks[risk.actionPriority]);
  const loss = ({ risk }: RiskRow) => risk.expectedLoss ?? -1;
  const probability = ({ risk }: RiskRow) => risk.probability;
  const keys = by === "loss" ? [loss, priority, probability] : [priority, probability, loss];
  return rows.toSorted((a, b) => {
    const key = keys.find((each) => each(a) !== each(b));
    return key === undefined ? 0 : key(b) - key(a);
  });
}

/** The part of a ranking that is shown. */
export function cutOff(rows: readonly RiskRow[], cut: Cut): readonly RiskRow[] {
  if (cut === "all") return rows;
  if (cut === "high") return rows.filter(({ risk }) => risk.actionPriority === "H");
  return rows.slice(0, Number(cut));
}
