import { cellAt, dropTarget, takesTouchpoints } from "../../../shared/layout/dropTarget.ts";
import { metrics } from "../../../shared/layout/metrics.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import type { ActionContext } from "../../actions/action.ts";
import { addNoteAt, addTouchpointAt } from "../../actions/addRecords.ts";
import { connect } from "../../actions/connect.ts";
import { startWeakSpotAt } from "../../actions/startWeakSpot.ts";
import type { Canvas } from "../canvasContext.ts";
import { targetOf } from "./canvasTarget.ts";
import { dragBoxes } from "./dragBoxes.ts";
import { drawConnection } from "./drawConnection.ts";
import { marqueeSelect } from "./marqueeSelect.ts";
import { trackPointer } from "./trackPointer.ts";
import { mayEdit } from "../../session/mayEdit.ts";

/** What a press of a pointer begins; one that begins nothing here is left to React Flow, which moves the canvas. */
export function pressCanvas(event: PointerEvent, root: HTMLElement, canvas: Canvas, context: ActionContext): boolean {
  if (event.button !== 0 || !event.isPrimary) return false;
  const target = targetOf(event, canvas);
  if (target === undefined) return false;
  const canEdit = mayEdit(context.map.role);
  const { tool } = context.local.getState();
  const edges = { element: root, panBy: canvas.viewport.panBy };
  const isAdding = event.shiftKey || event.ctrlKey || event.metaKey;

  if (target.kind === "connection") {
    const ref: RecordRef = { kind: "connection", id: target.id };
    trackPointer(event, { click: () => press(context, ref, isAdding) });
    return true;
  }
  if (
    target.kind === "box" &&
    target.box.kind === "touchpoint" &&
    canEdit &&
    (target.isPort || tool === "connection")
  ) {
    const { id } = target.box;
    trackPointer(event, {
      edges,
      drag: () => drawConnection(id, canvas, context),
      click: () => pressConnecting(canvas, context, id),
    });
    return true;
  }
  if (target.kind === "end") {
    trackPointer(event, { click: () => finishConnecting(canvas, context, target.id) });
    return true;
  }
  if (target.kind === "box") {
    const { box } = target;
    const ref: RecordRef = { kind: box.kind, id: box.id };
    const isHeld = context.local.getState().selection.some(({ kind, id }) => kind === ref.kind && id === ref.id);
    // A finger that is not on something it has selected moves the canvas.
    const isDrag = canEdit && !isAdding && (event.pointerType === "mouse" || isHeld);
    trackPointer(event, {
      edges,
      drag: isDrag ? () => dragBoxes(event, box, canvas, context) : undefined,
      click: () => {
        if (finishConnecting(canvas, context, box.id)) return;
        if (tool === "weakSpot" && canEdit && box.kind === "touchpoint") pressFailing(context, box.id);
        else press(context, ref, isAdding);
      },
    });
    return isDrag || event.pointerType === "mouse";
  }
  if (event.shiftKey) {
    trackPointer(event, { edges, drag: () => marqueeSelect(event, canvas, context) });
    return true;
  }
  trackPointer(event, { click: (up) => pressGround(up, canvas, context) });
  return false;
}

/** Adds where the canvas was pressed, as a double click or the tool in hand asks; a note in a notes lane. */
export function addAt(
  event: { clientX: number; clientY: number },
  canvas: Canvas,
  context: ActionContext,
  what: "touchpoint" | "note",
): void {
  const point = canvas.viewport.toCanvas(event);
  const { layout } = canvas.scene.read();
  const cell = cellAt(layout, point);
  if (what === "note" || cell?.lane.kind === "notes") {
    const isInCell = cell?.lane.kind === "notes";
    if (isInCell) addNoteInCell(context, cell.stage.id, cell.lane.id);
    else addNoteAt(context, { x: point.x - metrics.noteWidth / 2, y: point.y - metrics.noteHeight / 2 });
    return;
  }
  if (cell !== undefined && !takesTouchpoints(cell.lane)) return;
  const place = cell === undefined ? undefined : dropTarget(layout, point, new Set());
  if (place !== undefined) addTouchpointAt(context, { stage: place.stage, lane: place.lane, before: place.before });
}

function addNoteInCell(context: ActionContext, stage: string, lane: string): void {
  const made = context.run("addNote", { text: "New note", stage, lane }) as { id: string } | undefined;
  if (made !== undefined) context.local.getState().canvas?.rename({ kind: "note", id: made.id });
}

function pressGround(event: PointerEvent, canvas: Canvas, context: ActionContext): void {
  const { tool, setTool, select } = context.local.getState();
  canvas.ui.setState({ connecting: undefined });
  if (tool === "touchpoint" || tool === "note") {
    addAt(event, canvas, context, tool);
    setTool("select");
  } else if (!event.shiftKey) select([]);
}

function press({ local }: ActionContext, ref: RecordRef, isAdding: boolean): void {
  if (isAdding) local.getState().toggleSelected(ref);
  else local.getState().select([ref]);
}

/** With the weak spot tool: the touchpoint pressed is where something can fail. */
function pressFailing(context: ActionContext, id: string): void {
  context.local.getState().setTool("select");
  startWeakSpotAt(context, id);
}

/** With the connection tool: the first touchpoint pressed is where it starts, the second where it leads. */
function pressConnecting(canvas: Canvas, context: ActionContext, id: string): void {
  if (finishConnecting(canvas, context, id)) return;
  const box = canvas.scene.read().layout.cards.get(id);
  if (box !== undefined)
    canvas.ui.setState({ connecting: { from: id, to: { x: box.x + box.width + 40, y: box.y }, target: undefined } });
}

/** Ends a connection that is being drawn. @returns whether there was one. */
export function finishConnecting({ ui }: Canvas, context: ActionContext, to: string): boolean {
  const { connecting } = ui.getState();
  if (connecting === undefined) return false;
  ui.setState({ connecting: undefined });
  context.local.getState().setTool("select");
  connect(context, connecting.from, to);
  return true;
}
