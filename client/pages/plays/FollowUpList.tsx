import { CalendarClock, CalendarX, ChevronRight } from "lucide-react";
import { openFollowUps } from "../../../shared/recovery/runFollowUps.ts";
import { dayWords, flagWords } from "../../panels/runs/runWords.ts";
import type { PlayCopy } from "../../session/playCopies.ts";
import type { ShownRun } from "../../session/runStore.ts";
import { Link } from "../../ui/Link.tsx";
import classes from "./Frontline.module.css";
import { runPath } from "./runPath.ts";

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
    <section className={classes.group}>
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
