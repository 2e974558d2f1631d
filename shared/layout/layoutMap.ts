import type { Lane, Note, Stage, Touchpoint } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { type BlueprintLine, blueprintLines } from "./blueprintLines.ts";
import { columnPitch, metrics } from "./metrics.ts";
import type { Rect } from "./rect.ts";

/** What a viewer chose for himself; it changes nobody else's map. */
export interface LayoutView {
  compact?: boolean;
  collapsedStages?: ReadonlySet<string>;
  collapsedLanes?: ReadonlySet<string>;
}

export interface StageColumn {
  readonly id: string;
  readonly x: number;
  readonly width: number;
  /** How many cards wide. */
  readonly columns: number;
  readonly collapsed: boolean;
}

export interface LaneRow {
  readonly id: string;
  readonly kind: Lane["kind"];
  readonly y: number;
  readonly height: number;
  /** How many cards high. */
  readonly rows: number;
  readonly collapsed: boolean;
}

/** A touchpoint's card: where it is and which cell holds it. */
export interface CardBox extends Rect {
  readonly kind: "touchpoint";
  readonly id: string;
  readonly stage: string;
  readonly lane: string;
}

export interface NoteBox extends Rect {
  readonly kind: "note";
  readonly id: string;
}

/** Where everything lies on the canvas. Boxes that did not move keep their identity from one layout to the next. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly stages: readonly StageColumn[];
  readonly lanes: readonly LaneRow[];
  readonly lines: readonly BlueprintLine[];
  /** Visible cards; a collapsed stage or lane shows none. */
  readonly cards: ReadonlyMap<string, CardBox>;
  readonly notes: ReadonlyMap<string, NoteBox>;
  /** Where each touchpoint's point stands in a curve lane, visible or not. */
  readonly curveX: ReadonlyMap<string, number>;
  readonly ends: { readonly done: Rect; readonly churn: Rect };
}

/** A cell's height in cards when nobody asked for more. */
const naturalRows: Partial<Record<Lane["kind"], number>> = { curve: 2 };

type Cell = { touchpoints: Touchpoint[]; notes: Note[] };

/**
 * Lays a map out: stages from left to right, lanes from top to bottom, the cards of a cell packed in their order.
 * @param previous the layout before, whose unmoved boxes are kept as they are
 */
export function layoutMap(records: Records, view: LayoutView = {}, previous?: MapLayout): MapLayout {
  const cells = fillCells(records);
  const cardHeight = view.compact === true ? metrics.compactCardHeight : metrics.cardHeight;
  const stages = stageColumns(records.all("stage"), records.all("lane"), cells, view.collapsedStages);
  const lanes = laneRows(records.all("lane"), stages, cells, cardHeight, view.collapsedLanes);
  const cards = new Map<string, CardBox>();
  const notes = new Map<string, NoteBox>();
  for (const stage of stages) {
    for (const lane of lanes) {
      const cell = cells.get(stage.id)?.get(lane.id);
      if (cell === undefined || stage.collapsed || lane.collapsed) continue;
      const rows = Math.ceil(sizeOf(cell) / stage.columns);
      let slot = 0;
      const next = (): Rect => {
        const column = Math.floor(slot / rows);
        const row = slot++ % rows;
        return {
          x: stage.x + metrics.gapX / 2 + column * columnPitch,
          y: lane.y + metrics.cellPadY + row * (cardHeight + metrics.gapY),
          width: metrics.cardWidth,
          height: cardHeight,
        };
      };
      for (const { id } of cell.touchpoints)
        cards.set(
          id,
          keep(previous?.cards.get(id), { kind: "touchpoint", id, stage: stage.id, lane: lane.id, ...next() }),
        );
      for (const { id } of cell.notes) notes.set(id, keep(previous?.notes.get(id), { kind: "note", id, ...next() }));
    }
  }
  const last = stages.at(-1);
  const bottom = lanes.at(-1);
  const width = last === undefined ? 0 : last.x + last.width;
  const height = bottom === undefined ? 0 : bottom.y + bottom.height;
  placeFreeNotes(records, cells, notes, height, previous);
  const layout: MapLayout = {
    width,
    height,
    stages: keepAll(previous?.stages, stages),
    lanes: keepAll(previous?.lanes, lanes),
    lines: blueprintLines(lanes),
    cards: keepMap(previous?.cards, cards),
    notes: keepMap(previous?.notes, notes),
    curveX: keepMap(previous?.curveX, curveColumns(records.all("touchpoint"), stages, cells)),
    ends: journeyEnds(width, lanes),
  };
  return previous !== undefined && isUnmoved(previous, layout) ? previous : layout;
}

