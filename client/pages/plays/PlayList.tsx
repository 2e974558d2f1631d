import { ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { runFlags } from "../../../shared/recovery/runFollowUps.ts";
import { currentPhase, isOver, runState } from "../../../shared/recovery/runState.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { RunFigureList } from "../../panels/runs/RunFigureList.tsx";
import { RunFlags } from "../../panels/runs/RunFlags.tsx";
import { momentWords, phaseWords } from "../../panels/runs/runWords.ts";
import { Fold } from "../../panels/Section.tsx";
import type { PlayCopy } from "../../session/playCopies.ts";
import type { ShownRun } from "../../session/runStore.ts";
import { mapPath } from "../../state/place.ts";
import { localDay } from "../../state/useNow.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { FollowUpCount, FollowUpList } from "./FollowUpList.tsx";
import classes from "./Frontline.module.css";
import { runPath } from "./runPath.ts";
import { SendingNote } from "./SendingNote.tsx";
import { searchWords } from "./shownPlays.ts";
import { TeamLink } from "./TeamLink.tsx";

interface PlayListProps {
  shown: PlayCopy;
  runs: readonly ShownRun[];
  canShare: boolean;
  isOffline: boolean;
}

/** Which plan is it? The plans in words, what is still open, and what has to be asked again. */
export function PlayList({ shown, runs, canShare, isOffline }: PlayListProps) {
  const { map, plays, places, user, title } = shown;
  const [text, setText] = useState("");
  const today = localDay();
  const found = searchWords(shown, text);
  const open = runs.filter(({ run, by }) => by.id === user.id && !isOver(runState(run)));
  const all = useMemo(() => runs.map(({ run }) => run), [runs]);
  const ended = runs.filter(({ run }) => isOver(runState(run)) && runState(run).cancelledAt === undefined);
  return (
    <div className={classes.column}>
      <div>
        <h1 className={classes.title}>Which one is it?</h1>
        <p className={classes.lead}>
          {plays.length === 0
            ? `“${title || "Untitled map"}” has no plans B yet.`
            : "Open the plan that fits what happened."}
        </p>
      </div>
      {open.length > 0 && (
        <section className={classes.group}>
          <h2 className={classes.heading}>Still open</h2>
          <ul className={classes.rows}>
            {open.map((going) => {
              const phase = currentPhase(going.run, runState(going.run));
              return (
                <li key={going.run.id}>
                  <Link to={runPath(map, going.run)} className={classes.row} data-open>
                    <span className={classes.rowText}>
                      <span className={classes.rowTitle}>{going.run.title}</span>
                      <span className={classes.rowBelow}>
                        Noticed {momentWords(going.run.detectedAt)} · next:{" "}
                        {phase === undefined ? "end it" : phaseWords[phase]}
                      </span>
                      <SendingNote going={going} />
                    </span>
                    <ChevronRight size={20} aria-hidden="true" />
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <FollowUpCount runs={all} today={today} />
      {plays.length === 0 ? (
        <div className={classes.card}>
          <p className={classes.text}>
            A plan B says what staff do when the journey breaks: say sorry, understand, put it right, something extra,
            ask again. Editors write them in the map, under the layer “Plans B”.
          </p>
          {!isOffline && <ButtonLink to={mapPath(map)}>Open the map</ButtonLink>}
        </div>
      ) : (
        <section className={classes.group} aria-label="Plans B">
          {plays.length > 4 && (
            <input
              type="search"
              className={classes.search}
              aria-label="Find a plan"
              placeholder="What happened?"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <ul className={classes.rows}>
            {found.map((play) => {
              const where = places[play.id] ?? [];
              return (
                <li key={play.id}>
                  <Link to={mapPath(map, "plays", play.id)} className={classes.row}>
                    <span className={classes.rowText}>
                      <span className={classes.rowTitle}>{play.title || "Untitled plan"}</span>
                      <span className={classes.rowBelow}>
                        {play.trigger?.text ?? triggerSentence(play.trigger) ?? "Nothing says when it starts"}
                      </span>
                      {where.length > 0 && <span className={classes.rowQuiet}>At: {where.join(", ")}</span>}
                    </span>
                    <ChevronRight size={20} aria-hidden="true" />
                  </Link>
                </li>
              );
            })}
          </ul>
          {found.length === 0 && (
            <p className={classes.text} role="status">
              No plan has these words. Try another one, or fewer.
            </p>
          )}
        </section>
      )}
      <FollowUpList shown={shown} runs={runs} today={today} />
      {canShare && plays.length > 0 && !isOffline && <TeamLink map={map} />}
      {ended.length > 0 && (
        <div>
          <Fold title="How it went so far" note={`${all.length} ${all.length === 1 ? "run" : "runs"}`}>
            <RunFigureList runs={all} today={today} />
          </Fold>
          <Fold title="Latest runs" note={ended.length}>
            <ul className={classes.rows}>
              {ended.slice(0, 20).map(({ run, by }) => (
                <li key={run.id}>
                  <Link to={runPath(map, run)} className={classes.row}>
                    <span className={classes.rowText}>
                      <span className={classes.rowTitle}>{run.title}</span>
                      <span className={classes.rowBelow}>
                        {momentWords(run.startedAt)} · {by.name}
                      </span>
                      <RunFlags flags={runFlags(run, today)} />
                    </span>
                    <ChevronRight size={20} aria-hidden="true" />
                  </Link>
                </li>
              ))}
            </ul>
          </Fold>
        </div>
      )}
    </div>
  );
}
