import type { ExpectationInsight } from "../../../shared/alignment/insights.ts";
import type { Expectation } from "../../../shared/model/kinds.ts";

/** An expectation that is broken or at risk. */
export interface Trouble {
  expectation: Expectation;
  insight: ExpectationInsight;
}

/** What is broken, then what is at risk; within each what counts most and lies furthest below its promise first. */
export function worstFirst(
  expectations: readonly Expectation[],
  insights: Readonly<Record<string, ExpectationInsight>>,
): Trouble[] {
  const harm = ({ expectation, insight }: Trouble) => (expectation.importance ?? 1) * -Math.min(insight.gap ?? 0, 0);
  const rank = ({ insight }: Trouble) => (insight.status === "broken" ? 0 : 1);
  return expectations
    .flatMap((expectation) => {
      const insight = insights[expectation.id];
      const troubled = insight?.status === "broken" || insight?.status === "atRisk";
      return insight !== undefined && troubled ? [{ expectation, insight }] : [];
    })
    .sort((a, b) => rank(a) - rank(b) || harm(b) - harm(a));
}
