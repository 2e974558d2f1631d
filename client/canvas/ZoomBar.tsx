import { Map as MapIcon, Maximize, Minus, Plus } from "lucide-react";
import { Suspense } from "react";
import { useLocal } from "../state/local.ts";
import classes from "./ZoomBar.module.css";
import { lazyPart } from "../ui/lazyPart.ts";

const MiniMap = lazyPart(async () => (await import("./MiniMap.tsx")).MiniMap);

/** Zoom and the map in small, at the bottom right. */
export function ZoomBar() {
  const zoom = useLocal((local) => local.zoom);
  const canvas = useLocal((local) => local.canvas);
  const showMinimap = useLocal((local) => local.showMinimap);
  const setShowMinimap = useLocal((local) => local.setShowMinimap);
  return (
    <div className={classes.corner}>
      <Suspense>{showMinimap && <MiniMap />}</Suspense>
      <div className={classes.bar} role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom out" title="Zoom out (−)" onClick={() => canvas?.zoomOut()}>
          <Minus size={16} aria-hidden />
        </button>
        <output className={classes.zoom} aria-label="Zoom">
          {Math.round(zoom * 100)}%
        </output>
        <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => canvas?.zoomIn()}>
          <Plus size={16} aria-hidden />
        </button>
        <button type="button" aria-label="Zoom to fit" title="Zoom to fit (0)" onClick={() => canvas?.zoomToFit()}>
          <Maximize size={16} aria-hidden />
        </button>
        <button
          type="button"
          className={classes.mapButton}
          aria-label="Minimap"
          aria-pressed={showMinimap}
          title="Minimap (M)"
          onClick={() => setShowMinimap(!showMinimap)}
        >
          <MapIcon size={16} aria-hidden />
        </button>
      </div>
    </div>
  );
}
