import { ShieldCheck } from "lucide-react";
import { isUnbackedGuarantee } from "../../../shared/recovery/playFacts.ts";
import { useLocalStore } from "../../state/local.ts";
import { useAll, useRecord } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Notice } from "../inspector/Notice.tsx";
import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { RehearsalFlag } from "../rehearsals/RehearsalFlag.tsx";
import { usePatch } from "../usePatch.ts";
import { Alternatives } from "./Alternatives.tsx";
import { Attached } from "./Attached.tsx";
import { Authority } from "./Authority.tsx";
import { Endings, HardMoments } from "./Endings.tsx";
import { infeasibility, touchpointsOf } from "./handleTimes.ts";
import { Loss } from "./Loss.tsx";
import { Outcomes } from "./Outcomes.tsx";
import { People } from "./People.tsx";
import { PlacesProvider } from "./places.tsx";
import { PlayRuns } from "./PlayRuns.tsx";
import { PlayTools } from "./PlayTools.tsx";
import { ReadinessView } from "./ReadinessView.tsx";
import { Rehearsals } from "./Rehearsals.tsx";
import { Severities } from "./Severities.tsx";
import { SignOffs } from "./SignOffs.tsx";
import { Steps } from "./Steps.tsx";
import { TriggerFields } from "./TriggerFields.tsx";
import { useJudging } from "./useJudging.ts";
import { ValueCalculator } from "./ValueCalculator.tsx";
import classes from "./Plays.module.css";

/** One play: how ready it is, and everything a team writes into it. */
export function PlayPanel({ id }: { id: string }) {
  const play = useRecord("play", id);
  const patch = usePatch("play", id);
  const local = useLocalStore();
  const touchpoints = useAll("touchpoint");
  const weakSpots = useAll("weakSpot");
  const { today } = useJudging();
  if (play === undefined) return <PanelFrame kind="Plan B">This plan B is gone.</PanelFrame>;
  const conflicts = touchpointsOf(id, touchpoints, weakSpots).flatMap(
    (touchpoint) => infeasibility(play, touchpoint) ?? [],
  );
  return (
    <PanelFrame kind="Plan B" deletes={{ refs: [{ kind: "play", id }], what: `plan B “${play.title}”` }}>
      <PlacesProvider>
        <TextField
          label="Title"
          hideLabel
          title
          value={play.title}
          required="A plan B needs a name"
          onCommit={(title) => title !== null && patch({ title })}
        />
        <ReadinessView play={play} />
        {isUnbackedGuarantee(play, today) && (
          <Notice>Unbacked guarantee: “{play.guarantee}” is promised, and this plan B was never rehearsed.</Notice>
        )}
        {conflicts.map((conflict) => (
          <Notice key={conflict}>Infeasible: it {conflict}.</Notice>
        ))}
        <RehearsalFlag play={id} />
        <PlayTools play={play} />
        <Steps play={play} />
        <div>
          <TriggerFields play={play} />
          <People play={play} />
          <Authority play={play} />
          <SignOffs play={play} />
          <Severities play={play} />
          <Loss play={play} />
          <Alternatives play={play} />
          <HardMoments play={play} />
          <Endings play={play} />
          <Rehearsals play={play} />
          <Outcomes play={play} />
          <ValueCalculator play={play} />
        </div>
        <PlayRuns play={id} />
        <Attached play={id} />
        <div className={classes.row}>
          <Button icon={ShieldCheck} onClick={() => local.getState().openLayer("plays")}>
            All plans B
          </Button>
        </div>
      </PlacesProvider>
    </PanelFrame>
  );
}
