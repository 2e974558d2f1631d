import type { ExerciseItem } from "../../../shared/api/exercises.ts";
import { mapPath } from "../../state/place.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { PhasePill } from "./PhasePill.tsx";
import classes from "./RehearsalList.module.css";

const faces = 5;

/** One rehearsal in the list: what is played, who is in it, where it stands. */
export function RehearsalRow({ item }: { item: ExerciseItem }) {
  const { mapId } = useMap();
  const plays = useAll("play").filter(({ id }) => item.plays.includes(id));
  const isCalledOff = item.endedAt !== null && item.startedAt === null;
  const when = item.endedAt ?? item.startedAt ?? item.createdAt;
  const names = item.people.map(({ name }) => name).join(", ");
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Link to={mapPath(mapId, "rehearsals", item.id)} className={classes.link}>
          {item.title}
        </Link>
        <span className={classes.muted}>
          {plays.length === 0 ? "No play chosen" : plays.map(({ title }) => title).join(", ")}
        </span>
      </div>
      <span className={classes.faces} title={names}>
        <span className="visually-hidden">{`Joined: ${names}`}</span>
        {item.people.slice(0, faces).map(({ id, name, color }) => (
          <PersonAvatar key={id} name={name} color={color} size={24} />
        ))}
        {item.people.length > faces && <span className={classes.muted}>+{item.people.length - faces}</span>}
      </span>
      <span className={classes.score}>{item.score !== null && !isCalledOff && `${Math.round(item.score)} of 100`}</span>
      <span className={classes.muted}>
        {item.endedAt === null ? "" : "ended "}
        {timeAgo(when)}
      </span>
      <PhasePill phase={item.phase} isCalledOff={isCalledOff} />
    </li>
  );
}
