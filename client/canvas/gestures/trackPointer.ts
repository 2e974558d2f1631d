import type { Point } from "../../../shared/layout/rect.ts";

/** What a press that became a drag does. */
export interface DragGesture {
  /** Called for every move after the threshold, and while the canvas moves under a resting pointer. */
  move: (event: PointerEvent) => void;
  drop: (event: PointerEvent) => void;
  /** Escape, or the browser took the pointer away. */
  cancel: () => void;
}

interface Tracking {
  /** Made when the press becomes a drag; `undefined` when there is nothing to drag. */
  drag?: (event: PointerEvent) => DragGesture | undefined;
  /** A press that stayed where it was. */
  click?: (event: PointerEvent) => void;
  /** Moves the canvas when a drag comes to its edge. */
  edges?: { element: HTMLElement; panBy(delta: Point): void };
}

/** From here a press is a drag. Screen pixels. */
const threshold = 4;
/** So near to the edge the canvas begins to move, up to so many pixels a frame. */
const edgeReach = 48;
const edgeSpeed = 14;

/** Follows one pointer from its press until it is let go. */
export function trackPointer(down: PointerEvent, { drag, click, edges }: Tracking): void {
  let gesture: DragGesture | undefined;
  let isDragging = false;
  let last = down;
  let frame = 0;

  const follow = () => {
    frame = requestAnimationFrame(follow);
    if (gesture === undefined || edges === undefined) return;
    const delta = edgeDelta(edges.element.getBoundingClientRect(), last);
    if (delta.x === 0 && delta.y === 0) return;
    edges.panBy(delta);
    gesture.move(last);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    last = event;
    if (!isDragging) {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) <= threshold) return;
      isDragging = true;
      gesture = drag?.(event);
      if (gesture !== undefined && edges !== undefined) frame = requestAnimationFrame(follow);
    }
    gesture?.move(event);
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", abort);
    window.removeEventListener("keydown", key, true);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    stop();
    if (isDragging) gesture?.drop(event);
    else click?.(event);
  };
  const abort = () => {
    stop();
    gesture?.cancel();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || gesture === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    abort();
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", abort);
  window.addEventListener("keydown", key, true);
}

function edgeDelta(area: DOMRect, { clientX, clientY }: PointerEvent): Point {
  return { x: push(clientX - area.left, area.right - clientX), y: push(clientY - area.top, area.bottom - clientY) };
}

function push(fromStart: number, toEnd: number): number {
  const speed = (distance: number) => Math.round(edgeSpeed * Math.min(1, Math.max(0, 1 - distance / edgeReach)));
  return speed(fromStart) - speed(toEnd);
}
