import type { ReactFlowInstance } from "reactflow";
import { bounds, centre, type Rect } from "../../shared/layout/rect.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { announce } from "../state/announce.ts";
import type { CanvasControls } from "../state/local.ts";
import type { Canvas } from "./canvasContext.ts";
import { moveMs } from "./motion.ts";
import { boxOf, type Scene } from "./scene.ts";

export const minZoom = 0.04;
export const maxZoom = 2.5;
/** From farther away than this a record is not merely moved into view but approached. */
export const farZoom = 0.4;

/** Left free around what is brought into view: headers, labels, tools. Screen pixels. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What headers, the palette and other panels may ask of the canvas. */
export function createControls(
  flow: ReactFlowInstance,
  canvas: Canvas,
  root: HTMLElement,
  insets: () => Insets,
): CanvasControls {
  const { scene, viewport, ui } = canvas;
  const fit = (frame: Rect, most: number, hangs = 0.5, duration = moveMs()) => {
    const { width, height } = viewport.read();
    const { top, right, bottom, left } = insets();
    const [room, tall] = [Math.max(80, width - left - right), Math.max(80, height - top - bottom)];
    const zoom = Math.max(minZoom, Math.min(most, room / frame.width, tall / frame.height));
    const x = left + Math.max(0, (room - frame.width * zoom) / 2) - frame.x * zoom;
    const y = top + Math.max(0, (tall - frame.height * zoom) * hangs) - frame.y * zoom;
    void flow.setViewport({ x, y, zoom }, { duration });
  };
  const controls: CanvasControls = {
    zoomIn: () => void flow.zoomIn({ duration: moveMs() }),
    zoomOut: () => void flow.zoomOut({ duration: moveMs() }),
    // The map hangs from its headers; what is left free lies below it.
    zoomToFit: () => fit(wholeOf(scene.read()), 1, 0),
    showFrame: (frame) => fit(frame, maxZoom),
    showRecord(ref) {
      const frame = frameOf(scene.read(), ref);
      if (frame === undefined) return;
      const { x, y, zoom, width, height } = viewport.read();
      const { top, right, bottom, left } = insets();
      const [room, tall] = [width - left - right, height - top - bottom];
      const dx = shift(frame.x * zoom + x - left, frame.width * zoom, room);
      const dy = shift(frame.y * zoom + y - top, frame.height * zoom, tall);
      if (zoom < farZoom) controls.centre(centre(frame), { zoom: 0.8 });
      else if (Math.abs(dx) > room || Math.abs(dy) > tall) controls.centre(centre(frame));
      else if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: moveMs() });
    },
    centre(point, { zoom = viewport.read().zoom, atOnce = false } = {}) {
      const { width, height } = viewport.read();
      const { top, right, bottom, left } = insets();
      const x = left + (width - left - right) / 2 - point.x * zoom;
      const y = top + (height - top - bottom) / 2 - point.y * zoom;
      void flow.setViewport({ x, y, zoom }, { duration: atOnce ? 0 : moveMs() });
    },
    focus(ref) {
      if (ref === undefined) return root.focus({ preventScroll: true });
      if (ref.kind === "touchpoint" || ref.kind === "note") ui.setState({ focused: ref });
      focusNode(root, `${ref.kind}:${ref.id}`);
    },
    rename(ref) {
      controls.showRecord(ref);
      ui.setState({ renaming: ref });
    },
    connect(from) {
      const box = scene.read().layout.cards.get(from);
      if (box === undefined) return;
      ui.setState({ connecting: { from, to: { x: box.x + box.width + 40, y: box.y }, target: undefined } });
      controls.focus({ kind: "touchpoint", id: from });
      announce("Connecting. Arrows choose where it leads, Enter connects, Escape ends.");
    },
    middle: () => centre(viewport.visible()),
  };
  return controls;
}

/** Below this zoom a card cannot be read in comfort. */
const readableZoom = 0.6;

/** The first view of a map: all of it where cards can still be read, else its beginning, as high as the window. */
export function showAtFirst(
  flow: ReactFlowInstance,
  { scene, viewport }: Canvas,
  { top, right, bottom, left }: Insets,
): void {
  const frame = wholeOf(scene.read());
  const { width, height } = viewport.read();
  const [wide, tall] = [(width - left - right) / frame.width, (height - top - bottom) / frame.height];
  const zoom = Math.min(1, Math.min(wide, tall) >= readableZoom ? Math.min(wide, tall) : Math.max(readableZoom, tall));
  const free = Math.max(0, width - left - right - frame.width * zoom);
  void flow.setViewport({ x: left + free / 2 - frame.x * zoom, y: top - frame.y * zoom, zoom });
}

/** How far something must move to be seen whole, or from its start where there is not the room. Screen pixels. */
function shift(start: number, size: number, room: number): number {
  if (start < 0 || size > room) return -start;
  return Math.min(0, room - start - size);
}

/** How many frames to wait for an element that is about to be made. */
const framesToWait = 20;

function focusNode(root: HTMLElement, node: string, frames = framesToWait): void {
  const element = root.querySelector<HTMLElement>(`[data-node="${CSS.escape(node)}"]`);
  if (element !== null) element.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusNode(root, node, frames - 1));
}

/** The grid and every note, in canvas pixels. */
export function wholeOf({ layout }: Scene): Rect {
  const grid = { x: 0, y: 0, width: Math.max(240, layout.width), height: Math.max(200, layout.height) };
  return bounds([grid, ...layout.notes.values()]) ?? grid;
}

function frameOf(scene: Scene, ref: RecordRef): Rect | undefined {
  const { layout } = scene;
  if (ref.kind === "stage") {
    const stage = layout.stages.find(({ id }) => id === ref.id);
    return stage && { x: stage.x, y: 0, width: stage.width, height: Math.min(400, layout.height) };
  }
  if (ref.kind === "lane") {
    const lane = layout.lanes.find(({ id }) => id === ref.id);
    return lane && { x: 0, y: lane.y, width: Math.min(800, layout.width), height: lane.height };
  }
  return boxOf(scene, ref);
}
