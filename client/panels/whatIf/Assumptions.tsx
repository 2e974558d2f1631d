import type { Scenario } from "../../../shared/model/kinds.ts";
import { type Assumption, assumptionsOf } from "../../../shared/whatif/assumptions.ts";
import { defaultScores, momentScores } from "../../../shared/insights/momentScores.ts";
import { useInsights } from "../../state/useInsights.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { Fold } from "../Section.tsx";
import { shareText } from "../../../shared/whatif/changeText.ts";
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

const texts: Record<Assumption["kind"], (share: string, places: number) => string> = {
  quit: (share, places) => `${share} leave after a failure that was not put right, at ${times(places, "touchpoint")}.`,
  prior: (share, places) =>
    `${times(places, "weak spot")} without observations or a figure of ${places === 1 ? "its" : "their"} own: ${share} to start from.`,
  noFailure: (_share, places) =>
    `${times(places, "touchpoint")} without a weak spot ${places === 1 ? "never fails" : "never fail"}.`,
  detected: (share, places) => `${share} of failures are noticed in time, at ${times(places, "touchpoint")}.`,
  effectiveness: (share, places) =>
    `${share} of the failures that a plan B is used for are put right, by ${times(places, "plan B", "plans B")}.`,
  readiness: (_share, places) =>
    `Readiness counts as the share of starts that work, for ${times(places, "plan B", "plans B")}, until real starts are counted.`,
};

function assumptionText({ kind, value, places }: Assumption): string {
  return texts[kind](value === null ? "" : shareText(value), places);
}

function times(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
