import { HeartCrack } from "lucide-react";
import { clockWords } from "../../panels/runs/runWords.ts";
import { BigButton } from "./BigButton.tsx";
import classes from "./Frontline.module.css";
import { useRunInHand } from "./runContext.ts";
import { ToolHead } from "./ToolHead.tsx";

/** What was done to put it right failed too: what the plan says then, and the mark of a failed recovery. */
export function FailedTool({ onBack }: { onBack: () => void }) {
  const { run, play, state, record } = useRunInHand();
  const then = play?.ifItFails ?? play?.escalation;
  return (
    <section className={classes.group}>
      <ToolHead title="It failed too" onBack={onBack} />
      {state.failedAt === undefined ? (
        <>
          <p className={classes.text}>
            What you did to put it right did not work either. A customer let down twice almost surely leaves, so this is
            marked and comes first.
          </p>
          <BigButton danger icon={HeartCrack} onClick={() => record({ type: "failedToo" })}>
            Yes, it failed too
          </BigButton>
        </>
      ) : (
        <>
          <p className={classes.warning} role="status">
            Marked as a failed recovery at {clockWords(state.failedAt)}.
          </p>
          <h3 className={classes.heading}>Do this now</h3>
          <p className={classes.script}>{then ?? `“${run.title}” does not say. Get your supervisor now.`}</p>
        </>
      )}
    </section>
  );
}
