import type { RecordDifference } from "../../../shared/model/difference.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { fieldWords, kindWords, titleWords } from "../../state/changeWords.ts";
import { showPath } from "../../state/shown.ts";
import { useMap } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import classes from "./DifferenceList.module.css";
import { placeOf } from "./placeOf.ts";

interface DifferenceLineProps {
  difference: RecordDifference;
  /** Brings what the version had into view. */
  onShow: (ref: RecordRef) => void;
}

/** One thing that is different, which leads to where it is: on the version's canvas, or on the map when it came since. */
export function DifferenceLine({ difference, onShow }: DifferenceLineProps) {
  const { mapId } = useMap();
  const { kind, verb, fields } = difference;
  const place = placeOf(difference);
  const words = (
    <>
      <span>{titleWords(difference)}</span>
      <span className={classes.quiet}>
        {kindWords(kind)}
        {fields.length > 0 && `: ${fieldWords(fields)}`}
      </span>
    </>
  );
  if (place === undefined) return <li className={classes.item}>{words}</li>;
  return (
    <li>
      {verb === "added" ? (
        <Link className={`${classes.item} ${classes.way}`} to={showPath(mapId, place)} title="Show it on the map">
          {words}
        </Link>
      ) : (
        <button
          type="button"
          className={`${classes.item} ${classes.way}`}
          title="Show it in this version"
          onClick={() => onShow(place)}
        >
          {words}
        </button>
      )}
    </li>
  );
}
