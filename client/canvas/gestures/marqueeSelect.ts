import { between } from "../../../shared/layout/rect.ts";
import type { ActionContext } from "../../actions/action.ts";
import { selectQuietly } from "../../actions/selection.ts";
import type { Canvas } from "../canvasContext.ts";
import type { DragGesture } from "./trackPointer.ts";

/** Selects what a rectangle drawn from the press meets, added to the boxes that were selected. */
export function marqueeSelect(
  down: PointerEvent,
  { scene, viewport, ui }: Canvas,
  context: ActionContext,
): DragGesture {
  const start = viewport.toCanvas(down);
  const before = context.local.getState().selection.filter(({ kind }) => kind === "touchpoint" || kind === "note");
  const end = () => ui.setState({ marquee: undefined });
  return {
    move(event) {
      const marquee = between(start, viewport.toCanvas(event));
      ui.setState({ marquee });
      const held = new Set(before.map(({ kind, id }) => `${kind} ${id}`));
      const met = scene.read().boxes.within(marquee);
      const added = met.filter(({ kind, id }) => !held.has(`${kind} ${id}`));
      selectQuietly(context, [...before, ...added.map(({ kind, id }) => ({ kind, id }))]);
    },
    drop: end,
    cancel() {
      selectQuietly(context, before);
      end();
    },
  };
}
