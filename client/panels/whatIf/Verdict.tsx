import type { Scenario } from "../../../shared/model/kinds.ts";
import { recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { paradoxSentence, unknownInputs } from "../../../shared/recovery/paradoxWords.ts";
import { Term } from "../fields/Term.tsx";
import classes from "./WhatIf.module.css";

export const verdictWords = {
  eligible: "Possible",
  unlikely: "Unlikely",
  impossible: "Impossible",
} as const;

/** Whether putting it right may please more than no failure, with the reasons and what to keep in mind. */
export function Verdict({ incident }: { incident: NonNullable<Scenario["incident"]> }) {
  const paradox = recoveryParadox(incident);
  const unknown = unknownInputs(incident);
  return (
    <div className={classes.verdict} data-verdict={paradox.verdict} role="status">
      <span>
        <Term of="paradox">Recovery paradox</Term>: <strong>{verdictWords[paradox.verdict]}</strong>
      </span>
      <span>{paradoxSentence(paradox, incident)}</span>
      {unknown.length > 0 && (
        <span className={classes.lead}>Not known, so counted against it: {unknown.join("; ")}.</span>
      )}
      <Cautions incidents={[incident]} />
    </div>
  );
}

/** What to keep in mind wherever a verdict is shown, each caution once; nothing where no incident is described. */
export function Cautions({ incidents }: { incidents: readonly Scenario["incident"][] }) {
  const cautions = new Set(incidents.flatMap((each) => (each === undefined ? [] : recoveryParadox(each).cautions)));
  if (cautions.size === 0) return null;
  return (
    <ul className={classes.list}>
      {[...cautions].map((caution) => (
        <li key={caution}>{caution}</li>
      ))}
    </ul>
  );
}
