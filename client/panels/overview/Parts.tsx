import type { Rollup } from "../../../shared/alignment/insights.ts";
import { Computed } from "../computed/Computed.tsx";
import { useExplainRollup } from "../computed/useExplainRollup.tsx";
import { Term } from "../fields/Term.tsx";
import { formatNumber } from "../measure/numbers.ts";
import classes from "./Parts.module.css";

const parts = [
  { figure: "coverage", label: "Coverage" },
  { figure: "confidence", label: "Confidence" },
  { figure: "delight", label: "Delight" },
] as const;

/** How much of the map is measured, how surely, and how far delivery goes beyond the promise. */
export function Parts({ rollup }: { rollup: Rollup }) {
  const explain = useExplainRollup("map", "");
  return (
    <dl className={classes.parts}>
      {parts.map(({ figure, label }) => {
        const value = rollup[figure];
        return (
          <div key={figure} className={classes.part}>
            <dt>
              <Term of={figure}>{label}</Term>
            </dt>
            <dd>
              <span className={classes.figure}>
                <Computed label={label} explain={() => explain(figure)}>
                  {value === null ? "–" : `${formatNumber(value * 100, 0)}%`}
                </Computed>
              </span>
              <span className={classes.bar} aria-hidden="true">
                <span className={classes.fill} style={{ width: `${(value ?? 0) * 100}%` }} />
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
