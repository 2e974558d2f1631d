import { fairSolution, fairSolutionWords } from "../../../shared/recovery/fairSolution.ts";
import type { PlayRun } from "../../../shared/recovery/playRun.ts";
import { minutesBetween } from "../../../shared/recovery/runFigures.ts";
import { type FollowUp, followUps, runFlags, runRating } from "../../../shared/recovery/runFollowUps.ts";
import { isOver, runState, spent } from "../../../shared/recovery/runState.ts";
import { RunFlags } from "./RunFlags.tsx";
import classes from "./RunTimes.module.css";
import { clockWords, dayWords, inTimeWords, minutesWords, momentWords, moneyWords, phaseWords } from "./runWords.ts";

/** Everything that happened in a run, with its times. @param today `YYYY-MM-DD`. */
export function RunTimes({ run, today }: { run: PlayRun; today: string }) {
  const state = runState(run);
  const { acknowledgedAt, ended, stopped, abusedAt, supervisorToldAt, failedAt, asked, gifts, requests } = state;
  const rating = runRating(state);
  const solution = fairSolution(
    asked,
    gifts.filter(({ isExtra }) => !isExtra).map(({ what }) => what),
    [
      ...gifts.filter(({ isExtra }) => isExtra).map(({ what }) => what),
      ...run.steps
        .filter(({ phase }, index) => phase === "extra" && state.steps[index]?.isLeftOut === false)
        .map(({ text }) => text),
    ],
  );
  const total = spent(run, state);
  const again = followUps(run, today, state);
  const facts: [label: string, text: string | undefined][] = [
    ["Noticed", momentWords(run.detectedAt)],
    [
      "Acknowledged after",
      acknowledgedAt === undefined ? "not acknowledged" : minutesWords(minutesBetween(run.detectedAt, acknowledgedAt)),
    ],
    ["A fair solution, they said", asked],
    ["Given", gifts.length > 0 ? gifts.map(({ what }) => what).join(", ") : undefined],
    ["What they asked for", asked === undefined && gifts.length === 0 ? undefined : fairSolutionWords(solution)],
    ["Cost so far", total > 0 ? moneyWords(total, run.currency) : undefined],
    ...requests.map(({ what, offered }): [string, string] => [
      `Asked for “${what}”`,
      offered === undefined ? "escalated" : `offered: ${offered}`,
    ]),
    [
      "Abuse",
      abusedAt === undefined
        ? undefined
        : `${clockWords(abusedAt)}; supervisor ${supervisorToldAt === undefined ? "still to be told" : `told at ${clockWords(supervisorToldAt)}`}`,
    ],
    ["It failed too", failedAt === undefined ? undefined : clockWords(failedAt)],
    ["Stopped for safety", stopped === undefined ? undefined : momentWords(stopped.at)],
    ["Ended", ended === undefined ? undefined : momentWords(ended.at)],
    ["Nobody asks again, because", ended?.reason],
    [
      "Rating after recovery",
      rating === undefined ? (isOver(state) ? undefined : "not yet") : rating === null ? "not asked" : `${rating} of 7`,
    ],
    ...again.flatMap((each): [string, string][] => (each.step === null ? [[each.text, followUpWords(each)]] : [])),
  ];
  return (
    <div className={classes.times}>
      <RunFlags flags={runFlags(run, today, state)} />
      <ol className={classes.steps}>
        {run.steps.map((step, index) => {
          const done = state.steps[index];
          const inTime =
            done === undefined || done.isLeftOut ? undefined : inTimeWords(run, step.withinMinutes, done.at);
          const words =
            done === undefined
              ? stillOpen(again.find((each) => each.step === index))
              : [done.isLeftOut ? "left out" : clockWords(done.at), inTime]
                  .filter((word) => word !== undefined)
                  .join(", ");
          return (
            // A run's steps do not move.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={classes.step}>
              <span>
                <span className={classes.phase}>{phaseWords[step.phase]}</span> {step.text}
                {done?.outOfOrder !== undefined && (
                  <span className={classes.remark}>Out of order: {done.outOfOrder}</span>
                )}
                {done?.agreedBy !== undefined && <span className={classes.remark}>Agreed by {done.agreedBy}</span>}
              </span>
              <span className={classes.when} data-late={inTime?.startsWith("late")}>
                {words}
              </span>
            </li>
          );
        })}
      </ol>
      <dl className={classes.facts}>
        {facts.map(([label, text]) =>
          text === undefined ? null : (
            <div key={label} className={classes.fact}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function stillOpen(followUp: FollowUp | undefined): string {
  return followUp === undefined ? "open" : followUpWords(followUp);
}

function followUpWords({ dueOn, doneOn, doneBy, isSatisfied }: FollowUp): string {
  if (doneOn === undefined) return `due ${dayWords(dueOn)}`;
  const said = isSatisfied === null ? "not reached" : isSatisfied === true ? "satisfied" : "not satisfied";
  return `${dayWords(doneOn)}: ${said}${doneBy === undefined ? "" : `, asked by ${doneBy}`}`;
}
