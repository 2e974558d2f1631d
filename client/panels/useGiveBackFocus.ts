import { type RefObject, useLayoutEffect } from "react";

/** When a form goes away with the keyboard in it, the section it stood in takes the keyboard, unless something else did. */
export function useGiveBackFocus(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const form = element.current;
    const section = form?.closest("section, details");
    return () => {
      if (!form?.contains(document.activeElement)) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) section?.querySelector<HTMLElement>("button, summary")?.focus();
      });
    };
  }, [element]);
}
