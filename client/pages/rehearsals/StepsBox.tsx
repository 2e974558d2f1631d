import { clockText, elapsedMs } from "../../../shared/exercise/clock.ts";
import { judgeSteps, type StepJudgement } from "../../../shared/exercise/steps.ts";
import { Box, Nothing } from "./Box.tsx";
import classes from "./StepsBox.module.css";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";
import { stepWords } from "./words.ts";

/** The steps of the plays, to tick as they are done. */
export function StepsBox({ now }: { now: number }) {
  const state = useExerciseState();
  const steps = judgeSteps(state, now);
  const elapsed = elapsedMs(state.clock, now);
  return (
    <div className={classes.plays}>
      {state.plays.length === 0 && (
        <Box title="Plan B">
          <Nothing>
            No play is rehearsed here. Write what you do in the log; it can become the first steps of one.
          </Nothing>
        </Box>
      )}
      {state.plays.map((play) => {
        const own = steps.filter((step) => step.play === play.id);
        const next = own.find(({ tick, afterDays }) => tick === undefined && afterDays === undefined);
        return (
          <Box key={play.id} title={play.title || "Untitled play"}>
            {own.length === 0 && <Nothing>This play has no steps yet.</Nothing>}
            <ol className={classes.steps}>
              {own.map((step) => (
                <StepRow
                  key={step.step}
                  step={step}
                  elapsed={elapsed}
                  isNext={step === next}
                  skipped={step.tick && next && next.step < step.step ? next.text : undefined}
                />
              ))}
            </ol>
          </Box>
        );
      })}
    </div>
  );
}

interface StepRowProps {
  step: StepJudgement;
  elapsed: number;
  isNext: boolean;
  /** A step before this one that is still open. */
  skipped: string | undefined;
}

function StepRow({ step, elapsed, isNext, skipped }: StepRowProps) {
  const { may } = useStanding();
  const { act, busy } = useAct();
  const { tick, faults, dueAtMs, afterDays, isLate } = step;
  const isDone = tick !== undefined;
  const type = isDone ? "untick" : "tick";
  const warnings = skipped === undefined ? faults : [...faults, `“${skipped}” comes before it and is open`];
  return (
    <li className={classes.step} data-next={isNext || undefined}>
      <button
        type="button"
        className={classes.tick}
        aria-pressed={isDone}
        disabled={!may(type)}
        aria-busy={busy || undefined}
        onClick={() => {
          if (!busy) void act({ type, play: step.play, step: step.step });
        }}
      >
        <span className={classes.box} aria-hidden="true">
          {isDone && (
            <svg width={14} height={14} viewBox="0 0 14 14">
              <path d="M2.5 7.5l3 3 6-7" fill="none" stroke="currentcolor" strokeWidth={2} />
            </svg>
          )}
        </span>
        <span className={classes.what}>
          <span className={classes.phase}>{stepWords[step.phase]}</span>
          <span className={classes.text}>{step.text}</span>
        </span>
        <span className={classes.time} data-late={isLate || undefined}>
          {isDone ? clockText(tick.atMs) : dueText(dueAtMs, elapsed)}
        </span>
      </button>
      {afterDays !== undefined && !isDone && (
        <p className={classes.note}>
          {afterDays} {afterDays === 1 ? "day" : "days"} later: tick it once it is planned
        </p>
      )}
      {step.script !== undefined && step.script !== "" && <p className={classes.script}>“{step.script}”</p>}
      {(isDone || warnings.length > 0) && (
        <p className={classes.note}>
          {isDone && `Done by ${tick.by.name}`}
          {warnings.map((warning, index) => (
            <span key={warning} className={classes.fault}>
              {isDone || index > 0 ? " · " : ""}
              {warning}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

function dueText(dueAtMs: number | undefined, elapsed: number): string {
  if (dueAtMs === undefined) return "";
  return dueAtMs >= elapsed ? `${clockText(dueAtMs - elapsed + 999)} left` : "late";
}
