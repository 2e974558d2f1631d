import { intersects, type Rect } from "../../shared/layout/rect.ts";
import type { Viewport } from "./viewport.ts";

/** Calls `refit` when the window got another size and shows nothing of the map any more. @returns a function that stops. */
export function keepInView(viewport: Viewport, whole: () => Rect, refit: () => void): () => void {
  let { width, height } = viewport.read();
  return viewport.subscribe((view) => {
    if (view.width === width && view.height === height) return;
    ({ width, height } = view);
    if (width > 0 && height > 0 && !intersects(viewport.visible(), whole())) refit();
  });
}
