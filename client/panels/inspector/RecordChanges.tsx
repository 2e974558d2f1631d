import { useQuery } from "@tanstack/react-query";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { versionQueries } from "../../api/versions.ts";
import { kindWords, momentWords, titleWords, verbWords } from "../../state/changeWords.ts";
import { useMap } from "../../state/useMap.ts";
import { timeAgo } from "../../ui/timeAgo.ts";
import { Fold } from "../Section.tsx";
import classes from "./RecordChanges.module.css";

/** Who changed a record last, and everything the studio knows of who changed it before. */
export function RecordChanges({ of: { kind, id } }: { of: RecordRef }) {
  const { mapId } = useMap();
  const { data, error } = useQuery(versionQueries.changesOfRecord(mapId, `${kind}:${id}`));
  const changes = data?.changes ?? [];
  const [last] = changes;
  const note = last === undefined ? undefined : `${last.by.name}, ${timeAgo(last.at)}`;
  return (
    <Fold title="Who changed it" note={note}>
      {error !== null && <p className={classes.quiet}>{error.message}</p>}
      {error === null && changes.length === 0 && (
        <p className={classes.quiet}>
          {data === undefined ? "Reading…" : "Nobody has changed it since the map keeps a history."}
        </p>
      )}
      <ul className={classes.list}>
        {changes.map((change) => (
          <li key={change.n} className={classes.item}>
            <span>
              {change.id === id ? "" : `${titleWords(change)} (${kindWords(change.kind)}) `}
              {verbWords(change.verb, change.fields)}
            </span>
            <span className={classes.quiet}>
              {change.by.name}, {momentWords(change.at)}
            </span>
          </li>
        ))}
      </ul>
      {data?.more !== undefined && <p className={classes.quiet}>The last {changes.length} are listed.</p>}
    </Fold>
  );
}
