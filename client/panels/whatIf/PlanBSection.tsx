import type { Scenario } from "../../../shared/model/kinds.ts";
import { planBValue } from "../../../shared/whatif/planBValue.ts";
import type { ScenarioStudy } from "../../../shared/whatif/scenarioStudy.ts";
import { useAll } from "../../state/useMap.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { ChipsField } from "../fields/ChipsField.tsx";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { Empty, Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { useShow } from "../useShow.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { moneyText, pointsText } from "./words.ts";
import classes from "./WhatIf.module.css";

interface PlanBSectionProps {
  scenario: Scenario;
  study: ScenarioStudy | undefined;
  whatIf: WhatIf | undefined;
}

/** The plans B that the scenario is met with, and whether they pay. */
export function PlanBSection({ scenario, study, whatIf }: PlanBSectionProps) {
  const plays = useAll("play");
  const show = useShow();
  const patch = usePatch("scenario", scenario.id);
  const own = new Set(scenario.plays);
  const attached = plays.filter(({ id }) => own.has(id));
  return (
    <Section title="Plan B">
      {plays.length === 0 && <Empty>This map has no plans B yet. They are written in the layer “Plans B”.</Empty>}
      {plays.length > 0 && (
        <ChipsField
          label="Met with these plans B, where something changes"
          value={[...own]}
          options={plays.map(({ id, title }) => ({ value: id, label: title }))}
          onCommit={(next) => patch({ plays: next.length === 0 ? null : next })}
        />
      )}
      {attached.length > 0 && whatIf !== undefined && (
        <LinkList>
          {attached.map(({ id, title }) => (
            <LinkRow
              key={id}
              title={title}
              note={`ready ${formatNumber(whatIf.sources.readiness(id) * 100, 0)} of 100`}
              onClick={() => show({ kind: "play", id })}
            />
          ))}
        </LinkList>
      )}
      {attached.length > 0 && study !== undefined && whatIf !== undefined && (
        <Value scenario={scenario} study={study} whatIf={whatIf} />
      )}
    </Section>
  );
}

function Value({ scenario, study, whatIf }: { scenario: Scenario; study: ScenarioStudy; whatIf: WhatIf }) {
  const saved = study.plain.result.churn - study.withPlays.result.churn;
  const value = planBValue(whatIf.records, scenario, whatIf.sources, study);
  const currency = whatIf.records.read("play", scenario.plays?.[0] ?? "")?.currency;
  const money = (amount: number) => moneyText(amount, currency);
  // Steps that do not say what they cost can only make it dearer.
  const [least, most] = value.uncosted > 0 ? ["at least ", "at most "] : ["", ""];
  if (Object.keys(scenario.touchpoints ?? {}).length === 0)
    return <p className={classes.lead}>The scenario changes no touchpoint yet, so plan B has nowhere to start.</p>;
  if (saved <= 1e-12)
    return (
      <p className={classes.lead}>
        It keeps no more customers than today’s plans B: those in place recover at least as much, or the scenario sets
        what is put right itself.
      </p>
    );
  return (
    <>
      <p className={classes.text}>
        It keeps {pointsText(saved).replace("+", "")} of all customers
        {value.saving !== null && <>, {money(value.saving)} of value</>}.
      </p>
      <table className={classes.results} aria-label="Saving and cost of plan B">
        <tbody>
          <Row
            label="Saving"
            value={value.saving === null ? "unknown: customers and their value" : money(value.saving)}
          />
          <Row label="Starts" value={value.runs === null ? "unknown: customers" : formatNumber(value.runs, 0)} />
          <Row
            label="Cost of one run"
            value={value.costPerRun === null ? "unknown: costs of its steps" : `${least}${money(value.costPerRun)}`}
          />
          <Row label="Cost" value={value.cost === null ? "unknown" : `${least}${money(value.cost)}`} />
          <Row label="Saving minus cost" value={value.net === null ? "unknown" : `${most}${money(value.net)}`} isMain />
          {value.breakEven !== null && (
            <Row
              label="Pays from this share of runs that keep a customer"
              value={`${least}${shareText(value.breakEven)}`}
            />
          )}
          {value.replacing !== null && (
            <Row
              label="Replacing those who leave all the same, 5–25 times keeping them"
              value={`${money(value.replacing[0])} – ${money(value.replacing[1])}`}
            />
          )}
        </tbody>
      </table>
      {value.uncosted > 0 && value.costPerRun !== null && (
        <p className={classes.lead}>
          {value.uncosted} {value.uncosted === 1 ? "step does" : "steps do"} not say what{" "}
          {value.uncosted === 1 ? "it costs" : "they cost"}.
        </p>
      )}
    </>
  );
}

function Row({ label, value, isMain = false }: { label: string; value: string; isMain?: boolean }) {
  return (
    <tr className={isMain ? classes.main : undefined}>
      <th scope="row">{label}</th>
      <td style={{ whiteSpace: "normal" }}>{value}</td>
    </tr>
  );
}
