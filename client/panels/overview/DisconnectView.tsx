import type { Disconnect } from "../../../shared/alignment/insights.ts";
import { useMap } from "../../state/useMap.ts";
import { Term } from "../fields/Term.tsx";
import { LinkList } from "../LinkRow.tsx";
import { formatLevel } from "../measure/levels.ts";
import { formatNumber } from "../measure/numbers.ts";
import { Empty } from "../Section.tsx";
import { ExpectationLink } from "./ExpectationLink.tsx";
import classes from "./Overview.module.css";

/** Where management and frontline see the same thing differently, the widest gap first. */
export function DisconnectView({ rows }: { rows: readonly Disconnect[] }) {
  const { mirror } = useMap();
  if (rows.length === 0)
    return (
      <Empty>
        Nothing is rated by both yet. Add evidence of grade “Management&apos;s view” and “Frontline report”.
      </Empty>
    );
  const sorted = rows.toSorted((a, b) => Math.abs(b.delta ?? 0) - Math.abs(a.delta ?? 0));
  return (
    <>
      <p className={classes.lead}>
        <Term of="disconnect">Disconnect</Term>: how often one side rates higher than the other (Cliff&apos;s delta, −1
        to +1).
      </p>
      <LinkList>
        {sorted.map(({ expectation, management, frontline, difference, delta }) => {
          const measure = mirror.read("expectation", expectation)?.measure;
          const level = (value: number) => (measure === undefined ? formatNumber(value) : formatLevel(measure, value));
          return (
            <ExpectationLink
              key={expectation}
              id={expectation}
              below={`management ${level(management)}, frontline ${level(frontline)}`}
              note={
                <>
                  {difference > 0 ? "management higher" : difference < 0 ? "frontline higher" : "equal"}
                  <span className={classes.below}>
                    {delta === null ? "no raw ratings" : `δ ${formatNumber(delta, 2)}`}
                  </span>
                </>
              }
            />
          );
        })}
      </LinkList>
    </>
  );
}
