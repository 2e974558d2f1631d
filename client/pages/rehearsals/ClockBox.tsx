import { Pause, Play as PlayIcon, Square } from "lucide-react";
import { useState } from "react";
import { clockText, elapsedMs } from "../../../shared/exercise/clock.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import classes from "./ClockBox.module.css";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";

/** The one clock of everybody, and its buttons for the facilitator. */
export function ClockBox({ now }: { now: number }) {
  const { clock, phase } = useExerciseState();
  const { may } = useStanding();
  const { act, busy } = useAct();
  const [isEnding, setEnding] = useState(false);
  return (
    <section className={classes.box} aria-label="Clock" data-phase={phase}>
      <span role="timer" className={classes.time}>
        {clockText(elapsedMs(clock, now))}
      </span>
      {phase === "paused" && <span className={classes.paused}>Paused</span>}
      {(may("pause") || may("resume") || may("end")) && (
        <span className={classes.buttons}>
          {may("pause") && (
            <Button icon={Pause} busy={busy} onClick={() => void act({ type: "pause" })}>
              Pause
            </Button>
          )}
          {may("resume") && (
            <Button icon={PlayIcon} primary busy={busy} onClick={() => void act({ type: "resume" })}>
              Go on
            </Button>
          )}
          {may("end") && (
            <Button icon={Square} busy={busy} onClick={() => setEnding(true)}>
              End
            </Button>
          )}
        </span>
      )}
      {isEnding && (
        <ConfirmDialog
          title="End the rehearsal?"
          text="The clock stops for good, and everybody goes on to the review."
          verb="End it"
          onClose={() => setEnding(false)}
          onConfirm={() => {
            setEnding(false);
            void act({ type: "end" });
          }}
        />
      )}
    </section>
  );
}
