import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { VersionItem } from "../../../shared/api/versions.ts";
import type { RecordDifference, Verb } from "../../../shared/model/difference.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { versionQueries } from "../../api/versions.ts";
import { DifferenceLayer } from "../../canvas/DifferenceLayer.tsx";
import type { MapSession } from "../../session/openMap.ts";
import { announce } from "../../state/announce.ts";
import { createLocalStore } from "../../state/local.ts";
import { MapProvider } from "../../state/MapProvider.tsx";
import { mapPath } from "../../state/place.ts";
import { useDifference } from "../../state/useDifference.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import { Link } from "../../ui/Link.tsx";
import { Message } from "../../ui/Message.tsx";
import type { Canvas } from "./canvas.ts";
import { DifferenceList } from "./DifferenceList.tsx";
import { VersionDialogs, useVersionActions } from "./VersionActions.tsx";
import { VersionList } from "./VersionList.tsx";
import classes from "./VersionPreview.module.css";
import { versionLabel } from "./versionWords.ts";

/** A version on the canvas, to be looked at, with what became different since; the map itself is not touched. */
export function VersionPreview({ id, Canvas }: { id: string; Canvas: Canvas }) {
  const { mapId } = useMap();
  const versions = useQuery(versionQueries.list(mapId));
  const state = useQuery(versionQueries.state(mapId, id));
  const version = versions.data?.find((each) => each.id === id);
  const failed = state.error ?? versions.error;
  if (state.data !== undefined && version !== undefined)
    return <Looking version={version} state={state.data} Canvas={Canvas} />;
  if (failed !== null || (versions.data !== undefined && version === undefined && !versions.isFetching))
    return (
      <Message
        compact
        title="This version cannot be shown"
        text={failed?.message ?? "It was deleted, or has made room for newer ones."}
      >
        <Link to={mapPath(mapId, "history")}>See all versions</Link>
      </Message>
    );
  return (
    <p role="status" className={classes.opening}>
      Opening the version…
    </p>
  );
}

function Looking({ version, state, Canvas }: { version: VersionItem; state: Uint8Array; Canvas: Canvas }) {
  const map = useMap();
  const [preview] = useState(() => map.lookAt(state));
  useEffect(() => () => preview.close(), [preview]);
  return <Shown version={version} preview={preview} Canvas={Canvas} />;
}

function Shown({ version, preview, Canvas }: { version: VersionItem; preview: MapSession; Canvas: Canvas }) {
  const { mapId } = useMap();
  const differences = useDifference(preview.mirror);
  const marks = useMemo(() => marksOf(differences), [differences]);
  const [local] = useState(createLocalStore);
  const canvas = useRef<HTMLDivElement>(null);
  const show = (ref: RecordRef) => {
    local.getState().select([ref]);
    local.getState().canvas?.showRecord(ref);
    // On a phone the canvas is above the list.
    canvas.current?.scrollIntoView({ block: "nearest" });
    announce("Shown on the canvas");
  };
  return (
    <div className={classes.page}>
      <div className={classes.left}>
        <Banner version={version} count={differences.length} />
        <div ref={canvas} className={classes.canvas} data-preview={version.id}>
          <ErrorBoundary what="The canvas">
            <MapProvider session={preview} local={local}>
              <Canvas over={<DifferenceLayer marks={marks} />} />
            </MapProvider>
          </ErrorBoundary>
        </div>
      </div>
      <div className={classes.side}>
        <Link to={mapPath(mapId, "history")} className={classes.all}>
          <ArrowLeft size={16} aria-hidden="true" />
          All versions
        </Link>
        <DifferenceList version={version} differences={differences} onShow={show} />
        <div className={classes.list}>
          <VersionList chosen={version.id} />
        </div>
      </div>
    </div>
  );
}

function Banner({ version, count }: { version: VersionItem; count: number }) {
  const canEdit = useCanEdit();
  const actions = useVersionActions(version);
  const differs =
    count === 0
      ? "The map is the same now."
      : `${count} ${count === 1 ? "thing is" : "things are"} different in the map now.`;
  return (
    <section className={classes.banner} aria-label="What you look at">
      <p className={classes.words}>
        You are looking at {versionLabel(version)}. {differs}
      </p>
      {canEdit && (
        <Button primary busy={actions.isBusy} onClick={() => actions.ask("restore")}>
          Restore this version
        </Button>
      )}
      <VersionDialogs version={version} actions={actions} />
    </section>
  );
}

/** A card is marked for itself, and as changed for all that belongs to it. */
function marksOf(differences: readonly RecordDifference[]): ReadonlyMap<string, Verb> {
  const marks = new Map<string, Verb>();
  for (const { kind, touchpoint } of differences)
    if (kind !== "touchpoint" && touchpoint !== undefined) marks.set(`touchpoint:${touchpoint}`, "changed");
  for (const { kind, id, verb } of differences)
    if (kind === "touchpoint" || kind === "note") marks.set(`${kind}:${id}`, verb);
  return marks;
}
