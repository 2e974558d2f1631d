import { type FormEvent, useState } from "react";
import { computedScore, judgeSteps, pointsOf, scoredSteps } from "../../../shared/exercise/steps.ts";
import { Computed } from "../../panels/computed/Computed.tsx";
import fieldClasses from "../../panels/fields/Field.module.css";
import { Button } from "../../ui/Button.tsx";
import { Box } from "./Box.tsx";
import classes from "./ScoreBox.module.css";
import { useAct, useExerciseState, useStanding } from "./useExercise.ts";

/** How well it went, 0–100: computed from the steps, or entered by the facilitator. */
export function ScoreBox() {
  const state = useExerciseState();
  const { may } = useStanding();
  const { act, busy } = useAct();
  const [isEntering, setEntering] = useState(false);
  const steps = scoredSteps(judgeSteps(state, state.clock.endedAt ?? 0));
  const computed = computedScore(steps);
  const score = state.score ?? computed;
  const points = steps.reduce((sum, step) => sum + pointsOf(step), 0);
  const explain = () => ({
    steps: [
      {
        figure: "score",
        label: state.score === undefined ? "Score" : "Score as entered",
        formula:
          state.score === undefined
            ? `100 × points ÷ steps = 100 × ${points} ÷ ${steps.length}`
            : "Entered by the facilitator in place of the computed one",
        value: score ?? null,
        source: state.score === undefined ? "The ticks of this rehearsal" : "The facilitator",
        assumed: false,
      },
      ...steps.map((step) => ({
        figure: `${step.play} ${step.step}`,
        label: step.text,
        formula: step.faults.length === 0 ? "done in time and in order" : step.faults.join("; "),
        value: pointsOf(step),
        source: step.tick === undefined ? "never ticked" : `ticked by ${step.tick.by.name}`,
        assumed: false,
      })),
    ],
    format: ({ figure, value }: { figure: string; value: unknown }) =>
      figure === "score" ? `${String(value)} of 100` : `${String(value)} of 1 point`,
  });
  return (
    <Box title="Score">
      {score === undefined ? (
        <p className={classes.unknown}>Unknown: there were no steps to compare with.</p>
      ) : (
        <p className={classes.score}>
          <Computed label="Score" explain={explain}>
            {Math.round(score)}
          </Computed>{" "}
          <span className={classes.quiet}>
            of 100, {state.score === undefined ? "computed from the steps" : "entered"}
          </span>
        </p>
      )}
      {may("setScore") && !isEntering && (
        <span className={classes.buttons}>
          <Button onClick={() => setEntering(true)}>Enter another</Button>
          {state.score !== undefined && (
            <Button busy={busy} onClick={() => void act({ type: "setScore", score: null })}>
              {computed === undefined ? "Take it back" : `Back to ${computed}`}
            </Button>
          )}
        </span>
      )}
      {may("setScore") && isEntering && <ScoreForm initial={score} onDone={() => setEntering(false)} />}
    </Box>
  );
}

function ScoreForm({ initial, onDone }: { initial: number | undefined; onDone: () => void }) {
  const { act, busy } = useAct();
  const [text, setText] = useState(initial === undefined ? "" : String(Math.round(initial)));
  const value = Number(text.replace(",", "."));
  const isGood = text.trim() !== "" && value >= 0 && value <= 100;
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (isGood) void act({ type: "setScore", score: value }).then((done) => done && onDone());
  };
  return (
    <form className={classes.form} onSubmit={enter}>
      <input
        className={fieldClasses.control}
        aria-label="Score, 0 to 100"
        aria-invalid={isGood || text.trim() === "" ? undefined : true}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button submit primary busy={busy} disabled={!isGood}>
        Enter
      </Button>
      <Button onClick={onDone}>Cancel</Button>
      {!isGood && text.trim() !== "" && <span className={fieldClasses.problem}>Write a number from 0 to 100</span>}
    </form>
  );
}
