import { type RefObject, useEffect, useRef } from "react";

/**
 * Shows a page from its top, and moves the keyboard and screen readers to its heading, whenever something else is on
 * it. @param what names what is shown; the first time nothing moves.
 */
export function useShowFromTop(what: string): RefObject<HTMLDivElement | null> {
  const page = useRef<HTMLDivElement>(null);
  const before = useRef(what);
  useEffect(() => {
    if (before.current === what) return;
    before.current = what;
    page.current?.scrollIntoView({ block: "start" });
    page.current?.querySelector("[data-scroller]")?.scrollTo(0, 0);
    page.current?.querySelector<HTMLElement>("[data-heading]")?.focus({ preventScroll: true });
  }, [what]);
  return page;
}
