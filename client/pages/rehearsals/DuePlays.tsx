import { useState } from "react";
import type { RehearsalState } from "../../../shared/recovery/playFacts.ts";
import { Term } from "../../panels/fields/Term.tsx";
import { useJudging } from "../../panels/plays/useJudging.ts";
import { dueFirst, freshnessText } from "../../panels/rehearsals/freshness.ts";
import { FreshnessMark } from "../../panels/rehearsals/FreshnessMark.tsx";
import { mapPath } from "../../state/place.ts";
import { useAll, useCanEdit, useMap } from "../../state/useMap.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import classes from "./RehearsalList.module.css";

const shown = 5;

/** Which plays are to be rehearsed next: never rehearsed first, then those that were longest ago. */
export function DuePlays() {
  const { mapId } = useMap();
  const plays = useAll("play");
  const { today, halfLifeDays } = useJudging();
  const [showAll, setShowAll] = useState(false);
  const all = dueFirst(plays, today, halfLifeDays);
  const due = all.filter(({ rehearsal }) => rehearsal.state !== "fresh");
  if (plays.length === 0)
    return (
      <section className={classes.section}>
        <h2 className={classes.heading}>Due next</h2>
        <p className={classes.empty}>
          A rehearsal plays a plan B through, and this map has none yet.{" "}
          <Link to={mapPath(mapId, "plays")}>Go to plans B</Link>
        </p>
      </section>
    );
  const rows = showAll ? all : due.slice(0, shown);
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>
        <Term of="stalePlay">Due next</Term>
      </h2>
      {rows.length === 0 ? (
        <p className={classes.empty}>Every play of this map was rehearsed lately.</p>
      ) : (
        <ul className={classes.rows} aria-label="Due next">
          {rows.map(({ play, rehearsal }) => (
            <DueRow
              key={play.id}
              id={play.id}
              title={play.title}
              state={rehearsal.state}
              text={freshnessText(rehearsal, halfLifeDays)}
            />
          ))}
        </ul>
      )}
      {all.length > rows.length && <Button onClick={() => setShowAll(true)}>Show all plays</Button>}
    </section>
  );
}

interface DueRowProps {
  id: string;
  title: string;
  state: RehearsalState["state"];
  text: string;
}

function DueRow({ id, title, state, text }: DueRowProps) {
  const { mapId } = useMap();
  const canEdit = useCanEdit();
  const readiness = usePlayReadiness(id);
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Link to={mapPath(mapId, "plays", id)} className={classes.link}>
          {title || "Untitled play"}
        </Link>
        <span className={classes.flag}>
          <FreshnessMark state={state} />
          {text}
        </span>
      </div>
      <span className={classes.muted}>
        {readiness !== undefined && (
          <>
            Readiness <strong className={classes.figure}>{Math.round(readiness.score)}</strong>
          </>
        )}
      </span>
      {canEdit && (
        <ButtonLink to={`${mapPath(mapId, "rehearsals", "new")}?play=${encodeURIComponent(id)}`}>
          Rehearse<span className="visually-hidden"> “{title}”</span>
        </ButtonLink>
      )}
    </li>
  );
}
