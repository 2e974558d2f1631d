import { Bookmark, Clock, Ellipsis, History, ShieldCheck } from "lucide-react";
import type { VersionItem } from "../../../shared/api/versions.ts";
import { clockWords, countWords } from "../../state/changeWords.ts";
import { mapPath } from "../../state/place.ts";
import { useMap } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { IndexFigure } from "../../ui/IndexFigure.tsx";
import { Link } from "../../ui/Link.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { VersionDialogs, VersionItems, useVersionActions } from "./VersionActions.tsx";
import classes from "./VersionRow.module.css";
import { peopleWords, versionTitle } from "./versionWords.ts";

const marks = { named: Bookmark, automatic: Clock, safety: ShieldCheck, restored: History } as const;

interface VersionRowProps {
  version: VersionItem;
  isChosen: boolean;
  /** The oldest there is: nothing can be said of what changed up to it. */
  isFirst: boolean;
}

/** One version: what it is called, who changed what up to it, and what can be done with it. */
export function VersionRow({ version, isChosen, isFirst }: VersionRowProps) {
  const { mapId } = useMap();
  const actions = useVersionActions(version);
  const { kind, at, by, contributors, changes, index, low, high } = version;
  const Mark = marks[kind];
  const title = versionTitle(version);
  const people = kind === "automatic" || kind === "named" ? peopleWords(contributors) : (by?.name ?? "");
  const time = kind === "automatic" ? "" : clockWords(at);
  return (
    <li className={classes.row} data-kind={kind} data-chosen={isChosen || undefined}>
      <Mark size={16} className={classes.mark} aria-hidden="true" />
      <Link
        className={classes.what}
        to={mapPath(mapId, "history", version.id)}
        aria-current={isChosen ? "true" : undefined}
      >
        <span className={classes.title}>{title}</span>
        <span className={classes.meta}>{[time, people].filter(Boolean).join(" · ")}</span>
        <span className={classes.meta}>
          {isFirst ? "The oldest version" : countWords(changes) || "Nothing changed since the version before"}
        </span>
      </Link>
      <span className={classes.index}>
        <IndexFigure index={index} low={low} high={high} compact />
      </span>
      <Menu
        align="end"
        width={230}
        label={`More for ${title}`}
        trigger={(trigger) => <IconButton {...trigger} size="small" label={`More for ${title}`} icon={Ellipsis} />}
      >
        {() => <VersionItems version={version} actions={actions} />}
      </Menu>
      <VersionDialogs version={version} actions={actions} />
    </li>
  );
}
