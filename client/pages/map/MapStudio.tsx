import { Suspense, useEffect } from "react";
import { useShortcuts } from "../../actions/useActions.ts";
import { MapCanvas } from "../../canvas/MapCanvas.tsx";
import { useLocal } from "../../state/local.ts";
import { useCanEdit, useMap, useMapFields } from "../../state/useMap.ts";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import { ConnectionVoice } from "./ConnectionVoice.tsx";
import { lateParts, loadLateParts } from "./lateParts.ts";
import { LeftRail } from "./LeftRail.tsx";
import { MapHeader } from "./MapHeader.tsx";
import classes from "./MapStudio.module.css";
import { useShowFromAddress } from "./useShowFromAddress.ts";
import { lazyPart } from "../../ui/lazyPart.ts";

const InspectorPane = lazyPart(async () => (await lateParts.inspectorPane()).InspectorPane);
const FindPanel = lazyPart(async () => (await lateParts.find()).FindPanel);
const Outline = lazyPart(async () => (await lateParts.outline()).Outline);
const SetAsideCopies = lazyPart(async () => (await lateParts.setAsideCopies()).SetAsideCopies);
const Tour = lazyPart(async () => (await import("./Tour.tsx")).Tour);
const Dialogs = lazyPart(async () => (await lateParts.dialogs()).Dialogs);

/** An open map: header, rail, canvas, inspector, and what opens over them. */
export function MapStudio() {
  const { title } = useMapFields();
  const { copyName, mirror } = useMap();
  const { user, map, generation } = copyName;
  const canEdit = useCanEdit();
  const findOpen = useLocal((local) => local.findOpen);
  const outlineOpen = useLocal((local) => local.outlineOpen);
  const inspectorOpen = useLocal((local) => local.inspectorOpen);
  const dialogOpen = useLocal((local) => local.dialog !== undefined);
  useShortcuts();
  useShowFromAddress();
  useEffect(loadLateParts, []);
  return (
    <div className={classes.studio}>
      <title>{`${title || "Untitled map"} · Kept`}</title>
      <MapHeader />
      <Suspense>
        <SetAsideCopies
          user={user}
          map={map}
          open={{ generation, canEdit, records: mirror }}
          why={canEdit ? "This map was restored to another state." : "You may no longer edit this map."}
        />
      </Suspense>
      <div className={classes.below}>
        <LeftRail />
        <main id="main" className={classes.canvas} tabIndex={-1}>
          <ErrorBoundary what="The canvas">
            <MapCanvas />
          </ErrorBoundary>
          <div className={classes.floating}>
            <Suspense>
              {findOpen && <FindPanel />}
              {outlineOpen && (
                <ErrorBoundary what="The outline">
                  <Outline />
                </ErrorBoundary>
              )}
            </Suspense>
          </div>
          <Suspense>
            <Tour />
          </Suspense>
        </main>
        <Suspense>{inspectorOpen && <InspectorPane />}</Suspense>
      </div>
      <ConnectionVoice />
      <Suspense>{dialogOpen && <Dialogs />}</Suspense>
    </div>
  );
}
