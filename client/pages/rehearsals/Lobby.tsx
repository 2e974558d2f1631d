import { Pencil, Play as PlayIcon } from "lucide-react";
import { useState } from "react";
import { rehearsedPlayOf } from "../../../shared/exercise/rehearsedPlay.ts";
import { useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { Box, Nothing } from "./Box.tsx";
import { LevelMark } from "./LevelMark.tsx";
import classes from "./Lobby.module.css";
import { PlanForm } from "./PlanForm.tsx";
import { draftOf } from "./planDraft.ts";
import { Roster } from "./Roster.tsx";
import { StoryBox } from "./StoryBox.tsx";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";

/** Before the clock starts: who plays what, the story, and for the facilitator the plan. */
export function Lobby() {
  const { mirror } = useMap();
  const state = useExerciseState();
  const { may } = useStanding();
  const { act, busy } = useAct();
  const [isEditing, setEditing] = useState(false);
  const [isCalling, setCalling] = useState(false);
  if (isEditing && may("plan"))
    return (
      <div className={classes.form}>
        <PlanForm
          draft={draftOf(state)}
          submit="Save the plan"
          busy={busy}
          onSubmit={(plan) => void act(plan).then((done) => done && setEditing(false))}
          onCancel={() => setEditing(false)}
        />
      </div>
    );
  // The steps as they are now, not as they were when somebody planned.
  const plays = state.plays.map((play) => {
    const now = mirror.read("play", play.id);
    return now === undefined ? play : rehearsedPlayOf(now);
  });
  return (
    <div className={classes.lobby}>
      <div className={classes.column}>
        <StoryBox />
        <Box title="Plays that are rehearsed">
          {plays.length === 0 ? (
            <Nothing>No play was chosen: what the team does is written in the log.</Nothing>
          ) : (
            <ul className={classes.plays}>
              {plays.map(({ id, title, steps }) => (
                <li key={id}>
                  {title || "Untitled play"}{" "}
                  <span className={classes.muted}>{steps.length === 1 ? "1 step" : `${steps.length} steps`}</span>
                </li>
              ))}
            </ul>
          )}
        </Box>
        {may("plan") && <PlannedInjects />}
      </div>
      <div className={classes.column}>
        <Roster />
        {may("start") && (
          <p className={classes.muted}>
            Others join here: whoever has a link to this map, be it only to look, finds this page under “Rehearsals”.
          </p>
        )}
        <div className={classes.buttons}>
          {may("start") ? (
            <Button primary icon={PlayIcon} busy={busy} onClick={() => void act({ type: "start", plays })}>
              Start the clock
            </Button>
          ) : (
            <p className={classes.muted}>The clock starts when the facilitator starts it.</p>
          )}
          {may("plan") && (
            <Button icon={Pencil} onClick={() => setEditing(true)}>
              Change the plan
            </Button>
          )}
          {may("end") && (
            <Button busy={busy} onClick={() => setCalling(true)}>
              Call it off
            </Button>
          )}
        </div>
      </div>
      {isCalling && (
        <ConfirmDialog
          title="Call the rehearsal off?"
          text="It ends for everybody before it began. This cannot be taken back."
          verb="Yes, call it off"
          onClose={() => setCalling(false)}
          onConfirm={() => {
            setCalling(false);
            void act({ type: "end" });
          }}
        />
      )}
    </div>
  );
}

function PlannedInjects() {
  const { injects } = useExerciseState();
  return (
    <Box title="Injects, for your eyes only">
      {injects.length === 0 ? (
        <Nothing>None yet. You can add some while the clock runs, too.</Nothing>
      ) : (
        <ol className={classes.injects}>
          {injects.map(({ id, atMinute, level, text }) => (
            <li key={id} className={classes.inject}>
              <span className={classes.minute}>{atMinute} min</span>
              <LevelMark level={level} />
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </Box>
  );
}
