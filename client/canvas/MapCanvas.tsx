import "reactflow/dist/base.css";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi, ViewportPortal } from "reactflow";
import type { ActionContext } from "../actions/action.ts";
import { useActionContext } from "../actions/useActions.ts";
import { useLocal, useLocalStore } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { type Canvas, CanvasContext, useFeed, useScene } from "./canvasContext.ts";
import { createControls, farZoom, maxZoom, minZoom, showAtFirst, wholeOf } from "./canvasControls.ts";
import { createCanvasUi } from "./canvasUi.ts";
import { Card } from "./Card.tsx";
import { ConnectionLayer } from "./ConnectionLayer.tsx";
import { CurveLane } from "./CurveLane.tsx";
import { detailAt } from "./detail.ts";
import { useCanvasGestures } from "./gestures/useCanvasGestures.ts";
import { useCanvasKeys } from "./gestures/useCanvasKeys.ts";
import { GridLayer } from "./GridLayer.tsx";
import { keepInView } from "./keepInView.ts";
import { LaneLabels } from "./LaneLabels.tsx";
import classes from "./MapCanvas.module.css";
import { createMatches } from "./matchStore.ts";
import { createNodeFeed } from "./nodeFeed.ts";
import { NoteCard } from "./NoteCard.tsx";
import { createOffsets } from "./offsets.ts";
import { JourneyEnds, OverLayer } from "./OverLayer.tsx";
import { PaintLayer } from "./PaintLayer.tsx";
import { createScene } from "./scene.ts";
import { sharePresence } from "./sharePresence.ts";
import { StageHeaders } from "./StageHeaders.tsx";
import { ToolBar } from "./ToolBar.tsx";
import { useClipboard } from "./useClipboard.ts";
import { createViewport } from "./viewport.ts";
import { ZoomBar } from "./ZoomBar.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { lazyPart } from "../ui/lazyPart.ts";

// What lies over the map and says nothing at first is not waited for.
const ActionMenu = lazyPart(async () => (await import("./ActionMenu.tsx")).ActionMenu);
const CurveDetail = lazyPart(async () => (await import("./CurveDetail.tsx")).CurveDetail);
const EmptyMap = lazyPart(async () => (await import("./EmptyMap.tsx")).EmptyMap);
const PeerLayer = lazyPart(async () => (await import("./PeerLayer.tsx")).PeerLayer);
const ScenarioLayer = lazyPart(async () => (await import("./ScenarioLayer.tsx")).ScenarioLayer);

const nodeTypes = { touchpoint: Card, note: NoteCard };
const noEdges: [] = [];
const proOptions = { hideAttribution: true };

/** The map as a canvas: stages, lanes, cards, the two lines, everybody who is here, and what a page lays over the cards. */
export function MapCanvas({ over }: { over?: ReactNode }) {
  return (
    <ReactFlowProvider>
      <CanvasRoom over={over} />
    </ReactFlowProvider>
  );
}

