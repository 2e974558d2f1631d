import { type ReactNode, type RefObject, useRef, useState } from "react";
import { PopupSurface, type PopupSurfaceProps } from "./PopupSurface.tsx";

/** What the button that opens a popup must carry. */
export interface PopupTrigger {
  ref: RefObject<HTMLButtonElement | null>;
  "aria-expanded": boolean;
  "aria-haspopup": "dialog" | "menu";
  onPointerDown: () => void;
  onClick: (event: { detail: number }) => void;
}

interface PopupProps extends Pick<PopupSurfaceProps, "align" | "width" | "role" | "label" | "className" | "onKeyDown"> {
  trigger: (trigger: PopupTrigger) => ReactNode;
  /** Called only while it is open. */
  children: () => ReactNode;
}

/** A button and the small window it opens. */
export function Popup({ trigger, children, role = "dialog", ...surface }: PopupProps) {
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  /** The press that closes the window by being outside of it must not open it again as a click on the button. */
  const wasOpened = useRef(false);
  const close = (finished: boolean) => {
    setOpened(false);
    if (finished) button.current?.focus();
  };
  return (
    <>
      {trigger({
        ref: button,
        "aria-expanded": opened,
        "aria-haspopup": role,
        onPointerDown: () => {
          wasOpened.current = opened;
        },
        onClick: ({ detail }) => setOpened(detail === 0 ? !opened : !wasOpened.current),
      })}
      {opened && (
        <PopupSurface
          {...surface}
          role={role}
          anchor={() => button.current?.getBoundingClientRect() ?? new DOMRect()}
          onClose={close}
        >
          {children()}
        </PopupSurface>
      )}
    </>
  );
}
