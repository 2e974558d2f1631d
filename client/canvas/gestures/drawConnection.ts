import type { ActionContext } from "../../actions/action.ts";
import { connect } from "../../actions/connect.ts";
import type { Canvas } from "../canvasContext.ts";
import { connectableAt } from "./canvasTarget.ts";
import type { DragGesture } from "./trackPointer.ts";

/** Draws a connection from a touchpoint to where the pointer is let go: a touchpoint, or an end of the journey. */
export function drawConnection(from: string, canvas: Canvas, context: ActionContext): DragGesture {
  const { viewport, ui } = canvas;
  const end = () => ui.setState({ connecting: undefined });
  return {
    move(event) {
      const target = connectableAt(canvas, event);
      ui.setState({ connecting: { from, to: viewport.toCanvas(event), target: target === from ? undefined : target } });
    },
    drop(event) {
      const to = connectableAt(canvas, event);
      end();
      if (to !== undefined) connect(context, from, to);
    },
    cancel: end,
  };
}
