import { holdsTouchpoints } from "../model/lane.ts";
import { cellCards } from "./dropTarget.ts";
import type { MapLayout, StageColumn } from "./layoutMap.ts";
import type { Direction } from "./neighbour.ts";

/** A touchpoint's place: its cell, and the touchpoint of that cell it comes before. */
export interface CardPlace {
  readonly stage: string;
  readonly lane: string;
  readonly before: string | null;
}

/**
 * Where a card goes by one step: to the next row or column of its cell, else into the cell beside it, where it keeps
 * its row or column as far as there is one.
 * @param layout one without collapsed stages and lanes
 * @returns `undefined` when the map ends there
 */
export function stepCard(layout: MapLayout, id: string, direction: Direction): CardPlace | undefined {
  const card = layout.cards.get(id);
  if (card === undefined) return undefined;
  const { stage, lane } = card;
  const cell = cellCards(layout, stage, lane);
  const rows = cell.filter(({ x }) => x === cell[0]?.x).length;
  const index = cell.indexOf(card);
  const [column, row] = [Math.floor(index / rows), index % rows];
  const isAside = direction === "left" || direction === "right";
  const by = direction === "left" || direction === "up" ? -1 : 1;

  const isWithin = isAside
    ? column + by >= 0 && (column + by) * rows < cell.length
    : row + by >= 0 && row + by < rows && index + by < cell.length;
  if (isWithin) return placeIn(stage, lane, index + by * (isAside ? rows : 1));

  const lanes = layout.lanes.filter(holdsTouchpoints);
  const nextStage = isAside ? beside(layout.stages, stage, by) : layout.stages.find((each) => each.id === stage);
  const nextLane = isAside ? { id: lane } : beside(lanes, lane, by);
  if (nextStage === undefined || nextLane === undefined) return undefined;
  return placeIn(nextStage.id, nextLane.id, entryTo(nextStage, nextLane.id));

  /** Which place in the next cell, once it holds one more card, lies nearest to where the card comes from. */
  function entryTo({ id: stageId, columns }: StageColumn, laneId: string): number {
    const count = cellCards(layout, stageId, laneId).length + 1;
    const high = Math.ceil(count / columns);
    const last = Math.floor((count - 1) / high);
    const toColumn = isAside ? (by > 0 ? 0 : last) : Math.min(column, last);
    const toRow = isAside ? Math.min(row, high - 1) : by > 0 ? 0 : high - 1;
    return toColumn * high + toRow;
  }

  function placeIn(stageId: string, laneId: string, at: number): CardPlace {
    const stays = cellCards(layout, stageId, laneId).filter((each) => each.id !== id);
    return { stage: stageId, lane: laneId, before: stays[at]?.id ?? null };
  }
}

function beside<T extends { readonly id: string }>(all: readonly T[], id: string, by: number): T | undefined {
  const index = all.findIndex((each) => each.id === id);
  return index < 0 ? undefined : all[index + by];
}
