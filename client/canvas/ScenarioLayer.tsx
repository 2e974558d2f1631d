import { useMemo, useRef } from "react";
import type { Scenario } from "../../shared/model/kinds.ts";
import type { ScenarioStudy } from "../../shared/whatif/scenarioStudy.ts";
import { useDrafted } from "../state/scenarioDraft.ts";
import { useRecord } from "../state/useMap.ts";
import { useWhatIf } from "../state/useWhatIf.ts";
import { useScene } from "./canvasContext.ts";
import { ScenarioFlow } from "./ScenarioFlow.tsx";
import classes from "./ScenarioLayer.module.css";
import { ScenarioLines } from "./ScenarioLines.tsx";
import { useFollowView } from "./useFollowView.ts";

/** What a scenario does, over the map it lies on: who comes along, who leaves, what is different, how it feels. */
export function ScenarioLayer({ id }: { id: string }) {
  const record = useRecord("scenario", id);
  const scenario = useDrafted(record);
  const whatIf = useWhatIf();
  const answer = scenario === undefined ? undefined : whatIf?.study(scenario);
  if (scenario === undefined || answer === undefined || "refused" in answer || answer.base.chain.ids.length === 0)
    return null;
  return <Drawn scenario={scenario} study={answer} />;
}

function Drawn({ scenario, study }: { scenario: Scenario; study: ScenarioStudy }) {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const lanes = useScene(({ layout }) => layout.lanes);
  const curves = useMemo(() => lanes.filter(({ kind, collapsed }) => kind === "curve" && !collapsed), [lanes]);
  return (
    <div ref={element} className={classes.layer} data-scenario={scenario.id}>
      {curves.map((lane) => (
        <ScenarioLines key={lane.id} lane={lane} scenario={scenario} study={study} />
      ))}
      <ScenarioFlow scenario={scenario} study={study} />
    </div>
  );
}