/** Lines and ends follow from stages and lanes. */
function isUnmoved(before: MapLayout, now: MapLayout): boolean {
  const parts = ["stages", "lanes", "cards", "notes", "curveX"] as const;
  return parts.every((part) => before[part] === now[part]);
}

/** Stage → lane → what lies there, each list in document order. */
function fillCells(records: Records): Map<string, Map<string, Cell>> {
  const cells = new Map<string, Map<string, Cell>>();
  const lanes = records.all("lane");
  for (const stage of records.all("stage"))
    cells.set(stage.id, new Map(lanes.map((lane) => [lane.id, { touchpoints: [], notes: [] }])));
  for (const touchpoint of records.all("touchpoint"))
    cells.get(touchpoint.stage)?.get(touchpoint.lane)?.touchpoints.push(touchpoint);
  for (const note of records.all("note")) cellOf(cells, note)?.notes.push(note);
  return cells;
}

function cellOf(cells: Map<string, Map<string, Cell>>, note: Note): Cell | undefined {
  if (note.stage === undefined || note.lane === undefined) return undefined;
  return cells.get(note.stage)?.get(note.lane);
}

function sizeOf(cell: Cell): number {
  return cell.touchpoints.length + cell.notes.length;
}

function stageColumns(
  stages: readonly Stage[],
  lanes: readonly Lane[],
  cells: Map<string, Map<string, Cell>>,
  collapsed: ReadonlySet<string> | undefined,
): StageColumn[] {
  let x = 0;
  return stages.map((stage) => {
    // Notes stack under each other in the width that the touchpoints take: asides do not stretch the journey.
    const fullest = Math.max(1, ...lanes.map(({ id }) => cells.get(stage.id)?.get(id)?.touchpoints.length ?? 0));
    const columns = stage.columns ?? Math.min(metrics.autoColumns, fullest);
    const isCollapsed = collapsed?.has(stage.id) ?? false;
    const width = isCollapsed ? metrics.collapsedStage : columns * columnPitch;
    const column = { id: stage.id, x, width, columns, collapsed: isCollapsed };
    x += width;
    return column;
  });
}

function laneRows(
  lanes: readonly Lane[],
  stages: readonly StageColumn[],
  cells: Map<string, Map<string, Cell>>,
  cardHeight: number,
  collapsed: ReadonlySet<string> | undefined,
): LaneRow[] {
  let y = 0;
  return lanes.map(({ id, kind, rows: asked }) => {
    let rows = Math.max(1, asked ?? naturalRows[kind] ?? 1);
    for (const stage of stages) {
      const cell = cells.get(stage.id)?.get(id);
      if (cell !== undefined && !stage.collapsed) rows = Math.max(rows, Math.ceil(sizeOf(cell) / stage.columns));
    }
    const isCollapsed = collapsed?.has(id) ?? false;
    const height = isCollapsed
      ? metrics.collapsedLane
      : rows * cardHeight + (rows - 1) * metrics.gapY + 2 * metrics.cellPadY;
    const row = { id, kind, y, height, rows, collapsed: isCollapsed };
    y += height;
    return row;
  });
}

/**
 * Points stand over their touchpoint's column. Touchpoints that share one (in several lanes, or one above the other)
 * stand side by side within its width in document order, so that the line never runs backwards.
 */
