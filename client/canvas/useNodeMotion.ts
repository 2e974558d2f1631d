import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useCanvas } from "./canvasContext.ts";
import { moveMs } from "./motion.ts";

/**
 * Draws a node off its place while it is dragged, by this person or another, and lets it glide when its place
 * changes. @returns the ref for its element. It moves the element itself: React renders nothing.
 */
export function useNodeMotion(node: string, x: number, y: number): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const { offsets } = useCanvas();
  const place = useRef({ x, y });

  useEffect(() => {
    const draw = () => {
      const offset = offsets.get(node);
      if (element.current === null) return;
      element.current.style.translate = offset === undefined ? "" : `${offset.x}px ${offset.y}px`;
      element.current.toggleAttribute("data-lifted", offset !== undefined);
    };
    draw();
    return offsets.subscribe(node, draw);
  }, [offsets, node]);

  useLayoutEffect(() => {
    const before = place.current;
    if (before.x === x && before.y === y) return;
    place.current = { x, y };
    const offset = offsets.get(node);
    const from = { x: before.x - x + (offset?.x ?? 0), y: before.y - y + (offset?.y ?? 0) };
    offsets.clear([node]);
    glide(element.current, from);
  }, [offsets, node, x, y]);
  return element;
}

/** Moves an element from where it was to where it is. */
function glide(element: HTMLElement | null, from: { x: number; y: number }): void {
  const duration = moveMs();
  if (element === null || duration === 0) return;
  element.animate([{ translate: `${from.x}px ${from.y}px` }, { translate: "0 0" }], {
    duration,
    easing: "cubic-bezier(.2, 0, 0, 1)",
  });
}
