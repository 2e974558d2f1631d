import type { ExpectationInsight, ServiceGaps } from "../../../shared/alignment/insights.ts";
import type { Expectation } from "../../../shared/model/kinds.ts";
import { useMap } from "../../state/useMap.ts";
import { Computed } from "../computed/Computed.tsx";
import { explainFigure } from "../computed/explain.ts";
import { Term } from "../fields/Term.tsx";
import { formatLevelDifference } from "../measure/levels.ts";
import { Fold } from "../Section.tsx";
import type { TermName } from "../terms.ts";
import classes from "./GapList.module.css";

const rows = [
  { figure: "listening", term: "listening", label: "1 Listening" },
  { figure: "standard", term: "standardGap", label: "2 Standard" },
  { figure: "delivery", term: "delivery", label: "3 Delivery" },
  { figure: "communication", term: "communication", label: "4 Communication" },
  { figure: "perceived", term: "perceivedGap", label: "5 Perceived" },
  { figure: "perception", term: "perception", label: "Perception" },
  { figure: "overPromise", term: "overPromise", label: "Over-promise" },
] as const satisfies readonly { figure: keyof ServiceGaps; term: TermName; label: string }[];

/** The service-quality gaps of an expectation; the likely cause stands out. */
export function GapList({ expectation, insight }: { expectation: Expectation; insight: ExpectationInsight }) {
  const { mirror } = useMap();
  const known = rows.filter(({ figure }) => insight.gaps[figure] !== null);
  return (
    <Fold title="Gaps" note={known.length === 0 ? "none known yet" : `${known.length} of ${rows.length} known`}>
      <table className={classes.table}>
        <thead className="visually-hidden">
          <tr>
            <th>Gap</th>
            <th>Size, negative is worse for the customer</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ figure, term, label }) => {
            const value = insight.gaps[figure];
            return (
              <tr key={figure} className={figure === insight.cause ? classes.likely : undefined}>
                <th scope="row">
                  <Term of={term}>{label}</Term>
                </th>
                <td>
                  <Computed label={label} explain={() => explainFigure(mirror, expectation.id, figure)}>
                    {formatLevelDifference(expectation.measure, value)}
                  </Computed>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Fold>
  );
}
