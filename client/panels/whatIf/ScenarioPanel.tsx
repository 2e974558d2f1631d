import { useEffect } from "react";
import type { Scenario } from "../../../shared/model/kinds.ts";
import { onlyFailsMore } from "../../../shared/whatif/improvements.ts";
import type { Refusal, ScenarioStudy } from "../../../shared/whatif/scenarioStudy.ts";
import { useLocalStore } from "../../state/local.ts";
import { mapPath } from "../../state/place.ts";
import { useDrafted } from "../../state/scenarioDraft.ts";
import { useCanEdit, useMap, useRecord } from "../../state/useMap.ts";
import { useWhatIf, type WhatIf } from "../../state/useWhatIf.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { TextField } from "../fields/TextField.tsx";
import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { Empty, Fold, Section } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { Assumptions } from "./Assumptions.tsx";
import { BaseMoved } from "./BaseMoved.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { CommonShock } from "./CommonShock.tsx";
import { HelpsMost } from "./HelpsMost.tsx";
import { IncidentFields } from "./IncidentFields.tsx";
import { Leavers } from "./Leavers.tsx";
import { PlanBSection } from "./PlanBSection.tsx";
import { Promote } from "./Promote.tsx";
import { Refused } from "./Refused.tsx";
import { ResultsTable } from "./ResultsTable.tsx";
import { ScenarioScope } from "./ScenarioScope.tsx";
import { Simulation } from "./Simulation.tsx";
import { Tornado } from "./Tornado.tsx";
import { shockText } from "./words.ts";
import classes from "./WhatIf.module.css";

/** One what-if: what is different, what it leads to, what plan B does about it. */
export function ScenarioPanel({ id }: { id: string }) {
  const scenario = useRecord("scenario", id);
  const local = useLocalStore();
  useEffect(() => {
    local.getState().setScenario(id);
    return () => local.getState().setScenario(undefined);
  }, [local, id]);
  if (scenario === undefined) return <PanelFrame kind="Scenario">This scenario is gone.</PanelFrame>;
  return <OpenScenario scenario={scenario} />;
}

function OpenScenario({ scenario }: { scenario: Scenario }) {
  const { id, title, story } = scenario;
  const { mapId } = useMap();
  const canEdit = useCanEdit();
  const patch = usePatch("scenario", id);
  const whatIf = useWhatIf();
  const drafted = useDrafted(scenario) ?? scenario;
  const answer = whatIf?.study(drafted);
  const study = answer === undefined || "refused" in answer ? undefined : answer;
  // What takes hundreds of solutions follows when the hand has let go.
  const rested = whatIf?.study(scenario);
  const settled = rested === undefined || "refused" in rested ? undefined : rested;
  return (
    <PanelFrame kind="Scenario" deletes={{ refs: [{ kind: "scenario", id }], what: `scenario “${title}”` }}>
      <TextField
        label="Title"
        hideLabel
        title
        value={title}
        required="A scenario needs a name"
        onCommit={(next) => next !== null && patch({ title: next })}
      />
      {whatIf !== undefined && <BaseMoved scenario={scenario} whatIf={whatIf} />}
      <Results scenario={drafted} answer={answer} whatIf={whatIf} />
      <ChangeList scenario={scenario} drafted={drafted} study={study} />
      <PlanBSection scenario={drafted} study={study} whatIf={whatIf} />
      <TextField
        label="Story"
        multiline
        value={story}
        placeholder="What happens, and what do you want to know?"
        onCommit={(next) => patch({ story: next ?? "" })}
      />
      <ScenarioScope scenario={scenario} whatIf={whatIf} />
      <IncidentFields scenario={scenario} />
      {whatIf !== undefined && study !== undefined && settled !== undefined && (
        <div>
          <Fold title="Where customers leave">
            <Leavers solved={study.plain} />
          </Fold>
          <Fold title="What helps most">
            <HelpsMost solved={settled.plain} whatIf={whatIf} />
          </Fold>
          <Fold title="What moves it most">
            <Tornado solved={settled.plain} whatIf={whatIf} />
          </Fold>
          <Fold title="Simulated customers">
            <Simulation solved={study.plain} />
          </Fold>
          <Fold title="Bad days" note={whatIf.sources.settings.commonShock === null ? "off" : "on"}>
            <CommonShock />
          </Fold>
        </div>
      )}
      <span>
        <ButtonLink to={mapPath(mapId, "what-if")}>Compare side by side</ButtonLink>
      </span>
      {canEdit && <Promote scenario={scenario} />}
    </PanelFrame>
  );
}

interface ResultsProps {
  scenario: Scenario;
  answer: ScenarioStudy | Refusal | undefined;
  whatIf: WhatIf | undefined;
}

function Results({ scenario, answer, whatIf }: ResultsProps) {
  if (answer === undefined || whatIf === undefined) return <Empty>Working it out…</Empty>;
  if ("refused" in answer) return <Refused refusal={answer} />;
  if (answer.base.chain.ids.length === 0)
    return <Empty>This map has no touchpoints yet, so nothing can happen on it.</Empty>;
  const shock = shockText(whatIf.sources.settings.commonShock);
  return (
    <Section title="What it leads to">
      <ResultsTable scenario={scenario} study={answer} />
      {shock !== undefined && <p className={classes.lead}>{shock}</p>}
      {onlyFailsMore(scenario, answer.base.chain) && (
        <p className={classes.text}>
          A stress test: it only makes failures likelier, so it is never an improvement, whatever a figure says.
        </p>
      )}
      <p className={classes.lead}>
        Solved exactly from the figures of the map, and as sure as these. On the map a line is as thick as customers
        take it, its red core those for whom something failed; red arrows down are those who leave.
      </p>
      <Assumptions scenario={scenario} whatIf={whatIf} />
    </Section>
  );
}