function curveColumns(
  touchpoints: readonly Touchpoint[],
  stages: readonly StageColumn[],
  cells: Map<string, Map<string, Cell>>,
): Map<string, number> {
  const placeInCell = new Map<string, number>();
  for (const lanes of cells.values())
    for (const cell of lanes.values()) cell.touchpoints.forEach(({ id }, index) => placeInCell.set(id, index));
  const members = new Map<string, string[][]>(stages.map(({ id }) => [id, []]));
  const columns = new Map(stages.map((stage) => [stage.id, stage]));
  for (const { id, stage: stageId, lane } of touchpoints) {
    const stage = columns.get(stageId);
    const cell = cells.get(stageId)?.get(lane);
    if (stage === undefined || cell === undefined) continue;
    const rows = Math.ceil(sizeOf(cell) / stage.columns);
    const column = stage.collapsed ? 0 : Math.floor((placeInCell.get(id) ?? 0) / rows);
    ((members.get(stageId) ?? [])[column] ??= []).push(id);
  }
  const xs = new Map<string, number>();
  for (const stage of stages) {
    const width = stage.collapsed ? stage.width : metrics.cardWidth;
    const left = stage.collapsed ? stage.x : stage.x + metrics.gapX / 2;
    members.get(stage.id)?.forEach((ids, column) => {
      ids.forEach((id, index) => xs.set(id, left + column * columnPitch + (width * (index + 0.5)) / ids.length));
    });
  }
  return xs;
}

/** Notes in no cell lie where they were put; one that was never put anywhere waits below the grid. */
function placeFreeNotes(
  records: Records,
  cells: Map<string, Map<string, Cell>>,
  notes: Map<string, NoteBox>,
  bottom: number,
  previous: MapLayout | undefined,
): void {
  let waiting = 0;
  for (const note of records.all("note")) {
    if (cellOf(cells, note) !== undefined) continue;
    const placed = note.x !== undefined && note.y !== undefined;
    const box: NoteBox = {
      kind: "note",
      id: note.id,
      x: note.x ?? waiting * (metrics.noteWidth + metrics.gapX) + metrics.gapX / 2,
      y: note.y ?? bottom + metrics.gapX,
      width: note.width ?? metrics.noteWidth,
      height: note.height ?? metrics.noteHeight,
    };
    if (!placed) waiting++;
    notes.set(note.id, keep(previous?.notes.get(note.id), box));
  }
}

function journeyEnds(width: number, lanes: readonly LaneRow[]): MapLayout["ends"] {
  const first = lanes.find(({ kind, collapsed }) => kind !== "curve" && kind !== "notes" && !collapsed);
  const x = width + metrics.gapX * 2;
  const y = (first?.y ?? 0) + metrics.cellPadY;
  const size = { width: metrics.endWidth, height: metrics.endHeight };
  return { done: { x, y, ...size }, churn: { x, y: y + metrics.endHeight + metrics.gapY, ...size } };
}

function keep<T extends object>(before: T | undefined, now: T): T {
  return before !== undefined && isSame(before, now) ? before : now;
}

/** The list as it was when nothing in it changed, else the new one with its unchanged members. */
function keepAll<T extends { readonly id: string }>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  if (before === undefined) return now;
  const byId = new Map(before.map((item) => [item.id, item]));
  const kept = now.map((item) => keep(byId.get(item.id), item));
  return kept.length === before.length && kept.every((item, index) => item === before[index]) ? before : kept;
}

/** The map as it was when nothing in it changed: same keys in the same order, same values. */
function keepMap<T>(before: ReadonlyMap<string, T> | undefined, now: Map<string, T>): ReadonlyMap<string, T> {
  if (before?.size !== now.size) return now;
  const entries = before.entries();
  for (const [key, value] of now) {
    const [oldKey, oldValue] = entries.next().value ?? [];
    if (key !== oldKey || value !== oldValue) return now;
  }
  return before;
}

function isSame<T extends object>(a: T, b: T): boolean {
  for (const key in a) if (a[key] !== b[key]) return false;
  return true;
}
