import type { RehearsedPlay } from "../../../shared/exercise/act.ts";
import { holdsRehearsal, rehearsalOf } from "../../../shared/exercise/outcome.ts";
import { mapPath } from "../../state/place.ts";
import { useCanEdit, useMap, useMapFields, useRecord } from "../../state/useMap.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { Button } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { Box, Nothing } from "./Box.tsx";
import classes from "./OutcomeBox.module.css";
import { useExerciseState } from "./useExercise.ts";
import { useRecordRehearsal } from "./useRecordRehearsal.ts";

/** What the rehearsal left in the plays: written, still to be written, or a play that is gone. */
export function OutcomeBox() {
  const state = useExerciseState();
  const { asOf } = useMapFields();
  const rehearsal = rehearsalOf(state);
  const isAhead = asOf !== undefined && rehearsal !== undefined && rehearsal.on > asOf;
  return (
    <Box title="What it left in the plays">
      {state.plays.length === 0 && <Nothing>No play was rehearsed. The findings can still become changes.</Nothing>}
      <ul className={classes.plays}>
        {state.plays.map((play) => (
          <PlayOutcome key={play.id} play={play} />
        ))}
      </ul>
      {isAhead && (
        <Nothing>
          This map counts its ages to {asOf}: a rehearsal after that day does not raise readiness until the map is set
          to a later one.
        </Nothing>
      )}
    </Box>
  );
}

function PlayOutcome({ play: { id, title } }: { play: RehearsedPlay }) {
  const { mapId } = useMap();
  const canEdit = useCanEdit();
  const state = useExerciseState();
  const play = useRecord("play", id);
  const readiness = usePlayReadiness(id);
  const record = useRecordRehearsal();
  const rehearsal = rehearsalOf(state);
  if (play === undefined || rehearsal === undefined)
    return (
      <li className={classes.play}>
        {title} <span className={classes.quiet}>is no longer in the map.</span>
      </li>
    );
  const isWritten = holdsRehearsal(play, rehearsal);
  return (
    <li className={classes.play}>
      <Link to={mapPath(mapId, "plays", id)} className={classes.link}>
        {play.title || "Untitled play"}
      </Link>
      <span className={classes.quiet}>
        {isWritten ? "Written into the play." : "The play does not hold this rehearsal."}
        {readiness !== undefined && ` Readiness is now ${Math.round(readiness.score)}.`}
        {!isWritten && !canEdit && " It waits for somebody who may edit the map."}
      </span>
      {!isWritten && canEdit && <Button onClick={() => record(id)}>Write it into the play</Button>}
    </li>
  );
}
