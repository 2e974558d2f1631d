import { cellAt, type DropTarget, dropTarget } from "../../../shared/layout/dropTarget.ts";
import type { CardBox, NoteBox } from "../../../shared/layout/layoutMap.ts";
import { centre, type Point } from "../../../shared/layout/rect.ts";
import { holdsTouchpoints } from "../../../shared/model/lane.ts";
import type { ActionContext } from "../../actions/action.ts";
import { selectQuietly } from "../../actions/selection.ts";
import { announce } from "../../state/announce.ts";
import { sameRef } from "../../state/local.ts";
import type { Canvas } from "../canvasContext.ts";
import { type Box, boxOf, nodeId } from "../scene.ts";
import type { DragGesture } from "./trackPointer.ts";

/** How long a dropped node waits for its new place before it goes back to its old one. */
const settleMs = 120;
const noOffset: Point = { x: 0, y: 0 };

/**
 * Drags the selected boxes when `lead` is among them, else `lead` alone. On the way they move by their transform and
 * as presence; the drop is one command for all touchpoints, and one for each note.
 */
export function dragBoxes(down: PointerEvent, lead: Box, canvas: Canvas, context: ActionContext): DragGesture {
  const { scene, viewport, offsets, ui } = canvas;
  const { presence } = context.map;
  const { selection } = context.local.getState();
  if (!selection.some((ref) => sameRef(ref, lead))) selectQuietly(context, [{ kind: lead.kind, id: lead.id }]);
  const boxes = context.local.getState().selection.flatMap((ref) => boxOf(scene.read(), ref) ?? []);
  const cards = boxes.filter((box): box is CardBox => box.kind === "touchpoint");
  const notes = boxes.filter((box): box is NoteBox => box.kind === "note");
  const nodes = boxes.map(nodeId);
  const moving = new Set(cards.map(({ id }) => id));
  const start = viewport.toCanvas(down);
  let offset = noOffset;
  let drop: DropTarget | undefined;

  const end = () => {
    ui.setState({ drop: undefined });
    presence.show({ drag: null });
    setTimeout(() => offsets.clear(nodes), settleMs);
  };
  return {
    move(event) {
      const to = viewport.toCanvas(event);
      offset = { x: to.x - start.x, y: to.y - start.y };
      offsets.set(nodes, offset);
      const middle = centre(lead);
      drop =
        cards.length === 0
          ? undefined
          : dropTarget(scene.read().layout, { x: middle.x + offset.x, y: middle.y + offset.y }, moving);
      ui.setState({ drop });
      presence.show({ drag: { ids: boxes.slice(0, 200).map(({ id }) => id), dx: offset.x, dy: offset.y } });
    },
    drop() {
      if (drop !== undefined && !isAlreadyThere(canvas, cards, drop)) {
        if (dropCards(canvas, context, cards, lead, drop) !== undefined) announceDrop(context, cards.length, drop);
      }
      if (notes.length > 0) moveNotes(canvas, context, notes, offset);
      end();
    },
    cancel() {
      offsets.clear(nodes);
      end();
    },
  };
}

/** Cards of one cell go where they are dropped; those of several keep their cells to each other. `undefined`: none moved. */
function dropCards(
  { scene }: Canvas,
  { run }: ActionContext,
  cards: readonly CardBox[],
  lead: Box,
  { stage, lane, before }: DropTarget,
): unknown {
  const ids = cards.map(({ id }) => id);
  const from = cards.find(({ id }) => id === lead.id) ?? cards[0];
  if (from === undefined || cards.every((card) => card.stage === from.stage && card.lane === from.lane))
    return run("moveTouchpoints", { ids, stage, lane, before });
  const { stages, lanes } = scene.read().layout;
  const rows = lanes.filter(holdsTouchpoints);
  const index = (all: readonly { id: string }[], wanted: string) => all.findIndex(({ id }) => id === wanted);
  const by = {
    stages: index(stages, stage) - index(stages, from.stage),
    lanes: index(rows, lane) - index(rows, from.lane),
  };
  return by.stages === 0 && by.lanes === 0 ? undefined : run("shiftTouchpoints", { ids, ...by });
}

/** A single card that is dropped where it lies. */
function isAlreadyThere({ scene }: Canvas, cards: readonly CardBox[], { stage, lane, before }: DropTarget): boolean {
  const [card, second] = cards;
  if (card === undefined || second !== undefined || card.stage !== stage || card.lane !== lane) return false;
  const cell = [...scene.read().layout.cards.values()].filter((box) => box.stage === stage && box.lane === lane);
  return (cell[cell.findIndex(({ id }) => id === card.id) + 1]?.id ?? null) === before;
}

/** A note that lands in a notes lane joins that cell; elsewhere it lies where it was put. */
function moveNotes({ scene }: Canvas, { run }: ActionContext, notes: readonly NoteBox[], offset: Point): void {
  const { layout } = scene.read();
  for (const note of notes) {
    const place = { x: note.x + offset.x, y: note.y + offset.y };
    const cell = cellAt(layout, centre({ ...note, ...place }));
    const fields =
      cell?.lane.kind === "notes"
        ? { stage: cell.stage.id, lane: cell.lane.id, x: null, y: null }
        : { x: Math.round(place.x), y: Math.round(place.y), stage: null, lane: null };
    run("patchNote", { id: note.id, fields });
  }
}

function announceDrop({ map: { mirror } }: ActionContext, count: number, { stage, lane }: DropTarget): void {
  const what = count === 1 ? "Moved" : `Moved ${count} touchpoints`;
  announce(`${what} to ${mirror.read("stage", stage)?.title ?? ""}, ${mirror.read("lane", lane)?.title ?? ""}`);
}
