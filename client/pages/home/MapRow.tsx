import { DoorOpen, Download, Ellipsis, FolderInput, Trash2 } from "lucide-react";
import { Suspense, useState } from "react";
import type { MapItem } from "../../../shared/api/maps.ts";
import type { Me } from "../../../shared/api/people.ts";
import { limits } from "../../../shared/limits.ts";
import { mayEdit } from "../../session/mayEdit.ts";
import { mapPath } from "../../state/place.ts";
import { CurvePicture } from "../../ui/CurvePicture.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { IndexFigure } from "../../ui/IndexFigure.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem } from "../../ui/MenuItem.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { Link } from "../../ui/Link.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import classes from "./MapRow.module.css";
import { useMapBin } from "./useMapBin.ts";
import { Button } from "../../ui/Button.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const MoveMapDialog = lazyPart(async () => (await import("../people/MoveMapDialog.tsx")).MoveMapDialog);
const LeaveMapDialog = lazyPart(async () => (await import("../people/LeaveMapDialog.tsx")).LeaveMapDialog);
const ConfirmDialog = lazyPart(async () => (await import("../ConfirmDialog.tsx")).ConfirmDialog);

const roleWords = { owner: "", editor: "You can edit", commenter: "You can comment", viewer: "View only" } as const;

interface MapRowProps {
  item: MapItem;
  me: Me | undefined;
}

/** One map of the list: a table row on wide screens, a card on narrow ones. */
export function MapRow({ item, me }: MapRowProps) {
  const title = item.title || "Untitled map";
  const binned = item.deletedAt !== null;
  return (
    <li className={classes.row} data-binned={binned || undefined}>
      <div className={classes.map}>
        <div className={classes.picture}>
          {item.curve.length > 0 ? (
            <CurvePicture points={item.curve} />
          ) : (
            <span className={classes.blank}>Nothing drawn yet</span>
          )}
        </div>
        <div className={classes.name}>
          {binned ? (
            <span className={classes.title}>{title}</span>
          ) : (
            <Link className={classes.title} to={mapPath(item.id)}>
              {title}
            </Link>
          )}
          <span className={classes.meta}>
            {binned
              ? `Deleted ${timeAgo(item.deletedAt ?? "")}, ${daysLeft(item)}`
              : `Changed ${timeAgo(item.updatedAt)}`}
            {roleWords[item.role] && ` · ${roleWords[item.role]}`}
            {placeWords(item, me)}
          </span>
        </div>
      </div>
      {binned ? <BinActions item={item} title={title} /> : <Standing item={item} title={title} me={me} />}
    </li>
  );
}

function Standing({ item, title, me }: MapRowProps & { title: string }) {
  const { toBin } = useMapBin();
  const [dialog, setDialog] = useState<"move" | "leave">();
  const close = () => setDialog(undefined);
  const canMove =
    me?.workspaces.some(({ id, role }) => id === item.workspace && role === "owner") === true &&
    me.workspaces.some(({ id, role }) => id !== item.workspace && mayEdit(role));
  const isShared = me?.account !== undefined && me.maps.some(({ id }) => id === item.id);
  return (
    <>
      <div className={classes.index}>
        <IndexFigure {...item} />
      </div>
      <div className={classes.worst}>{item.worst !== null && <StatusBadge status={item.worst} />}</div>
      <div className={classes.broken}>
        {item.brokenPromises === 0 ? "None" : item.brokenPromises}
        <span className={classes.unit}> broken</span>
      </div>
      <div className={classes.more}>
        <Menu
          align="end"
          width={210}
          label={`More for ${title}`}
          trigger={(trigger) => <IconButton {...trigger} label={`More for ${title}`} icon={Ellipsis} />}
        >
          {() => (
            <>
              <MenuItem
                icon={<Download size={16} />}
                href={`/api/v1/maps/${encodeURIComponent(item.id)}/export?format=json`}
              >
                Download journey file
              </MenuItem>
              {canMove && (
                <MenuItem icon={<FolderInput size={16} />} onSelect={() => setDialog("move")}>
                  Move to…
                </MenuItem>
              )}
              {isShared && (
                <MenuItem icon={<DoorOpen size={16} />} onSelect={() => setDialog("leave")}>
                  Give up my role on it
                </MenuItem>
              )}
              {item.role === "owner" && (
                <MenuItem icon={<Trash2 size={16} />} onSelect={() => toBin.mutate(item)}>
                  Move to bin
                </MenuItem>
              )}
            </>
          )}
        </Menu>
        <Suspense>
          {dialog === "move" && me !== undefined && (
            <MoveMapDialog map={item} workspaces={me.workspaces} onClose={close} />
          )}
          {dialog === "leave" && <LeaveMapDialog map={item} onClose={close} />}
        </Suspense>
      </div>
    </>
  );
}

function BinActions({ item, title }: { item: MapItem; title: string }) {
  const { restore, deleteForever } = useMapBin();
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes.actions}>
      <Button busy={restore.isPending} onClick={() => restore.mutate(item)}>
        Restore
      </Button>
      <Button danger onClick={() => setAsking(true)}>
        Delete forever
      </Button>
      {asking && (
        <Suspense>
          <ConfirmDialog
            title={`Delete “${title}” forever?`}
            text="The map, its evidence and its history are removed from this server. This cannot be undone."
            verb="Delete forever"
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              deleteForever.mutate(item);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Where it belongs, for who has several places. */
function placeWords({ workspace }: MapItem, me: Me | undefined): string {
  const home = me?.workspaces.find(({ id }) => id === workspace);
  if (home === undefined) return me?.account === undefined ? "" : " · Shared with you";
  return me !== undefined && me.workspaces.length > 1 ? ` · ${home.name}` : "";
}

function daysLeft({ deletedAt }: MapItem): string {
  const passedDays = Math.floor((Date.now() - Date.parse(deletedAt ?? "")) / 86_400_000);
  const days = Math.max(0, limits.binDays - passedDays);
  return days === 1 ? "gone in a day" : `gone in ${days} days`;
}
