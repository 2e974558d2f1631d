import { holdsTouchpoints } from "../model/lane.ts";
import type { CardBox, LaneRow, MapLayout, StageColumn } from "./layoutMap.ts";
import { metrics } from "./metrics.ts";
import type { Point, Rect } from "./rect.ts";
import { centre } from "./rect.ts";

/** Where a dropped card goes: a cell, and the touchpoint of that cell it comes before. */
export interface DropTarget {
  readonly stage: string;
  readonly lane: string;
  readonly before: string | null;
  /** The cell, to be lit. */
  readonly cell: Rect;
  /** A thin bar where the card will push its neighbours apart. */
  readonly mark: Rect;
}

const markHeight = 4;

/** The cell under a point, or `undefined` outside the grid. */
export function cellAt(layout: MapLayout, point: Point): { stage: StageColumn; lane: LaneRow; rect: Rect } | undefined {
  const stage = layout.stages.find(({ x, width }) => point.x >= x && point.x < x + width);
  const lane = layout.lanes.find(({ y, height }) => point.y >= y && point.y < y + height);
  if (stage === undefined || lane === undefined) return undefined;
  return { stage, lane, rect: { x: stage.x, y: lane.y, width: stage.width, height: lane.height } };
}

/**
 * Where touchpoints dropped with their middle at `point` go: the nearest cell that takes touchpoints, before the
 * first card that lies further down its column or in a later one.
 * @param moving the touchpoints that are being dragged; their present places do not count
 * @returns `undefined` when the map has no cell for touchpoints
 */
export function dropTarget(layout: MapLayout, point: Point, moving: ReadonlySet<string>): DropTarget | undefined {
  const stage = nearest(layout.stages, (column) => distance(point.x, column.x, column.width));
  const lane = nearest(layout.lanes.filter(takesTouchpoints), (row) => distance(point.y, row.y, row.height));
  if (stage === undefined || lane === undefined) return undefined;
  const cards = cellCards(layout, stage.id, lane.id).filter(({ id }) => !moving.has(id));
  const index = cards.findIndex((card) => point.x < card.x - metrics.gapX / 2 || isAbove(point, card));
  const before = index === -1 ? undefined : cards[index];
  return {
    stage: stage.id,
    lane: lane.id,
    before: before?.id ?? null,
    cell: { x: stage.x, y: lane.y, width: stage.width, height: lane.height },
    mark: markAt(stage, lane, index === -1 ? cards.at(-1) : cards[index - 1], before, point),
  };
}

/** Lanes whose cells hold touchpoints. */
export function takesTouchpoints(lane: LaneRow): boolean {
  return holdsTouchpoints(lane) && !lane.collapsed;
}

/** The cards of a cell in their order. */
export function cellCards(layout: MapLayout, stage: string, lane: string): CardBox[] {
  return [...layout.cards.values()].filter((card) => card.stage === stage && card.lane === lane);
}

function isAbove(point: Point, card: CardBox): boolean {
  return point.x <= card.x + card.width + metrics.gapX / 2 && point.y < centre(card).y;
}

function markAt(
  stage: StageColumn,
  lane: LaneRow,
  after: Rect | undefined,
  before: Rect | undefined,
  point: Point,
): Rect {
  const beside =
    before !== undefined && (after === undefined || Math.abs(before.x - point.x) < Math.abs(after.x - point.x));
  const box = beside ? before : after;
  const half = (metrics.gapY + markHeight) / 2;
  return {
    x: box?.x ?? stage.x + metrics.gapX / 2,
    y: box === undefined ? lane.y + metrics.cellPadY : beside ? box.y - half : box.y + box.height + half - markHeight,
    width: Math.min(metrics.cardWidth, stage.width),
    height: markHeight,
  };
}

function distance(value: number, start: number, length: number): number {
  return Math.max(start - value, 0, value - start - length);
}

function nearest<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  let best: T | undefined;
  for (const item of items) if (best === undefined || measure(item) < measure(best)) best = item;
  return best;
}
