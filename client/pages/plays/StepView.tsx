import { Check, Undo2 } from "lucide-react";
import { useState } from "react";
import { mayGive } from "../../../shared/recovery/leftToGive.ts";
import { comesLater } from "../../../shared/recovery/runState.ts";
import { clockWords, inTimeWords, moneyWords } from "../../panels/runs/runWords.ts";
import { BigButton } from "./BigButton.tsx";
import { TimeLeft } from "./Clock.tsx";
import classes from "./Frontline.module.css";
import { NoteForm } from "./NoteForm.tsx";
import { stepNow, useRunInHand } from "./runContext.ts";

/** One step, large: what to do, what to say, until when; ticked with its time. @param reason why it comes out of order. */
export function StepView({ index, reason }: { index: number; reason: string | undefined }) {
  const { run, state, play, channels, spent, record } = useRunInHand();
  const [isAsking, setAsking] = useState(false);
  const step = run.steps[index]!;
  const done = state.steps[index];
  const { script, channel } = stepNow(play, run, index) ?? {};
  const via = channel === undefined ? undefined : channels[channel];
  const needsAgreement = mayGive(run, spent, step.cost ?? 0) === "ask";
  const tick = (agreedBy?: string) =>
    record({
      type: "tick",
      step: index,
      ...(reason !== undefined && { reason }),
      ...(agreedBy !== undefined && { agreedBy }),
    });

  if (done !== undefined) {
    const inTime = done.isLeftOut ? undefined : inTimeWords(run, step.withinMinutes, done.at);
    return (
      <article className={classes.doneStep} aria-label={step.text}>
        <Check size={20} aria-hidden="true" />
        <span className={classes.rowText}>
          <span>{step.text}</span>
          <span className={classes.rowQuiet}>
            {[done.isLeftOut ? "Not needed here" : `Done at ${clockWords(done.at)}`, inTime].filter(Boolean).join(", ")}
          </span>
          {done.outOfOrder !== undefined && <span className={classes.mark}>Out of order: {done.outOfOrder}</span>}
        </span>
        {state.passed.at(-1) === index && (
          <button type="button" className={classes.quiet} onClick={() => record({ type: "takeBack" })}>
            <Undo2 size={16} aria-hidden="true" />
            Take back
          </button>
        )}
      </article>
    );
  }
  if (comesLater(step))
    return (
      <article className={classes.step} aria-label={step.text}>
        <p className={classes.stepText}>{step.text}</p>
        <p className={classes.text}>
          {step.afterDays} {step.afterDays === 1 ? "day" : "days"} after the end. It appears under “Ask again” until it
          is done.
        </p>
      </article>
    );
  return (
    <article className={classes.step} aria-label={step.text}>
      <p className={classes.stepText}>{step.text}</p>
      {script !== undefined && script !== "" && <blockquote className={classes.script}>{script}</blockquote>}
      <p className={classes.facts}>
        {step.withinMinutes !== undefined && <TimeLeft since={run.detectedAt} withinMinutes={step.withinMinutes} />}
        {via !== undefined && <span>By {via}</span>}
        {step.cost !== undefined && (
          <span>
            {moneyWords(step.cost, run.currency)}: {needsAgreement ? "ask first" : "you may give it"}
          </span>
        )}
      </p>
      {isAsking ? (
        <NoteForm label="More than you may give without asking. Who agreed?" submit="They agreed: done" onNote={tick} />
      ) : (
        <BigButton primary icon={Check} onClick={() => (needsAgreement ? setAsking(true) : tick())}>
          Done
        </BigButton>
      )}
      {step.phase !== "acknowledge" && (
        <button type="button" className={classes.quiet} onClick={() => record({ type: "leaveOut", step: index })}>
          Not needed here
        </button>
      )}
    </article>
  );
}
