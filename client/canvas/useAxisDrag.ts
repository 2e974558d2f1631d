import { type PointerEvent as ReactPointerEvent, useMemo } from "react";
import { columnPitch, metrics } from "../../shared/layout/metrics.ts";
import { sameRef, useLocalStore } from "../state/local.ts";
import { useCanEdit } from "../state/useMap.ts";
import { type Run, useRun } from "../state/useRun.ts";
import { useCanvas } from "./canvasContext.ts";
import type { Canvas } from "./canvasContext.ts";
import { type DragGesture, trackPointer } from "./gestures/trackPointer.ts";

/** A stage, which lies along x, or a lane, which lies along y. */
export interface AxisRef {
  kind: "stage" | "lane";
  id: string;
}

/** A stage's or lane's extent along its axis, in canvas pixels, and how many cards it is wide or high. */
interface Span {
  id: string;
  start: number;
  size: number;
  cards: number;
}

interface AxisHandlers {
  onPointerDown: (event: ReactPointerEvent<HTMLElement>) => void;
}

/** From here a press is a drag. Screen pixels. */
const threshold = 4;

/** Handlers for a header: drag to reorder, drag its edge to resize. Both end in one command. */
export function useAxisDrag(ref: AxisRef): { move: AxisHandlers; resize: AxisHandlers } {
  const canvas = useCanvas();
  const local = useLocalStore();
  const canEdit = useCanEdit();
  const run = useRun();
  const { kind, id } = ref;
  return useMemo(
    () => ({
      move: {
        onPointerDown(event) {
          if (event.button !== 0 || !event.isPrimary) return;
          const add = event.shiftKey || event.ctrlKey || event.metaKey;
          const press = () => {
            if (add) local.getState().toggleSelected({ kind, id });
            else local.getState().select([{ kind, id }]);
          };
          const isHeld = local.getState().selection.some((ref) => sameRef(ref, { kind, id }));
          // A finger that is not on something it has selected moves the canvas.
          if (event.pointerType !== "mouse" && !isHeld) panOrPress(event, canvas, press);
          else dragAxis(event, canvas, { kind, id }, canEdit ? reorder(canvas, run, { kind, id }) : undefined, press);
        },
      },
      resize: {
        onPointerDown(event) {
          if (event.button !== 0 || !event.isPrimary) return;
          event.stopPropagation();
          dragAxis(event, canvas, { kind, id }, resize(canvas, run, { kind, id }), () => undefined);
        },
      },
    }),
    [canvas, local, canEdit, run, kind, id],
  );
}

/** What a drag does at a place along the axis: `at` shows it, and returns how to make it so. */
type AxisGesture = (at: number) => { guide: number; commit: () => void };

function panOrPress(event: ReactPointerEvent<HTMLElement>, { viewport }: Canvas, press: () => void): void {
  let last = { x: event.clientX, y: event.clientY };
  const pan: DragGesture = {
    move({ clientX, clientY }) {
      viewport.panBy({ x: clientX - last.x, y: clientY - last.y });
      last = { x: clientX, y: clientY };
    },
    drop: () => undefined,
    cancel: () => undefined,
  };
  trackPointer(event.nativeEvent, { drag: () => pan, click: press });
}

function dragAxis(
  event: ReactPointerEvent<HTMLElement>,
  { viewport, ui }: Canvas,
  { kind }: AxisRef,
  gesture: AxisGesture | undefined,
  press: () => void,
): void {
  const element = event.currentTarget;
  const start = { x: event.clientX, y: event.clientY };
  let commit: (() => void) | undefined;
  let isDragging = false;
  element.setPointerCapture(event.pointerId);

  const move = (now: PointerEvent) => {
    isDragging ||= Math.hypot(now.clientX - start.x, now.clientY - start.y) > threshold;
    if (!isDragging || gesture === undefined) return;
    const point = viewport.toCanvas(now);
    const step = gesture(kind === "stage" ? point.x : point.y);
    commit = step.commit;
    ui.setState({ guide: { kind, at: step.guide } });
  };
  const end = (now: Event) => {
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", end);
    element.removeEventListener("pointercancel", end);
    window.removeEventListener("keydown", cancel, true);
    ui.setState({ guide: undefined });
    if (now.type !== "pointerup") return;
    if (isDragging) commit?.();
    else press();
  };
  const cancel = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    end(key);
  };
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  window.addEventListener("keydown", cancel, true);
}

function reorder({ scene }: Canvas, run: Run, ref: AxisRef): AxisGesture {
  return (at) => {
    const all = spans(scene.read().layout, ref.kind);
    const next = all.find(({ start, size }) => at < start + size / 2);
    const last = all.at(-1);
    const guide = next?.start ?? (last === undefined ? 0 : last.start + last.size);
    return {
      guide,
      commit() {
        const index = all.findIndex(({ id }) => id === ref.id);
        const isHere = next?.id === ref.id || next?.id === all[index + 1]?.id;
        if (!isHere) run(ref.kind === "stage" ? "moveStage" : "moveLane", { id: ref.id, before: next?.id ?? null });
      },
    };
  };
}

function resize({ scene }: Canvas, run: Run, ref: AxisRef): AxisGesture {
  return (at) => {
    const { layout } = scene.read();
    const own = spans(layout, ref.kind).find(({ id }) => id === ref.id);
    if (own === undefined) return { guide: at, commit: () => undefined };
    const pitch = ref.kind === "stage" ? columnPitch : metrics.cardHeight + metrics.gapY;
    const cards = Math.max(1, Math.min(12, Math.round((at - own.start) / pitch)));
    return {
      guide: own.start + cards * pitch,
      commit() {
        if (cards === own.cards) return;
        if (ref.kind === "stage") run("patchStage", { id: ref.id, fields: { columns: cards } });
        else run("patchLane", { id: ref.id, fields: { rows: cards } });
      },
    };
  };
}

function spans(layout: ReturnType<Canvas["scene"]["read"]>["layout"], kind: AxisRef["kind"]): Span[] {
  return kind === "stage"
    ? layout.stages.map(({ id, x, width, columns }) => ({ id, start: x, size: width, cards: columns }))
    : layout.lanes.map(({ id, y, height, rows }) => ({ id, start: y, size: height, cards: rows }));
}
