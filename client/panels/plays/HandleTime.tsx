import type { Play } from "../../../shared/model/kinds.ts";
import { playMinutes } from "../../../shared/recovery/playFacts.ts";
import { useAll } from "../../state/useMap.ts";
import { formatNumber } from "../measure/numbers.ts";
import { handleTension, touchpointsOf } from "./handleTimes.ts";
import classes from "./Plays.module.css";

/** What the play takes of a person's time, against the handle times where it is used. */
export function HandleTime({ play }: { play: Play }) {
  const touchpoints = useAll("touchpoint");
  const weakSpots = useAll("weakSpot");
  const minutes = playMinutes(play);
  const limited = touchpointsOf(play.id, touchpoints, weakSpots).filter((each) => each.handleMinutes !== undefined);
  if (minutes === null && limited.length === 0) return undefined;
  return (
    <div>
      {minutes !== null && (
        <p className={classes.lead}>All steps together take a person {formatNumber(minutes)} min.</p>
      )}
      {limited.map((touchpoint) => {
        const tension = handleTension(play, touchpoint);
        const limit = `${formatNumber(touchpoint.handleMinutes ?? 0)} min at “${touchpoint.title}”`;
        if (tension?.feasible === false) return undefined;
        return (
          <p key={touchpoint.id} className={classes.lead}>
            {tension?.feasible === true
              ? `It fits the handle time of ${limit}.`
              : `Whether it fits the handle time of ${limit} is unknown: no step says what it takes.`}
          </p>
        );
      })}
    </div>
  );
}
