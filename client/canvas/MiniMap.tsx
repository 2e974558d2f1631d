import { type PointerEvent as ReactPointerEvent, useEffect, useRef } from "react";
import { bounds, grown, type Rect } from "../../shared/layout/rect.ts";
import { useLocalStore } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { useCanvas } from "./canvasContext.ts";
import classes from "./MiniMap.module.css";
import { watchPalette } from "./palette.ts";

const size = { width: 208, height: 128 };
/** Redrawn at most so often while the map changes. */
const drawEveryMs = 200;

/** The whole map in small: every card as a dot of its status, and the part that is in view. Press or drag to go there. */
export function MiniMap() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { scene, viewport } = useCanvas();
  const { insights } = useMap();
  const local = useLocalStore();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context == null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ratio = Math.min(2, window.devicePixelRatio);
    element.width = size.width * ratio;
    element.height = size.height * ratio;

    const drawFrame = () => {
      const { x, y, width, height } = viewport.visible();
      const { area, scale } = placed(scene.read().layout);
      Object.assign(frame.current?.style ?? {}, {
        translate: `${(x - area.x) * scale}px ${(y - area.y) * scale}px`,
        width: `${width * scale}px`,
        height: `${height * scale}px`,
      });
    };
    const draw = () => {
      timer = undefined;
      const { layout } = scene.read();
      const { area, scale } = placed(layout);
      const { touchpoints } = insights.read().rollups;
      const colors = palette.read();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.setTransform(scale * ratio, 0, 0, scale * ratio, -area.x * scale * ratio, -area.y * scale * ratio);
      for (const card of layout.cards.values()) {
        context.fillStyle = colors.status[touchpoints[card.id]?.worst ?? "none"].mark;
        context.fillRect(card.x, card.y, card.width, card.height);
      }
      context.fillStyle = colors.line;
      for (const note of layout.notes.values()) context.fillRect(note.x, note.y, note.width, note.height);
      drawFrame();
    };
    const redraw = () => {
      timer ??= setTimeout(draw, drawEveryMs);
    };
    const palette = watchPalette(element, redraw);
    draw();
    const stops = [scene.subscribe(redraw), insights.subscribe(redraw), viewport.subscribe(drawFrame), palette.close];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [scene, viewport, insights]);

  const go = (event: ReactPointerEvent<HTMLElement>) => {
    if (event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const { area, scale } = placed(scene.read().layout);
    const middle = { x: area.x + (event.clientX - left) / scale, y: area.y + (event.clientY - top) / scale };
    local.getState().canvas?.centre(middle, { atOnce: true });
  };
  return (
    <div className={classes.map} onPointerDown={go} onPointerMove={go} aria-hidden>
      <canvas ref={canvas} style={size} />
      <div ref={frame} className={classes.frame} />
    </div>
  );
}

/** The part of the canvas that the minimap shows, and its scale. */
function placed(layout: { width: number; height: number; notes: ReadonlyMap<string, Rect> }): {
  area: Rect;
  scale: number;
} {
  const grid = { x: 0, y: 0, width: Math.max(1, layout.width), height: Math.max(1, layout.height) };
  const around = grown(bounds([grid, ...layout.notes.values()]) ?? grid, 100);
  const scale = Math.min(size.width / around.width, size.height / around.height);
  const [width, height] = [size.width / scale, size.height / scale];
  return {
    area: { x: around.x - (width - around.width) / 2, y: around.y - (height - around.height) / 2, width, height },
    scale,
  };
}
