import { freshnessOf, freshnessText } from "../../../shared/exercise/freshness.ts";
import { fullSettings } from "../../../shared/model/settings.ts";
import { mapPath } from "../../state/place.ts";
import { useCanEdit, useMap, useMapFields, useRecord } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import { dayOf } from "../today.ts";
import { FreshnessMark } from "./FreshnessMark.tsx";
import classes from "./RehearsalFlag.module.css";

/** Says of a play how lately it was rehearsed, and leads to its next rehearsal. */
export function RehearsalFlag({ play: id }: { play: string }) {
  const { mirror, mapId } = useMap();
  const canEdit = useCanEdit();
  const { settings } = useMapFields();
  const play = useRecord("play", id);
  if (play === undefined) return null;
  const freshness = freshnessOf(play, dayOf(mirror), fullSettings(settings).rehearsalHalfLifeDays);
  const rehearsals = mapPath(mapId, "rehearsals");
  return (
    <p className={classes.flag}>
      <FreshnessMark kind={freshness.kind} />
      <span>{freshnessText(freshness)}</span>
      {canEdit ? (
        <Link to={`${rehearsals}/new?play=${encodeURIComponent(id)}`} className={classes.link}>
          {freshness.kind === "fresh" ? "Rehearse again" : "Rehearse"}
        </Link>
      ) : (
        <Link to={rehearsals} className={classes.link}>
          Rehearsals
        </Link>
      )}
    </p>
  );
}
