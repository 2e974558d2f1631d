import { explainRollup } from "../../../shared/alignment/explainRollup.ts";
import type { Rollup } from "../../../shared/alignment/insights.ts";
import type { Dimension } from "../../../shared/alignment/rollupScopes.ts";
import { useMap } from "../../state/useMap.ts";
import type { ExplainedFigure } from "./Computed.tsx";
import { Contributions } from "./Contributions.tsx";
import { formatRollupStep } from "./explain.ts";

const order: readonly (keyof Rollup)[] = [
  "index",
  "uncapped",
  "low",
  "high",
  "coverage",
  "confidence",
  "delight",
  "worst",
];

/** Opens the figures of a roll-up, the one that was asked for first, with what each expectation brings to it. */
export function useExplainRollup(dimension: Dimension, id: string): (figure: keyof Rollup) => ExplainedFigure {
  const { mirror, insights } = useMap();
  return (figure) => {
    const { steps, contributions } = explainRollup(mirror, insights.read(), dimension, id);
    const wanted = [figure, ...order.filter((each) => each !== figure)];
    return {
      steps: wanted.flatMap((name) => steps.find((step) => step.figure === name) ?? []),
      format: formatRollupStep,
      details: <Contributions contributions={contributions} />,
    };
  };
}
