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
      <ClockBox area="clock" now={now} />
      {standing === "none" && <Roster area="join" />}
      <InjectBox area="injects" now={now} />
      <StepsBox area="steps" now={now} />
      <LogBox area="log" />
      <StoryBox area="story" />
      {standing !== "none" && <Roster area="people" />}
    </div>
  );
}
