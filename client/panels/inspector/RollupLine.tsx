import { explainRollup } from "../../../shared/alignment/explainRollup.ts";
import type { Dimension } from "../../../shared/alignment/rollupScopes.ts";
import type { Rollup } from "../../../shared/alignment/insights.ts";
import { useMap } from "../../state/useMap.ts";
import { IndexFigure } from "../../ui/IndexFigure.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { Computed } from "../computed/Computed.tsx";
import { Contributions } from "../computed/Contributions.tsx";
import { formatRollupStep } from "../computed/explain.ts";
import classes from "./RollupLine.module.css";

interface RollupLineProps {
  dimension: Dimension;
  id: string;
  rollup: Rollup;
}

/** A set of expectations in one line: its worst status and its index, which is never shown without its interval. */
export function RollupLine({ dimension, id, rollup }: RollupLineProps) {
  const { mirror, insights } = useMap();
  const explain = () => {
    const { steps, contributions } = explainRollup(mirror, insights.read(), dimension, id);
    const order = ["index", "uncapped", "low", "high", "coverage", "confidence", "delight", "worst"];
    return {
      steps: order.flatMap((figure) => steps.find((step) => step.figure === figure) ?? []),
      format: formatRollupStep,
      details: <Contributions contributions={contributions} />,
    };
  };
  return (
    <div className={classes.line}>
      {rollup.worst !== null && <StatusBadge status={rollup.worst} />}
      <Computed label="Alignment index" explain={explain}>
        <IndexFigure {...rollup} />
      </Computed>
    </div>
  );
}
