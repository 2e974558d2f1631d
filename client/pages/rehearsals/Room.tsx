import { ClockBox } from "./ClockBox.tsx";
import { InjectBox } from "./InjectBox.tsx";
import { LogBox } from "./LogBox.tsx";
import classes from "./Room.module.css";
import { Roster } from "./Roster.tsx";
import { StepsBox } from "./StepsBox.tsx";
import { StoryBox } from "./StoryBox.tsx";
import { useNow, useStanding } from "./useExercise.ts";

/** The live room: one clock, what happens, what is done about it, what is noted, who is there. */
export function Room() {
  const now = useNow();
  const { standing } = useStanding();
  return (
    <div className={classes.room}>
      <div className={classes.left}>
        <ClockBox now={now} />
        <div className={standing === "none" ? classes.soon : classes.late}>
          <Roster />
        </div>
        <div className={classes.late}>
          <StoryBox />
        </div>
      </div>
      <div className={classes.middle}>
        <InjectBox now={now} />
        <StepsBox now={now} />
      </div>
      <div className={classes.right}>
        <LogBox />
      </div>
    </div>
  );
}
