import { useQuery } from "@tanstack/react-query";
import type { VersionItem } from "../../../shared/api/versions.ts";
import { type RecordDifference, type Verb, verbs } from "../../../shared/model/difference.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { versionQueries } from "../../api/versions.ts";
import { clockWords, kindWords, titleWords, verbWords } from "../../state/changeWords.ts";
import { useMap } from "../../state/useMap.ts";
import { Fold } from "../../panels/Section.tsx";
import { DifferenceLine } from "./DifferenceLine.tsx";
import classes from "./DifferenceList.module.css";

const headings: Record<Verb, string> = {
  added: "Added since",
  changed: "Changed since",
  removed: "Removed since",
};

/** More would not be read; the canvas shows them all. */
const shownOfEach = 100;

interface DifferenceListProps {
  version: VersionItem;
  /** What one has to do to the version to get the map of now. */
  differences: readonly RecordDifference[];
  /** Brings what the version had into view. */
  onShow: (ref: RecordRef) => void;
}

/** What became of a version since, in words, and who had changed what up to it. */
export function DifferenceList({ version, differences, onShow }: DifferenceListProps) {
  return (
    <section className={classes.section} aria-label="What is different now">
      <h2 className={classes.title}>What is different now</h2>
      {differences.length === 0 && <p className={classes.quiet}>Nothing. The map is as it was then.</p>}
      {verbs.map((verb) => (
        <Group key={verb} verb={verb} all={differences.filter((each) => each.verb === verb)} onShow={onShow} />
      ))}
      <Fold title="Who changed what up to then">
        <Changes version={version} />
      </Fold>
    </section>
  );
}

interface GroupProps extends Pick<DifferenceListProps, "onShow"> {
  verb: Verb;
  all: readonly RecordDifference[];
}

function Group({ verb, all, onShow }: GroupProps) {
  if (all.length === 0) return null;
  return (
    <section className={classes.group} aria-label={headings[verb]}>
      <h3 className={classes.heading} data-verb={verb}>
        {headings[verb]} ({all.length})
      </h3>
      <ul className={classes.list}>
        {all.slice(0, shownOfEach).map((each) => (
          <DifferenceLine key={`${each.kind} ${each.id}`} difference={each} onShow={onShow} />
        ))}
      </ul>
      {all.length > shownOfEach && <p className={classes.quiet}>And {all.length - shownOfEach} more.</p>}
    </section>
  );
}

function Changes({ version }: { version: VersionItem }) {
  const { mapId } = useMap();
  const { data, error } = useQuery(versionQueries.changesOfVersion(mapId, version.id));
  if (error !== null) return <p className={classes.quiet}>{error.message}</p>;
  if (data === undefined) return <p className={classes.quiet}>Reading…</p>;
  if (data.changes.length === 0) return <p className={classes.quiet}>Nothing since the version before.</p>;
  return (
    <ul className={classes.list}>
      {data.changes.map((change) => (
        <li key={change.n} className={classes.item}>
          <span>
            {titleWords(change)} {verbWords(change.verb, change.fields)}
          </span>
          <span className={classes.quiet}>
            {change.by.name}, {clockWords(change.at)} · {kindWords(change.kind)}
          </span>
        </li>
      ))}
    </ul>
  );
}
