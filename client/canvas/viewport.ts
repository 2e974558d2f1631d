import type { ReactFlowState, useStoreApi } from "reactflow";
import type { Point, Rect } from "../../shared/layout/rect.ts";

/** How the canvas lies under its window: canvas point × zoom + offset = window point. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Size of the window in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** The window on the canvas. Panning and zooming call listeners, without a React render. */
export interface Viewport {
  read: () => View;
  /** The visible part of the canvas, in canvas pixels. */
  visible: () => Rect;
  /** The canvas point under a point of the page. */
  toCanvas: (page: { clientX: number; clientY: number }) => Point;
  /** Moves the canvas by screen pixels. */
  panBy: (delta: Point) => void;
  subscribe: (listener: (view: View) => void) => () => void;
}

type FlowStore = ReturnType<typeof useStoreApi>;

/** Reads React Flow's own viewport. */
export function createViewport(store: FlowStore): Viewport {
  let view = viewOf(store.getState());
  let corner: { left: number; top: number; of: View } | undefined;
  const read = () => {
    const state = store.getState();
    const [x, y, zoom] = state.transform;
    if (
      view.x !== x ||
      view.y !== y ||
      view.zoom !== zoom ||
      view.width !== state.width ||
      view.height !== state.height
    )
      view = viewOf(state);
    return view;
  };
  return {
    read,
    visible() {
      const { x, y, zoom, width, height } = read();
      return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    },
    toCanvas({ clientX, clientY }) {
      const now = read();
      const { x, y, zoom } = now;
      // Asked of the page only when the window may have moved: it would lay out everything on every move of a pointer.
      if (corner?.of.width !== now.width || corner.of.height !== now.height) {
        const { left, top } = store.getState().domNode?.getBoundingClientRect() ?? { left: 0, top: 0 };
        corner = { left, top, of: now };
      }
      const { left, top } = corner;
      return { x: (clientX - left - x) / zoom, y: (clientY - top - y) / zoom };
    },
    panBy: (delta) => void store.getState().panBy(delta),
    subscribe(listener) {
      let last = read();
      return store.subscribe(() => {
        const now = read();
        if (now === last) return;
        last = now;
        listener(now);
      });
    },
  };
}

function viewOf({ transform: [x, y, zoom], width, height }: ReactFlowState): View {
  return { x, y, zoom, width, height };
}
