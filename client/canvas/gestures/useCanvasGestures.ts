import { type RefObject, useEffect } from "react";
import type { ActionContext } from "../../actions/action.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { sameRef } from "../../state/local.ts";
import type { Canvas } from "../canvasContext.ts";
import { boxAt, connectableAt, targetOf } from "./canvasTarget.ts";
import { addAt, pressCanvas } from "./pressCanvas.ts";
import { mayEdit } from "../../session/mayEdit.ts";

/** Turns what a pointer does on the canvas into selections, drags, connections, additions and menus. */
export function useCanvasGestures(root: RefObject<HTMLElement | null>, canvas: Canvas, context: ActionContext): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const { ui, viewport, feed } = canvas;
    const { presence } = context.map;
    let isOurs = false;

    const down = (event: PointerEvent) => {
      isOurs = pressCanvas(event, element, canvas, context);
    };
    // React Flow pans on mousedown and touchstart, which follow the pointerdown we have judged.
    const guard = (event: Event) => {
      if (isOurs) event.stopPropagation();
    };
    const move = (event: PointerEvent) => {
      if (event.pointerType === "mouse") {
        presence.show({ cursor: viewport.toCanvas(event) });
        hover(event);
      }
      const { connecting } = ui.getState();
      if (connecting !== undefined && event.buttons === 0) {
        const target = connectableAt(canvas, event);
        ui.setState({ connecting: { ...connecting, to: viewport.toCanvas(event), target } });
      }
    };
    const hover = (event: PointerEvent) => {
      const box = feed.read().isFar && event.buttons === 0 ? boxAt(canvas, event) : undefined;
      const hovered = box === undefined ? undefined : { kind: box.kind, id: box.id };
      const before = ui.getState().hovered;
      const isSame = hovered === undefined || before === undefined ? hovered === before : sameRef(hovered, before);
      if (!isSame) ui.setState({ hovered });
    };
    const leave = () => {
      presence.show({ cursor: null });
      ui.setState({ hovered: undefined });
    };
    const double = (event: MouseEvent) => {
      if (!mayEdit(context.map.role)) return;
      const target = targetOf(event, canvas);
      if (target?.kind === "ground") addAt(event, canvas, context, "touchpoint");
      if (target?.kind === "box") ui.setState({ renaming: { kind: target.box.kind, id: target.box.id } });
      if (target?.kind === "connection") ui.setState({ renaming: { kind: "connection", id: target.id } });
    };
    const menu = (event: MouseEvent) => {
      const target = targetOf(event, canvas);
      if (target === undefined) return;
      event.preventDefault();
      const ref = refOf(target);
      const { selection } = context.local.getState();
      if (ref !== undefined && !selection.some((other) => sameRef(other, ref)))
        context.local.setState({ selection: [ref] });
      if (ref === undefined) context.local.setState({ selection: [] });
      const { clientX: x, clientY: y } = event;
      const open = () => ui.setState({ menu: { x, y } });
      // Where the menu is asked for by the press, letting go of the button would be a press outside of it and close it.
      if (event.buttons === 0) open();
      else window.addEventListener("pointerup", () => requestAnimationFrame(open), { once: true });
    };
    element.addEventListener("pointerdown", down);
    element.addEventListener("mousedown", guard, true);
    element.addEventListener("touchstart", guard, { capture: true, passive: true });
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("dblclick", double);
    element.addEventListener("contextmenu", menu);
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("mousedown", guard, true);
      element.removeEventListener("touchstart", guard, true);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("dblclick", double);
      element.removeEventListener("contextmenu", menu);
    };
  }, [root, canvas, context]);
}

function refOf(target: NonNullable<ReturnType<typeof targetOf>>): RecordRef | undefined {
  if (target.kind === "box") return { kind: target.box.kind, id: target.box.id };
  return target.kind === "connection" ? { kind: "connection", id: target.id } : undefined;
}
