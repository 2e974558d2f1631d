import { expect, test } from "vitest";
import { keepInView } from "../../../client/canvas/keepInView.ts";
import type { View, Viewport } from "../../../client/canvas/viewport.ts";

/** A window on a canvas, of which only the view changes. */
function openViewport(view: View) {
  const listeners = new Set<(view: View) => void>();
  const viewport: Viewport = {
    read: () => view,
    visible: () => ({
      x: -view.x / view.zoom,
      y: -view.y / view.zoom,
      width: view.width / view.zoom,
      height: view.height / view.zoom,
    }),
    toCanvas: ({ clientX, clientY }) => ({ x: clientX, y: clientY }),
    panBy: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const change = (next: Partial<View>) => {
    view = { ...view, ...next };
    for (const listener of listeners) listener(view);
  };
  return { viewport, change };
}

test("G14 a window that shrinks past the map shows it again; panning away is left alone", () => {
  const { viewport, change } = openViewport({ x: 500, y: 100, zoom: 1, width: 1440, height: 900 });
  let refits = 0;
  const stop = keepInView(
    viewport,
    () => ({ x: 0, y: 0, width: 400, height: 300 }),
    () => (refits += 1),
  );
  change({ x: 5_000 });
  change({ x: 500 });
  change({ width: 800 });
  expect(refits).toBe(0);
  change({ width: 390 });
  expect(refits).toBe(1);
  stop();
  change({ width: 380 });
  expect(refits).toBe(1);
});
