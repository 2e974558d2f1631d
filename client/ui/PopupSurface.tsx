import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { must } from "../../shared/assert.ts";
import classes from "./PopupSurface.module.css";

export interface PopupSurfaceProps {
  /** Where it opens, on the page: below this, or above where there is more room. */
  anchor: () => DOMRect;
  /** Which edge of the anchor it keeps to. */
  align?: "start" | "end";
  /** Pixels; as wide as its content when left out. */
  width?: number;
  role?: "dialog" | "menu";
  label?: string;
  className?: string;
  /** @param finished whether one is done with it and the focus should go back; not when something else was pressed. */
  onClose: (finished: boolean) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}

/** An item of a menu that can be chosen now. */
const choosable = "[role^=menuitem]:not([aria-disabled=true])";
const marginPx = 8;
const gapPx = 4;

/**
 * A small window over the page, in the browser's top layer: a press elsewhere, Esc, or a choice from a menu closes it.
 * Open while mounted.
 */
export function PopupSurface(props: PopupSurfaceProps) {
  const { anchor, align = "start", width, role = "dialog", label, className, onClose, onKeyDown, children } = props;
  const surface = useRef<HTMLDivElement>(null);
  const open = useRef({ anchor, align, onClose });

  useLayoutEffect(() => {
    const { anchor, align, onClose } = open.current;
    const element = must(surface.current, "A popup is laid out before it is in the page");
    element.showPopover();
    place(element, anchor(), align);
    const first = element.querySelector<HTMLElement>(`[data-autofocus], ${choosable}`);
    (first ?? element).focus();
    const close = () => onClose(false);
    window.addEventListener("resize", close);
    return () => window.removeEventListener("resize", close);
  }, []);

  return (
    // The role is a dialog's or a menu's; both take keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      ref={surface}
      popover="auto"
      className={[classes.surface, className].filter(Boolean).join(" ")}
      style={{ width }}
      role={role}
      aria-label={label}
      tabIndex={-1}
      onToggle={(event) => {
        if (event.newState === "closed") onClose(false);
      }}
      // When the click comes up to here, the item has done its work.
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest(choosable) !== null) onClose(true);
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== "Escape" || event.defaultPrevented) return;
        // It closes this window and nothing around it.
        event.preventDefault();
        event.stopPropagation();
        onClose(true);
      }}
    >
      {children}
    </div>
  );
}

function place(element: HTMLElement, at: DOMRect, align: "start" | "end"): void {
  const { width, height } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const wished = align === "start" ? at.left : at.right - width;
  const left = Math.max(marginPx, Math.min(wished, clientWidth - width - marginPx));
  const below = clientHeight - at.bottom - gapPx - marginPx;
  const above = at.top - gapPx - marginPx;
  const isBelow = below >= height || below >= above;
  element.style.left = `${left}px`;
  element.style.maxHeight = `${isBelow ? below : above}px`;
  element.style.top = `${isBelow ? at.bottom + gapPx : at.top - gapPx - Math.min(height, above)}px`;
}