function CanvasRoom({ over }: { over: ReactNode }) {
  const session = useMap();
  const local = useLocalStore();
  const store = useStoreApi();
  const [canvas] = useState((): Canvas => {
    const viewport = createViewport(store);
    const scene = createScene(session.mirror, local);
    const ui = createCanvasUi();
    const offsets = createOffsets();
    const feed = createNodeFeed(scene, viewport, local, ui, offsets);
    const matches = createMatches(session.mirror, session.insights, local);
    return { scene, viewport, feed, matches, offsets, ui };
  });
  useEffect(() => {
    const stops = [
      canvas.scene.connect(),
      canvas.feed.connect(),
      canvas.matches.connect(),
      sharePresence(session, local, canvas),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [canvas, session, local]);
  return (
    <CanvasContext value={canvas}>
      <Surface canvas={canvas} over={over} />
    </CanvasContext>
  );
}

function Surface({ canvas, over }: { canvas: Canvas; over: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const local = useLocalStore();
  const context = useActionContext();
  const tool = useLocal((state) => state.tool);
  useCanvasGestures(surface, canvas, context);
  useCanvasKeys(root, canvas, context);
  useClipboard(root, context);
  useDetail(root, canvas);
  useStayInView(canvas);
  useOthersChanges(root, context);

  const start = useCallback(() => {
    if (root.current === null) return;
    local
      .getState()
      .setCanvas(
        createControls(flow, canvas, root.current, () => insetsOf(root.current, local.getState().outlineOpen)),
      );
    showAtFirst(flow, canvas, insetsOf(root.current));
  }, [flow, canvas, local]);
  useEffect(() => () => local.getState().setCanvas(undefined), [local]);
  useEffect(() => {
    const whole = () => wholeOf(canvas.scene.read());
    return keepInView(canvas.viewport, whole, () => showAtFirst(flow, canvas, insetsOf(root.current)));
  }, [flow, canvas]);

  return (
    <div
      ref={root}
      className={classes.canvas}
      data-canvas
      data-tool={tool}
      role="region"
      aria-label="Journey map"
      aria-roledescription="canvas"
      tabIndex={-1}
    >
      <div ref={surface} className={classes.surface}>
        <Flow onInit={start} over={over} />
      </div>
      <StageHeaders />
      <LaneLabels />
      <div className={classes.corner} aria-hidden />
      <ToolBar />
      <ZoomBar />
      <LatePart>
        <EmptyMap />
        <ActionMenu />
      </LatePart>
    </div>
  );
}

/** React Flow with the nodes in the window; everything else on the canvas lies under or over them. */
function Flow({ onInit, over }: { onInit: () => void; over: ReactNode }) {
  const nodes = useFeed((feed) => feed.nodes);
  const layers = useMemo(
    () => (
      <ViewportPortal>
        <div className={classes.under}>
          <GridLayer />
          <CurveLanes />
          <PaintLayer />
          <ConnectionLayer />
          <JourneyEnds />
          <ScenarioShown />
        </div>
        <div className={classes.over}>
          <OverLayer />
          <LatePart>
            <CurveDetail />
            <PeerLayer />
          </LatePart>
          {over}
        </div>
      </ViewportPortal>
    ),
    [over],
  );
  return (
    <ReactFlow
      nodes={nodes}
      edges={noEdges}
      nodeTypes={nodeTypes}
      onInit={onInit}
      minZoom={minZoom}
      maxZoom={maxZoom}
      panOnScroll
      zoomOnDoubleClick={false}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      proOptions={proOptions}
    >
      {layers}
    </ReactFlow>
  );
}

/** The what-if that is open, drawn over the map. */
function ScenarioShown() {
  const id = useLocal(({ scenario }) => scenario);
  return <LatePart>{id !== undefined && <ScenarioLayer id={id} />}</LatePart>;
}

/** What loads late and may be missing: the map is there without it. */
function LatePart({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary what="A part of the canvas" isQuiet>
      <Suspense>{children}</Suspense>
    </ErrorBoundary>
  );
}

function CurveLanes() {
  const lanes = useScene(({ layout }) => layout.lanes);
  return lanes.flatMap((lane) => (lane.kind === "curve" ? [<CurveLane key={lane.id} lane={lane} />] : []));
}

/** A zoom that has not changed for so long is at rest. */
const zoomRestMs = 120;

/** Tells the stylesheet how much of a card can be read, and the rest of the page the zoom once it rests. */
function useDetail(root: React.RefObject<HTMLElement | null>, { viewport }: Canvas): void {
  const local = useLocalStore();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let zoom = 0;
    const rest = () => {
      root.current?.removeAttribute("data-zooming");
      local.getState().setZoom(zoom);
    };
    const follow = () => {
      const now = viewport.read().zoom;
      if (now === zoom) return;
      zoom = now;
      const detail = detailAt(now);
      if (root.current?.dataset.detail !== detail) root.current?.setAttribute("data-detail", detail);
      root.current?.setAttribute("data-zooming", "");
      clearTimeout(timer);
      timer = setTimeout(rest, zoomRestMs);
    };
    follow();
    const stop = viewport.subscribe(follow);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [root, viewport, local]);
}

/** Others' changes glow once there is time for it. */
function useOthersChanges(root: React.RefObject<HTMLElement | null>, { map, local }: ActionContext): void {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let isOver = false;
    const follow = async () => {
      const { showOthersChanges } = await import("./showOthersChanges.ts");
      if (!isOver && root.current !== null) stop = showOthersChanges(map, local, root.current);
    };
    // Without a network nobody else changes anything either.
    follow().catch(() => undefined);
    return () => {
      isOver = true;
      stop?.();
    };
  }, [root, map, local]);
}

/** A panel that opens beside the canvas must not cover what it was opened for. */
function useStayInView({ viewport }: Canvas): void {
  const local = useLocalStore();
  useEffect(() => {
    let before = viewport.read();
    return viewport.subscribe((view) => {
      const isSmaller = view.width < before.width || view.height < before.height;
      before = view;
      const { selection, canvas } = local.getState();
      const [only] = selection;
      const isReadable = view.zoom >= farZoom;
      if (isSmaller && isReadable && selection.length === 1 && only !== undefined) canvas?.showRecord(only);
    });
  }, [viewport, local]);
}

/** How far the outline covers the canvas from its left, in pixels. */
const outlineWidth = 308;

/** What headers, labels and tools cover, as the stylesheet has them. */
function insetsOf(root: HTMLElement | null, isOutlineOpen = false) {
  const style = root === null ? undefined : getComputedStyle(root);
  const px = (name: string) => Number.parseFloat(style?.getPropertyValue(name) ?? "") || 0;
  const covered = isOutlineOpen && (root?.clientWidth ?? 0) > 640 ? outlineWidth : 0;
  return { top: px("--header-height") + 12, right: 24, bottom: 72, left: Math.max(covered, px("--label-width")) + 12 };
}
