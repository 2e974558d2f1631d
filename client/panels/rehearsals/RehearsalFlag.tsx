import { rehearsalState } from "../../../shared/recovery/playFacts.ts";
import { mapPath } from "../../state/place.ts";
import { useCanEdit, useMap, useRecord } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import { useJudging } from "../plays/useJudging.ts";
import { freshnessText } from "./freshness.ts";
import { FreshnessMark } from "./FreshnessMark.tsx";
import classes from "./RehearsalFlag.module.css";

/** Says of a play how lately it was rehearsed, and leads to its next rehearsal. */
export function RehearsalFlag({ play: id }: { play: string }) {
  const { mapId } = useMap();
  const canEdit = useCanEdit();
  const { today, halfLifeDays } = useJudging();
  const play = useRecord("play", id);
  if (play === undefined) return null;
  const rehearsal = rehearsalState(play, today, halfLifeDays);
  const rehearsals = mapPath(mapId, "rehearsals");
  return (
    <p className={classes.flag}>
      <FreshnessMark state={rehearsal.state} />
      <span>{freshnessText(rehearsal, halfLifeDays)}</span>
      {canEdit ? (
        <Link to={`${rehearsals}/new?play=${encodeURIComponent(id)}`} className={classes.link}>
          {rehearsal.state === "fresh" ? "Rehearse again" : "Rehearse"}
        </Link>
      ) : (
        <Link to={rehearsals} className={classes.link}>
          Rehearsals
        </Link>
      )}
    </p>
  );
}
