import { layoutMap } from "../../shared/layout/layoutMap.ts";
import type { Direction } from "../../shared/layout/neighbour.ts";
import type { Point } from "../../shared/layout/rect.ts";
import { stepCard } from "../../shared/layout/stepCard.ts";
import { announce } from "../state/announce.ts";
import type { ActionContext } from "./action.ts";
import { onlySelected, selectedIds, selectedTouchpoints } from "./selection.ts";

/** A note's step by one key press, in canvas pixels. */
const nudge = 16;

const steps: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/**
 * Moves what is selected one step: a stage or lane along its axis, a touchpoint by rows and columns of its cell and on
 * into the next one, several touchpoints by a stage or lane, notes by a nudge or a cell.
 */
export function moveSelection(context: ActionContext, direction: Direction): void {
  const only = onlySelected(context);
  if (only?.kind === "stage" && (direction === "left" || direction === "right"))
    moveAlong(context, "stage", direction === "left");
  else if (only?.kind === "lane" && (direction === "up" || direction === "down"))
    moveAlong(context, "lane", direction === "up");
  else {
    moveTouchpoints(context, direction);
    moveNotes(context, direction);
  }
}

/** Makes the selected stage one card wider or narrower, or the selected lane one card higher or lower. */
export function resizeSelection(context: ActionContext, by: 1 | -1): void {
  const { map, run } = context;
  const only = onlySelected(context);
  const size = (now: number) => Math.max(1, Math.min(12, now + by));
  if (only?.kind === "stage")
    run("patchStage", { id: only.id, fields: { columns: size(map.mirror.read("stage", only.id)?.columns ?? 1) } });
  if (only?.kind === "lane")
    run("patchLane", { id: only.id, fields: { rows: size(map.mirror.read("lane", only.id)?.rows ?? 1) } });
}

function moveAlong({ map, local, run }: ActionContext, kind: "stage" | "lane", isBack: boolean): void {
  const all = map.mirror.all(kind);
  const index = all.findIndex(({ id }) => local.getState().selection[0]?.id === id);
  const record = all[index];
  if (record === undefined || (isBack ? index === 0 : index === all.length - 1)) return;
  const before = isBack ? all[index - 1]?.id : all[index + 2]?.id;
  run(kind === "stage" ? "moveStage" : "moveLane", { id: record.id, before: before ?? null });
  announce(`${record.title} is now ${kind} ${index + (isBack ? 0 : 2)} of ${all.length}`);
}

/** One touchpoint steps from place to place; several move on by a stage or lane and lie to each other as before. */
function moveTouchpoints(context: ActionContext, direction: Direction): void {
  const { map, run } = context;
  const moving = selectedTouchpoints(context);
  const [first] = moving;
  if (first === undefined) return;
  if (moving.length > 1) {
    const ids = moving.map(({ id }) => id);
    const { x, y } = steps[direction];
    if (run("shiftTouchpoints", { ids, stages: x, lanes: y }) !== undefined)
      announce(`Moved ${ids.length} touchpoints ${direction}`);
    return;
  }
  const { id, title } = first;
  const place = stepCard(layoutMap(map.mirror), id, direction);
  if (place === undefined || run("moveTouchpoints", { ids: [id], ...place }) === undefined) return;
  const { stage, lane } = place;
  const cell = map.mirror.all("touchpoint").filter((card) => card.stage === stage && card.lane === lane);
  const words = [map.mirror.read("stage", stage)?.title, map.mirror.read("lane", lane)?.title].join(", ");
  const isSame = stage === first.stage && lane === first.lane;
  const at = `${cell.findIndex((card) => card.id === id) + 1} of ${cell.length}`;
  announce(`${title} is now ${isSame ? `${at} in its cell` : `in ${words}`}`);
}

/** A note in a notes lane goes to the cell beside it, any other a little way. */
function moveNotes(context: ActionContext, direction: Direction): void {
  const { map, run } = context;
  const { x: dx, y: dy } = steps[direction];
  const lanes = map.mirror.all("lane").filter(({ kind }) => kind === "notes");
  for (const id of selectedIds(context, "note")) {
    const { x, y, stage, lane } = map.mirror.read("note", id) ?? {};
    if (stage !== undefined && lane !== undefined) {
      const to = { stage: stepped(map.mirror.all("stage"), stage, dx), lane: stepped(lanes, lane, dy) };
      const isMoved = to.stage !== undefined && to.lane !== undefined && run("patchNote", { id, fields: to });
      if (isMoved) announce(`Moved the note ${direction}`);
    } else if (x !== undefined && y !== undefined)
      run("patchNote", { id, fields: { x: x + dx * nudge, y: y + dy * nudge } });
  }
}

function stepped(all: readonly { id: string }[], from: string, by: number): string | undefined {
  return by === 0 ? from : all[all.findIndex(({ id }) => id === from) + by]?.id;
}
