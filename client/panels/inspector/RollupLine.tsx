import type { Rollup } from "../../../shared/alignment/insights.ts";
import type { Dimension } from "../../../shared/alignment/rollupScopes.ts";
import { IndexFigure } from "../../ui/IndexFigure.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { Computed } from "../computed/Computed.tsx";
import { useExplainRollup } from "../computed/useExplainRollup.tsx";
import classes from "./RollupLine.module.css";

interface RollupLineProps {
  dimension: Dimension;
  /** Of the stage or touchpoint; any for the map. */
  id: string;
  rollup: Rollup;
}

/** A set of expectations in one line: its worst status and its index, which is never shown without its interval. */
export function RollupLine({ dimension, id, rollup }: RollupLineProps) {
  const explain = useExplainRollup(dimension, id);
  return (
    <div className={classes.line}>
      {rollup.worst !== null && <StatusBadge status={rollup.worst} />}
      <Computed label="Alignment index" explain={() => explain("index")}>
        <IndexFigure {...rollup} />
      </Computed>
    </div>
  );
}
