import { unpromised } from "../../../shared/alignment/unpromised.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useMap } from "../../state/useMap.ts";
import { LinkList } from "../LinkRow.tsx";
import { formatLevel } from "../measure/levels.ts";
import { Empty } from "../Section.tsx";
import { ExpectationLink } from "./ExpectationLink.tsx";

/** What customers expect although nobody promised it; what harms them first. */
export function UnpromisedView() {
  const { mirror } = useMap();
  const rows = unpromised(mirror, useInsights());
  if (rows.length === 0) return <Empty>Everything that is expected is promised somewhere.</Empty>;
  return (
    <LinkList>
      {rows.map(({ expectation, delivered, harmful }) => {
        const measure = mirror.read("expectation", expectation)?.measure;
        return (
          <ExpectationLink
            key={expectation}
            id={expectation}
            note={
              measure !== undefined && delivered !== null
                ? `${formatLevel(measure, delivered)}${harmful === true ? ", harms" : ""}`
                : "not measured"
            }
          />
        );
      })}
    </LinkList>
  );
}
