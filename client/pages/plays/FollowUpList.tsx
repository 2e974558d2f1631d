import { CalendarClock, CalendarX, ChevronRight } from "lucide-react";
import type { PlayRun } from "../../../shared/recovery/playRun.ts";
import { openFollowUps } from "../../../shared/recovery/runFollowUps.ts";
import { dayWords, flagWords } from "../../panels/runs/runWords.ts";
import type { PlayCopy } from "../../session/playCopies.ts";
import type { ShownRun } from "../../session/runStore.ts";
import { Link } from "../../ui/Link.tsx";
import classes from "./Frontline.module.css";
import { runPath } from "./runPath.ts";

const sectionId = "ask-again";

/** How many customers are to be asked again, above the plans; it leads to them. @param today `YYYY-MM-DD`. */
export function FollowUpCount({ runs, today }: { runs: readonly PlayRun[]; today: string }) {
  const due = runs.flatMap((run) => openFollowUps(run, today));
  const missed = due.filter(({ isMissed }) => isMissed).length;
  if (due.length === 0) return null;
  return (
    <button
      type="button"
      className={classes.count}
      data-missed={missed > 0 || undefined}
      onClick={() => document.getElementById(sectionId)?.scrollIntoView({ block: "start" })}
    >
      {due.length === 1 ? "1 customer to ask again" : `${due.length} customers to ask again`}
      {missed > 0 && `, ${missed} missed`}
    </button>
  );
}

/** Customers who are still to be asked whether it helped, the missed ones first. @param today `YYYY-MM-DD`. */
export function FollowUpList({
  shown: { map, user },
  runs,
  today,
}: {
  shown: PlayCopy;
  runs: readonly ShownRun[];
  today: string;
}) {
  const due = runs
    .flatMap(({ run, by }) => openFollowUps(run, today).map((followUp) => ({ run, by, ...followUp })))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  if (due.length === 0) return null;
  return (
    <section className={classes.group} id={sectionId}>
      <h2 className={classes.heading}>Ask again</h2>
      <ul className={classes.rows}>
        {due.map(({ run, by, step, text, dueOn, isMissed }) => {
          const Icon = isMissed ? CalendarX : CalendarClock;
          return (
            <li key={`${run.id} ${step}`}>
              <Link to={runPath(map, run)} className={classes.row} data-missed={isMissed || undefined}>
                <Icon size={20} aria-hidden="true" />
                <span className={classes.rowText}>
                  <span className={classes.rowTitle}>{text}</span>
                  <span className={classes.rowBelow}>
                    {run.title}
                    {by.id !== user.id && ` · ${by.name}`}
                  </span>
                  <span className={classes.due}>
                    {isMissed
                      ? `${flagWords.FOLLOW_UP_MISSED.label}: it was due ${dayWords(dueOn)}`
                      : `Due ${dayWords(dueOn)}`}
                  </span>
                </span>
                <ChevronRight size={20} aria-hidden="true" />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
