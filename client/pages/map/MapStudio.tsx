import { lazy, Suspense } from "react";
import { useShortcuts } from "../../actions/useActions.ts";
import { MapCanvas } from "../../canvas/MapCanvas.tsx";
import { useLocal } from "../../state/local.ts";
import { useMapFields } from "../../state/useMap.ts";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import { ConnectionVoice } from "./ConnectionVoice.tsx";
import { InspectorPane } from "./InspectorPane.tsx";
import { LeftRail } from "./LeftRail.tsx";
import { MapHeader } from "./MapHeader.tsx";
import classes from "./MapStudio.module.css";
import { SetAsideCopies } from "./SetAsideCopies.tsx";
import { Tour } from "./Tour.tsx";

const FindPanel = lazy(async () => ({ default: (await import("./FindPanel.tsx")).FindPanel }));
const Outline = lazy(async () => ({ default: (await import("../../canvas/Outline.tsx")).Outline }));
const Dialogs = lazy(async () => ({ default: (await import("./Dialogs.tsx")).Dialogs }));

/** An open map: header, rail, canvas, inspector, and what opens over them. */
export function MapStudio() {
  const { title } = useMapFields();
  const findOpen = useLocal((local) => local.findOpen);
  const outlineOpen = useLocal((local) => local.outlineOpen);
  const dialogOpen = useLocal((local) => local.dialog !== undefined);
  useShortcuts();
  return (
    <div className={classes.studio}>
      <title>{`${title || "Untitled map"} · Kept`}</title>
      <MapHeader />
      <SetAsideCopies />
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
          <Tour />
        </main>
        <InspectorPane />
      </div>
      <ConnectionVoice />
      <Suspense>{dialogOpen && <Dialogs />}</Suspense>
    </div>
  );
}
