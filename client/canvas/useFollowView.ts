import { type RefObject, useLayoutEffect } from "react";
import { useCanvas } from "./canvasContext.ts";
import type { View } from "./viewport.ts";

/** Writes the view to an element as `--zoom`, `--x` and `--y`, on every pan and zoom and without a React render. */
export function useFollowView(element: RefObject<HTMLElement | null>, only: readonly ("zoom" | "x" | "y")[]): void {
  const { viewport } = useCanvas();
  const names = only.join(" ");
  useLayoutEffect(() => {
    const keys = names.split(" ") as (keyof View)[];
    const last: { -readonly [K in keyof View]?: number } = {};
    const draw = (view: View) => {
      for (const key of keys) {
        if (last[key] === view[key]) continue;
        last[key] = view[key];
        element.current?.style.setProperty(`--${key}`, key === "zoom" ? String(view.zoom) : `${view[key]}px`);
      }
    };
    draw(viewport.read());
    return viewport.subscribe(draw);
  }, [viewport, element, names]);
}
