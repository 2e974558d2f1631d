import type { Scenario } from "../../../shared/model/kinds.ts";
import { type Assumption, assumptionsOf } from "../../../shared/whatif/assumptions.ts";
import { defaultScores } from "../../../shared/insights/momentScores.ts";
import { momentScores } from "../../../shared/insights/momentScores.ts";
import { useInsights } from "../../state/useInsights.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { Fold } from "../Section.tsx";
import { shareText } from "./words.ts";
import classes from "./WhatIf.module.css";

/** The defaults that the results rest on because nobody has said better, and how bad days are counted. */
export function Assumptions({ scenario, whatIf }: { scenario: Scenario; whatIf: WhatIf }) {
  const insights = useInsights();
  const found = assumptionsOf(whatIf.records, scenario, whatIf.sources);
  const ids = whatIf.records.all("touchpoint").map(({ id }) => id);
  const unmeasured = momentScores(whatIf.records, insights, ids).assumed.filter(Boolean).length;
  const lines = found.map(assumptionText);
  if (unmeasured > 0) lines.push(scoresText(unmeasured));
  return (
    <Fold title={<span className={classes.assumed}>Assumed</span>} note={`${lines.length} defaults`}>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Fold>
  );
}

function scoresText(places: number): string {
  const { ok, recovered, unrecovered } = defaultScores;
  return `How ${times(places, "touchpoint")} feels is not measured: ${ok} of 7 when it goes well. Everywhere a failure put right counts ${recovered}, and one that is not ${unrecovered}.`;
}

function assumptionText({ kind, value, places }: Assumption): string {
  const share = value === null ? "" : shareText(value);
  switch (kind) {
    case "quit":
      return `${share} leave after a failure that was not put right, at ${times(places, "touchpoint")}.`;
    case "prior":
      return `${times(places, "weak spot")} without observations or an own figure start from ${share}.`;
    case "noFailure":
      return `${times(places, "touchpoint")} without a weak spot never fail.`;
    case "detected":
      return `${share} of failures are noticed in time, at ${times(places, "touchpoint")}.`;
    case "effectiveness":
      return `${times(places, "plan B", "plans B")} put right ${share} of what they are used for.`;
    case "readiness":
      return `Readiness counts as the share of starts that work, for ${times(places, "plan B", "plans B")}, until real starts are counted.`;
  }
}

function times(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
