import { Check, Lock } from "lucide-react";
import { playPhases } from "../../../shared/model/play.ts";
import { comesLater, openBefore, type RunPhase } from "../../../shared/recovery/runState.ts";
import { phaseWords } from "../../panels/runs/runWords.ts";
import { useRunInHand } from "./runContext.ts";
import classes from "./RunPage.module.css";

/** The phases of the run in their order: done, here, open, locked. */
export function PhaseNav({ shown, onShow }: { shown: RunPhase | undefined; onShow: (phase: RunPhase) => void }) {
  const { run, state } = useRunInHand();
  const phases = playPhases.filter((phase) => run.steps.some((step) => step.phase === phase));
  return (
    <nav className={classes.phases} aria-label="Phases">
      {phases.map((phase, index) => {
        const own = run.steps.flatMap((step, index) =>
          step.phase === phase ? [{ step, done: state.steps[index] }] : [],
        );
        const isDone = own.every(({ done }) => done !== undefined);
        const isLocked = !isDone && openBefore(run, state, phase).length > 0;
        const isLater = own.every(({ step }) => comesLater(step));
        const says = isDone ? "done" : isLocked ? "locked" : isLater ? "after the end" : "open";
        return (
          <button
            key={phase}
            type="button"
            className={classes.phase}
            data-state={says}
            aria-current={phase === shown ? "step" : undefined}
            aria-label={`${index + 1}. ${phaseWords[phase]}, ${says}`}
            title={phaseWords[phase]}
            onClick={() => onShow(phase)}
          >
            {isDone ? (
              <Check size={18} aria-hidden="true" />
            ) : isLocked ? (
              <Lock size={16} aria-hidden="true" />
            ) : (
              index + 1
            )}
          </button>
        );
      })}
    </nav>
  );
}
