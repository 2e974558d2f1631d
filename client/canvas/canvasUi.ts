import { createStore, type StoreApi } from "zustand";
import type { DropTarget } from "../../shared/layout/dropTarget.ts";
import type { Point, Rect } from "../../shared/layout/rect.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";

/** A connection that is being drawn; `to` is where the pointer or the keyboard is. */
export interface Connecting {
  from: string;
  to: Point;
  /** Touchpoint or journey's end under the pointer. */
  target: string | undefined;
}

/** What goes on between the pointer and the canvas. */
export interface CanvasUi {
  hovered: RecordRef | undefined;
  /** Where the arrow keys are; the one node that Tab reaches. */
  focused: RecordRef | undefined;
  /** The header that Tab reaches, in each of the two bars. */
  focusedStage: string | undefined;
  focusedLane: string | undefined;
  /** Whose name or text is being written. */
  renaming: RecordRef | undefined;
  drop: DropTarget | undefined;
  marquee: Rect | undefined;
  /** Where a dragged stage or lane, or its edge, would go. Canvas pixels along its axis. */
  guide: { kind: "stage" | "lane"; at: number } | undefined;
  connecting: Connecting | undefined;
  /** The point of a curve that is being read. */
  curvePoint: { lane: string; touchpoint: string } | undefined;
  /** Where the menu of actions is open, on the page. */
  menu: Point | undefined;
}

/** The element that describes the point of a curve that is being read. */
export const curveDetailId = "curve-detail";

export type CanvasUiStore = StoreApi<CanvasUi>;

export function createCanvasUi(): CanvasUiStore {
  return createStore<CanvasUi>(() => ({
    hovered: undefined,
    focused: undefined,
    focusedStage: undefined,
    focusedLane: undefined,
    renaming: undefined,
    drop: undefined,
    marquee: undefined,
    guide: undefined,
    connecting: undefined,
    curvePoint: undefined,
    menu: undefined,
  }));
}
