import { Printer } from "lucide-react";
import { useState } from "react";
import { Term } from "../../panels/fields/Term.tsx";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { FindingsBox } from "./FindingsBox.tsx";
import { LogBox } from "./LogBox.tsx";
import { OutcomeBox } from "./OutcomeBox.tsx";
import classes from "./Review.module.css";
import { Roster } from "./Roster.tsx";
import { ScoreBox } from "./ScoreBox.tsx";
import { TimelineBox } from "./TimelineBox.tsx";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";
import { useRecordRehearsal } from "./useRecordRehearsal.ts";

/** The after-action review: what happened, what was late, what is changed because of it. */
export function Review() {
  const state = useExerciseState();
  const { may } = useStanding();
  const { act, busy } = useAct();
  const record = useRecordRehearsal();
  const [isClosing, setClosing] = useState(false);
  const openFindings = state.findings.filter(({ done }) => done === undefined).length;
  const started = new Date(state.clock.startedAt ?? 0);
  return (
    <div className={classes.review}>
      <div className={classes.head}>
        <p className={classes.lead}>
          <Term of="afterAction">After-action review</Term> of{" "}
          {started.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}
        </p>
        <span className={classes.buttons}>
          <Button icon={Printer} onClick={() => window.print()}>
            Print
          </Button>
          {may("close") && (
            <Button primary busy={busy} onClick={() => setClosing(true)}>
              Close the review
            </Button>
          )}
        </span>
      </div>
      <div className={classes.columns}>
        <div className={classes.column}>
          {state.phase === "closed" && <OutcomeBox />}
          <FindingsBox />
          <TimelineBox />
        </div>
        <div className={classes.column}>
          <ScoreBox />
          <Roster />
          {state.phase === "ended" && (
            <div className={classes.screenOnly}>
              <LogBox />
            </div>
          )}
        </div>
      </div>
      {isClosing && (
        <ConfirmDialog
          title="Close the review?"
          text={`It is written into ${state.plays.length === 1 ? "the play" : "the plays"} that were rehearsed, with its score and findings. Findings can still be turned into changes${openFindings > 0 ? `; ${openFindings} ${openFindings === 1 ? "is" : "are"} open` : ""}.`}
          verb="Close it"
          onClose={() => setClosing(false)}
          onConfirm={() => {
            setClosing(false);
            void act({ type: "close" }).then((done) => done && record());
          }}
        />
      )}
    </div>
  );
}
