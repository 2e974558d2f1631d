import { type RefObject, useEffect, useRef } from "react";

/** The place that scrolls begins at its top, with the keyboard in it when that has no place, whenever it shows something else. */
export function useTopOf(shown: string): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (place.current === null) return;
    place.current.scrollTop = 0;
    // The link that led here is gone; a tab that is still there keeps the keyboard.
    if (document.activeElement === document.body) place.current.focus({ preventScroll: true });
  }, [shown]);
  return place;
}
