import type { Scenario } from "../../../shared/model/kinds.ts";
import { onlyFailsMore } from "../../../shared/whatif/improvements.ts";
import { paradoxCeiling, recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { mapPath } from "../../state/place.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { useWhatIf, type WhatIf } from "../../state/useWhatIf.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { Empty } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import { baseState } from "./BaseMoved.tsx";
import { NewScenario } from "./NewScenario.tsx";
import { Refused } from "./Refused.tsx";
import { Cautions, verdictWords } from "./Verdict.tsx";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { pointsText, shockText } from "./words.ts";
import classes from "./WhatIf.module.css";

/** Every what-if of the map, with what it does to those who leave. */
export function ScenariosPanel() {
  const scenarios = useAll("scenario");
  const { mapId } = useMap();
  const whatIf = useWhatIf();
  const base = whatIf?.study({});
  const shock = whatIf === undefined ? undefined : shockText(whatIf.sources.settings.commonShock);
  return (
    <PanelFrame kind="What-if">
      {scenarios.length === 0 && (
        <Empty>
          No scenarios yet. A scenario asks what would happen if some touchpoints failed more, or were put right more
          often. It never changes the map.
        </Empty>
      )}
      {base !== undefined && "refused" in base && <Refused refusal={base} />}
      {base !== undefined && !("refused" in base) && base.base.chain.ids.length > 0 && (
        <p className={classes.text}>
          As the map is, {shareText(base.base.result.churn)} of customers leave. Solved exactly, from the figures of the
          map.
        </p>
      )}
      {shock !== undefined && <p className={classes.lead}>{shock}</p>}
      <ParadoxCeiling scenarios={scenarios} />
      <LinkList>
        {scenarios.map((scenario) => (
          <ScenarioRow key={scenario.id} scenario={scenario} whatIf={whatIf} />
        ))}
      </LinkList>
      <Cautions incidents={scenarios.map(({ incident }) => incident)} />
      <NewScenario />
      {scenarios.length > 0 && (
        <span>
          <ButtonLink to={mapPath(mapId, "what-if")}>Compare side by side</ButtonLink>
        </span>
      )}
    </PanelFrame>
  );
}

/** How many of the incidents described here could end with happier customers at all: never more than these. */
function ParadoxCeiling({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { described, eligible } = paradoxCeiling(scenarios.flatMap(({ incident }) => incident ?? []));
  if (described === 0) return null;
  return (
    <p className={classes.lead}>
      Of {described} {described === 1 ? "incident" : "incidents"} described here, at most {eligible} could leave
      customers happier than no failure. It is no way to deliver.
    </p>
  );
}

function ScenarioRow({ scenario, whatIf }: { scenario: Scenario; whatIf: WhatIf | undefined }) {
  const show = useShow();
  const answer = whatIf?.study(scenario);
  const solved = answer === undefined || "refused" in answer ? undefined : answer;
  const facts: string[] = [];
  if (answer !== undefined && "refused" in answer) facts.push("never ends");
  if (Object.keys(scenario.touchpoints ?? {}).length === 0) facts.push("changes nothing yet");
  else if (solved !== undefined) {
    const difference = solved.plain.result.churn - solved.base.result.churn;
    facts.push(Math.abs(difference) < 1e-9 ? "as the map" : `${pointsText(difference)} against the map`);
    if (solved.withPlays !== solved.plain) facts.push(`${shareText(solved.withPlays.result.churn)} with its plan B`);
    if (onlyFailsMore(scenario, solved.base.chain)) facts.push("a stress test");
  }
  if (scenario.incident !== undefined) {
    const { verdict } = recoveryParadox(scenario.incident);
    facts.push(`recovery paradox ${verdictWords[verdict].toLowerCase()}`);
  }
  if (whatIf !== undefined && baseState(scenario, whatIf) === "moved") facts.push("the map has moved since");
  return (
    <LinkRow
      title={scenario.title}
      below={facts.join(" · ")}
      note={solved === undefined ? "" : `${shareText(solved.plain.result.churn)} leave`}
      onClick={() => show({ kind: "scenario", id: scenario.id })}
    />
  );
}
