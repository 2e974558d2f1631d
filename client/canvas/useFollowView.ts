import { type RefObject, useLayoutEffect } from "react";
import { useCanvas } from "./canvasContext.ts";
import type { View } from "./viewport.ts";

/**
 * Lets an element follow the view on every pan and zoom, without a React render: the zoom as `--zoom`, a pan as the
 * element's own translation, because a variable would have everything below it styled anew in every frame.
 */
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
        if (key === "zoom") element.current?.style.setProperty("--zoom", String(view.zoom));
        else element.current?.style.setProperty("translate", key === "x" ? `${view.x}px 0` : `0 ${view.y}px`);
      }
    };
    draw(viewport.read());
    return viewport.subscribe(draw);
  }, [viewport, element, names]);
}
