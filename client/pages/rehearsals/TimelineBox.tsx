import { clockText } from "../../../shared/exercise/clock.ts";
import { judgeSteps } from "../../../shared/exercise/steps.ts";
import { type TimelineEntry, timelineOf } from "../../../shared/exercise/timeline.ts";
import { Box, Nothing } from "./Box.tsx";
import { LevelMark } from "./LevelMark.tsx";
import classes from "./TimelineBox.module.css";
import { useExerciseState } from "./useExercise.ts";
import { logWords } from "./words.ts";

/** What happened when, and what was late, out of order or missing. */
export function TimelineBox() {
  const state = useExerciseState();
  const now = state.clock.endedAt ?? 0;
  const wrong = judgeSteps(state, now).filter(({ faults }) => faults.length > 0);
  return (
    <>
      <Box title="What did not go as planned">
        {wrong.length === 0 ? (
          <Nothing>
            {state.plays.some(({ steps }) => steps.length > 0)
              ? "Every step was done, in time and in order."
              : "There were no steps to compare with."}
          </Nothing>
        ) : (
          <ul className={classes.wrong}>
            {wrong.map(({ play, step, text, faults }) => (
              <li key={`${play} ${step}`}>
                <strong className={classes.strong}>{text}</strong>: {faults.join("; ")}
              </li>
            ))}
          </ul>
        )}
      </Box>
      <Box title="Timeline">
        <ol className={classes.timeline}>
          {timelineOf(state, now).map((entry) => (
            <li key={entry.key} className={classes.entry} data-what={entry.what}>
              <span className={classes.time}>{clockText(entry.atMs)}</span>
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      </Box>
    </>
  );
}

const marks = { start: "started the clock", pause: "paused", resume: "went on", end: "ended the rehearsal" } as const;

function Entry({ entry }: { entry: TimelineEntry }) {
  switch (entry.what) {
    case "clock":
      return (
        <span className={classes.quiet}>
          {entry.by.name} {marks[entry.mark]}
        </span>
      );
    case "inject":
      return (
        <span className={classes.inject}>
          <LevelMark level={entry.level} />
          <span>
            <strong className={classes.strong}>{entry.text}</strong>
            {entry.by !== undefined && <span className={classes.quiet}> brought by {entry.by.name}</span>}
          </span>
        </span>
      );
    case "tick":
      return (
        <span>
          ✓ {entry.text} <span className={classes.quiet}>by {entry.by.name}</span>
          {entry.faults.length > 0 && <span className={classes.fault}> · {entry.faults.join("; ")}</span>}
        </span>
      );
    default:
      return (
        <span>
          <span className={classes.quiet}>{logWords[entry.kind]}:</span> {entry.text}{" "}
          <span className={classes.quiet}>– {entry.by.name}</span>
        </span>
      );
  }
}
