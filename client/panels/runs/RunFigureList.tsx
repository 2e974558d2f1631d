import { useMemo } from "react";
import type { PlayRun } from "../../../shared/recovery/playRun.ts";
import { type Figure, runFigures } from "../../../shared/recovery/runFigures.ts";
import { percent } from "../../ui/percent.ts";
import { Computed } from "../computed/Computed.tsx";
import { formatNumber } from "../measure/numbers.ts";
import classes from "./RunFigureList.module.css";
import { minutesWords } from "./runWords.ts";

/** The time within which most customers should hear an apology, where the play names none: a short window, a judgement. */
const defaultTargetMinutes = 30;

/** What the runs add up to, each figure with how many runs it rests on. @param today `YYYY-MM-DD`. */
export function RunFigureList({ runs, today }: { runs: readonly PlayRun[]; today: string }) {
  const figures = useMemo(() => runFigures(runs, today), [runs, today]);
  const limits = runs.flatMap(({ steps }) =>
    steps.flatMap(({ phase, withinMinutes }) => (phase === "acknowledge" ? (withinMinutes ?? []) : [])),
  );
  const target = limits.length > 0 ? Math.max(...limits) : defaultTargetMinutes;
  const { p90ToAcknowledge } = figures;
  const isSlow = p90ToAcknowledge.value !== null && p90ToAcknowledge.value > target;
  return (
    <dl className={classes.figures}>
      <Count label="Runs" value={figures.runs} />
      <Row
        label="Noticed to acknowledged, median"
        figure={figures.medianToAcknowledge}
        format={minutesWords}
        formula="The middle of the times from when it was noticed to the last tick of the acknowledgement"
      />
      <Row
        label={`Nine of ten within (aim: ${minutesWords(target)})`}
        figure={p90ToAcknowledge}
        format={minutesWords}
        formula={`P90 by nearest rank: the shortest time that 90% of the runs did not exceed. ${limits.length > 0 ? "The aim is the longest limit of the acknowledgement in these runs" : "No step names a limit; 30 min is a judgement"}`}
        isBad={isSlow}
      />
      <Row
        label="Mean rating after recovery"
        figure={figures.meanRating}
        format={(value) => `${formatNumber(value, 1)} of 7`}
        formula="Sum of the customers’ last ratings ÷ their number; where nobody asked there is none"
      />
      <Row
        label="Rated 6 or 7"
        figure={figures.shareRatedHigh}
        format={percent}
        formula="Runs rated 6 or 7 ÷ rated runs"
      />
      <Count label="Follow-ups to do" value={figures.followUpsOpen} />
      <Count label="Follow-ups missed" value={figures.followUpsMissed} isBad />
      <Count label="Failed recoveries" value={figures.failedRecoveries} isBad />
    </dl>
  );
}

interface RowProps {
  label: string;
  figure: Figure;
  format: (value: number) => string;
  formula: string;
  isBad?: boolean;
}

function Row({ label, figure: { value, n, fewest }, format, formula, isBad = false }: RowProps) {
  const text = value === null ? "unknown" : format(value);
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd data-bad={isBad || undefined}>
        <Computed
          label={label}
          explain={() => ({
            steps: [
              {
                figure: label,
                label,
                formula: value === null ? `${formula}. Said from ${fewest} runs on` : formula,
                value: text,
                source: `${n} ${n === 1 ? "run" : "runs"} of this map`,
                assumed: false,
              },
            ],
            format: ({ value }) => String(value),
          })}
        >
          {text}
          <span className={classes.n}>{value === null ? ` (${n} of ${fewest} runs needed)` : ` (n = ${n})`}</span>
        </Computed>
      </dd>
    </div>
  );
}

function Count({ label, value, isBad = false }: { label: string; value: number; isBad?: boolean }) {
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd data-bad={(isBad && value > 0) || undefined}>{value}</dd>
    </div>
  );
}
