import { useEffect, useRef } from "react";
import type { MapLayout } from "../../shared/layout/layoutMap.ts";
import { bounds, common, contains, grown, type Rect } from "../../shared/layout/rect.ts";
import type { Connection } from "../../shared/model/kinds.ts";
import { useMap } from "../state/useMap.ts";
import { watchWeakMarks } from "../state/weakMarks.ts";
import { statusWords } from "../ui/status.ts";
import { useCanvas } from "./canvasContext.ts";
import { endBox, isNear } from "./ConnectionLayer.tsx";
import { detailAt } from "./detail.ts";
import classes from "./PaintLayer.module.css";
import { figurePaceMs, paced } from "./paced.ts";
import { type Paint, paintScene } from "./paintScene.ts";
import { watchPalette } from "./palette.ts";
import { nodeId } from "./scene.ts";

/** Painted around the window, so that a pan moves the picture and paints nothing. Screen pixels. */
const surround = 160;

/** All boxes in one picture: when they are too many and too small to be elements, and while elements are made. */
export function PaintLayer() {
  const element = useRef<HTMLCanvasElement>(null);
  const { scene, viewport, feed, offsets, matches } = useCanvas();
  const { mirror, insights, risk } = useMap();

  useEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext("2d");
    if (canvas === null || context === null || context === undefined) return undefined;
    const palette = watchPalette(canvas, () => repaint());
    let frame = 0;
    let paintMarks: Paint["paintMarks"];
    let painted: { region: Rect; zoom: number } | undefined;

    const paint = () => {
      frame = 0;
      const { paints, isFar } = feed.read();
      canvas.hidden = !paints;
      if (!paints) {
        painted = undefined;
        return;
      }
      const { zoom } = viewport.read();
      const { layout, boxes } = scene.read();
      const region = common(grown(viewport.visible(), surround / zoom), grown(contentOf(layout), 8));
      const scale = zoom * Math.min(2, window.devicePixelRatio);
      const [width, height] = [Math.round(region.width * scale), Math.round(region.height * scale)];
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      const { style } = canvas;
      style.left = `${region.x}px`;
      style.top = `${region.y}px`;
      style.width = `${region.width}px`;
      style.height = `${region.height}px`;
      const { touchpoints } = insights.read().rollups;
      const bright = matches.read();
      const lifted = new Set(liftedElements());
      const detail = detailAt(zoom);
      const isAnyLifted = offsets.nodes().length > 0;
      paintScene(context, {
        region,
        scale,
        detail,
        palette: palette.read(),
        boxes:
          lifted.size === 0 ? boxes.within(region) : boxes.within(region).filter((box) => !lifted.has(nodeId(box))),
        statusOf: ({ kind, id }) => (kind === "note" ? undefined : (touchpoints[id]?.worst ?? undefined)),
        titleOf: ({ kind, id }) =>
          (kind === "note" ? mirror.read("note", id)?.text : mirror.read("touchpoint", id)?.title) ?? "",
        footOf: ({ id }) => {
          const worst = touchpoints[id]?.worst;
          const department = mirror.read("touchpoint", id)?.department;
          const name = department === undefined ? "" : (mirror.read("department", department)?.name ?? "");
          return `${worst == null ? "No expectations" : statusWords[worst]}   ${name}`;
        },
        paintMarks,
        isDimmed: ({ kind, id }) => kind === "touchpoint" && bright?.has(id) === false,
        offsetOf: (box) => (isAnyLifted ? offsets.get(nodeId(box)) : undefined),
        links: isFar && detail !== "block" ? linksIn(mirror.all("connection"), layout, region) : [],
      });
      painted = { region, zoom };
    };
    const repaint = () => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    /** What is dragged and moves as an element: the picture has a gap there, and need not be painted while it moves. */
    const liftedElements = () => {
      const lifted = offsets.nodes();
      if (lifted.length === 0) return lifted;
      const elements = new Set(feed.read().nodes.map(({ id }) => id));
      return lifted.filter((node) => elements.has(node));
    };
    let before = { paints: feed.read().paints, isFar: feed.read().isFar, gaps: "" };
    const fed = () => {
      const { paints, isFar } = feed.read();
      const lifted = offsets.nodes();
      const elements = liftedElements();
      const gaps = elements.join(" ");
      // Painted before the elements go, so that no frame is empty.
      if (paints && painted === undefined) paint();
      else if (
        paints !== before.paints ||
        isFar !== before.isFar ||
        gaps !== before.gaps ||
        elements.length < lifted.length
      )
        repaint();
      before = { paints, isFar, gaps };
    };
    const moved = () => {
      if (!feed.read().paints) return;
      const { x, y, width, height } = common(viewport.visible(), contentOf(scene.read().layout));
      const isInside =
        painted?.zoom === viewport.read().zoom &&
        contains(painted.region, { x, y }) &&
        contains(painted.region, { x: x + width, y: y + height });
      if (!isInside && width > 0 && height > 0) repaint();
    };
    const stops = [
      feed.subscribe(fed),
      viewport.subscribe(moved),
      scene.subscribe(repaint),
      paced(insights.subscribe, figurePaceMs)(repaint),
      matches.subscribe(repaint),
      watchWeakMarks({ mirror, risk }, () => {
        repaint();
        if (paintMarks !== undefined) return;
        const load = async () => {
          const { markPainter } = await import("./cornerMarks.ts");
          paintMarks ??= markPainter({ mirror, risk });
          repaint();
        };
        // What cannot be had now is asked for at the next change.
        load().catch(() => undefined);
      }),
      offsets.subscribeAll(fed),
      palette.close,
    ];
    repaint();
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [scene, viewport, feed, offsets, matches, mirror, insights, risk]);

  return <canvas ref={element} className={classes.paint} aria-hidden />;
}

/** Where there is anything to paint. */
function contentOf({ width, height, notes }: MapLayout): Rect {
  return bounds([{ x: 0, y: 0, width, height }, ...notes.values()]) ?? { x: 0, y: 0, width, height };
}

/** The boxes that connections lead from and to, where the line may pass through a part of the canvas. */
function linksIn(connections: readonly Connection[], layout: MapLayout, part: Rect): [Rect, Rect][] {
  return connections.flatMap(({ from, to }): [Rect, Rect][] => {
    const [a, b] = [layout.cards.get(from), endBox(layout, to)];
    return a === undefined || b === undefined || !isNear(a, b, part) ? [] : [[a, b]];
  });
}
