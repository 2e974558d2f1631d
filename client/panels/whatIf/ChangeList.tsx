import { X } from "lucide-react";
import type { Scenario } from "../../../shared/model/kinds.ts";
import { readingOrder } from "../../../shared/model/records.ts";
import type { ScenarioStudy } from "../../../shared/whatif/scenarioStudy.ts";
import { draftScenario, endDraft } from "../../state/scenarioDraft.ts";
import { useLocalStore } from "../../state/local.ts";
import { useAll, useCanEdit, useMap } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Empty, Section } from "../Section.tsx";
import { RateField } from "./RateField.tsx";
import { rates, withRate } from "./words.ts";
import classes from "./WhatIf.module.css";

interface ChangeListProps {
  /** As it stands in the document. */
  scenario: Scenario;
  /** The same with what a hand is moving now. */
  drafted: Scenario;
  study: ScenarioStudy | undefined;
}

/** What the scenario changes, touchpoint by touchpoint, beside the map. */
export function ChangeList({ scenario, drafted, study }: ChangeListProps) {
  useAll("touchpoint");
  const { mirror } = useMap();
  const canEdit = useCanEdit();
  const run = useRun();
  const order = readingOrder(mirror);
  const changed = order.filter(({ id }) => scenario.touchpoints?.[id] !== undefined);
  const others = order.filter(({ id }) => scenario.touchpoints?.[id] === undefined);
  return (
    <Section title="What is different">
      {changed.length === 0 && (
        <Empty>Nothing yet. Which touchpoint would fail more, be put right more often, or lose customers sooner?</Empty>
      )}
      {changed.map(({ id, title }) => (
        <Change key={id} scenario={scenario} drafted={drafted} touchpoint={id} title={title} study={study} />
      ))}
      {canEdit && others.length > 0 && (
        <SelectField
          label="Change a touchpoint"
          hideLabel
          value={undefined}
          empty="Change a touchpoint…"
          options={others.map(({ id, title }) => ({ value: id, label: title }))}
          onCommit={(id) =>
            id !== null && run("setScenarioRates", { scenario: scenario.id, touchpoint: id, rates: {} })
          }
        />
      )}
    </Section>
  );
}

interface ChangeProps extends ChangeListProps {
  touchpoint: string;
  title: string;
}

function Change({ scenario, drafted, touchpoint, title, study }: ChangeProps) {
  const canEdit = useCanEdit();
  const local = useLocalStore();
  const run = useRun();
  const change = drafted.touchpoints?.[touchpoint] ?? {};
  const at = study?.base.chain.ids.indexOf(touchpoint) ?? -1;
  const base = study?.base.chain.nodes[at];
  return (
    <div className={classes.change} role="group" aria-label={title}>
      <div className={classes.changeHead}>
        <button
          type="button"
          className={classes.place}
          title="Show it on the map"
          onClick={() => local.getState().canvas?.showRecord({ kind: "touchpoint", id: touchpoint })}
        >
          {title}
        </button>
        {canEdit && (
          <IconButton
            size="small"
            icon={X}
            label={`Leave ${title} as the map has it`}
            onClick={() => run("setScenarioRates", { scenario: scenario.id, touchpoint, rates: null })}
          />
        )}
      </div>
      {base !== undefined &&
        rates.map((rate) => (
          <RateField
            key={rate}
            rate={rate}
            place={title}
            value={change[rate]}
            base={base[rate]}
            onDraft={(value) => draftScenario(scenario, { touchpoints: withRate(scenario, touchpoint, rate, value) })}
            onCommit={(value) => {
              endDraft();
              return (
                run("setScenarioRates", { scenario: scenario.id, touchpoint, rates: { [rate]: value } }) !== undefined
              );
            }}
          />
        ))}
    </div>
  );
}
