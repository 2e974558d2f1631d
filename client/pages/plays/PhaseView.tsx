import { ArrowRight, HandHeart } from "lucide-react";
import { areQuestionsOpen, comesLater, openBefore, type RunPhase } from "../../../shared/recovery/runState.ts";
import { phaseWords } from "../../panels/runs/runWords.ts";
import { BigButton } from "./BigButton.tsx";
import { AskedView, GaveView } from "./FairSolutionView.tsx";
import classes from "./Frontline.module.css";
import { NoteForm } from "./NoteForm.tsx";
import { useRunInHand } from "./runContext.ts";
import { StepView } from "./StepView.tsx";
import { useRemembered } from "./useRemembered.ts";

interface PhaseViewProps {
  phase: RunPhase;
  /** Nothing is left to tick before the end. */
  isLast: boolean;
  /** On to the first phase that has something left. */
  onNext: () => void;
  onEnd: () => void;
}

/** One phase: its steps, and what belongs to it. What comes too early is locked, with the way around it. */
export function PhaseView({ phase, isLast, onNext, onEnd }: PhaseViewProps) {
  const { run, state, record } = useRunInHand();
  const [reason, setReason] = useRemembered<string | undefined>(`${run.id} reason ${phase}`, undefined);
  const own = run.steps.flatMap((step, index) => (step.phase === phase ? [index] : []));
  const before = openBefore(run, state, phase);
  const isUnacknowledged = before.some((index) => run.steps[index]?.phase === "acknowledge");
  const isDone = own.every((index) => state.steps[index] !== undefined || comesLater(run.steps[index]!));
  const isLocked = !isDone && before.length > 0 && reason === undefined;
  const questionsOpen = areQuestionsOpen(run, state);
  return (
    <section className={classes.group} aria-labelledby="phase">
      <h2 id="phase" tabIndex={-1} data-heading className={classes.phaseTitle}>
        {phaseWords[phase]}
      </h2>
      {phase === "understand" && !questionsOpen ? (
        <div className={classes.locked}>
          <p>Say sorry first. The questions appear when that is ticked: before it, they sound like doubt.</p>
          <BigButton primary onClick={onNext}>
            Go to “{phaseWords.acknowledge}”
          </BigButton>
        </div>
      ) : isLocked ? (
        <div className={classes.locked}>
          <p>
            {isUnacknowledged
              ? "Say sorry first: this does not help a customer who feels unheard."
              : `First: ${[...new Set(before.map((index) => phaseWords[run.steps[index]?.phase ?? "acknowledge"].toLowerCase()))].join(", ")}.`}
          </p>
          <BigButton primary onClick={onNext}>
            Go there
          </BigButton>
          <NoteForm label="Or do it out of order, because" submit="Do it all the same" onNote={setReason} />
        </div>
      ) : (
        <>
          {reason !== undefined && before.length > 0 && !isDone && (
            <p className={classes.warning} role="status">
              Out of order, and marked so: {reason}
            </p>
          )}
          {own.map((index) => (
            <StepView key={index} index={index} reason={reason} />
          ))}
          {phase === "acknowledge" && isDone && state.thankedAt === undefined && (
            <div className={classes.prompt}>
              <p>Thank them for telling you. Most customers just leave.</p>
              <BigButton icon={HandHeart} onClick={() => record({ type: "thanked" })}>
                I thanked them
              </BigButton>
            </div>
          )}
          {phase === "understand" && <AskedView />}
          {phase === "fix" && <GaveView isExtra={false} />}
          {phase === "extra" && <GaveView isExtra />}
        </>
      )}
      {isDone && (
        <BigButton primary icon={ArrowRight} onClick={isLast ? onEnd : onNext}>
          {isLast ? "End: ask how it was" : "Next"}
        </BigButton>
      )}
      {!isDone && !isUnacknowledged && before.length === 0 && phase !== "acknowledge" && (
        <button type="button" className={classes.quiet} onClick={onEnd}>
          End this run now
        </button>
      )}
    </section>
  );
}
