import type { Direction } from "../../shared/layout/neighbour.ts";
import { announce } from "../state/announce.ts";
import type { ActionContext } from "./action.ts";
import { holdsTouchpoints } from "./addRecords.ts";
import { onlySelected, selectedIds, selectedTouchpoints } from "./selection.ts";

/** A note's step by one key press, in canvas pixels. */
const nudge = 16;

/**
 * Moves what is selected one step: a stage or lane along its axis, touchpoints up and down within their cell and
 * on into the next one, notes by a nudge.
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

function moveTouchpoints(context: ActionContext, direction: Direction): void {
  const { map, run } = context;
  const moving = selectedTouchpoints(context);
  const [first] = moving;
  const last = moving.at(-1);
  if (first === undefined || last === undefined) return;
  const ids = moving.map(({ id }) => id);
  const { stage, lane } = direction === "left" || direction === "up" ? first : last;
  const cell = map.mirror.all("touchpoint").filter((card) => card.stage === stage && card.lane === lane);
  const stays = cell.filter(({ id }) => !ids.includes(id));
  const isBack = direction === "left" || direction === "up";
  const place = stays.findIndex(({ order }) => order > first.order);
  const at = place === -1 ? stays.length : place;
  const isWithin =
    moving.every((card) => card.stage === stage && card.lane === lane) && (isBack ? at > 0 : at < stays.length);
  if (isWithin) {
    const before = isBack ? stays[at - 1]?.id : stays[at + 1]?.id;
    run("moveTouchpoints", { ids, stage, lane, before: before ?? null });
    return announce(`${first.title} is now ${at + (isBack ? 0 : 2)} of ${cell.length} in its cell`);
  }
  const target = nextCell(context, { stage, lane }, direction);
  if (target === undefined) return;
  run("moveTouchpoints", { ids, stage: target.stage, lane: target.lane, before: null });
  announce(`${first.title} is now in ${target.words}`);
}

function nextCell(
  { map: { mirror } }: ActionContext,
  { stage, lane }: { stage: string; lane: string },
  direction: Direction,
): { stage: string; lane: string; words: string } | undefined {
  const stages = mirror.all("stage");
  const lanes = mirror.all("lane").filter(holdsTouchpoints);
  const column =
    stages.findIndex(({ id }) => id === stage) + (direction === "left" ? -1 : direction === "right" ? 1 : 0);
  const row = lanes.findIndex(({ id }) => id === lane) + (direction === "up" ? -1 : direction === "down" ? 1 : 0);
  const [nextStage, nextLane] = [stages[column], lanes[row]];
  if (nextStage === undefined || nextLane === undefined) return undefined;
  return { stage: nextStage.id, lane: nextLane.id, words: `${nextStage.title}, ${nextLane.title}` };
}

function moveNotes(context: ActionContext, direction: Direction): void {
  const { map, run } = context;
  const dx = direction === "left" ? -nudge : direction === "right" ? nudge : 0;
  const dy = direction === "up" ? -nudge : direction === "down" ? nudge : 0;
  for (const id of selectedIds(context, "note")) {
    const note = map.mirror.read("note", id);
    if (note?.x === undefined || note.y === undefined) continue;
    run("patchNote", { id, fields: { x: note.x + dx, y: note.y + dy } });
  }
}
