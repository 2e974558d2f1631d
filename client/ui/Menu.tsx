import type { ReactNode } from "react";
import classes from "./Menu.module.css";
import { moveInMenu } from "./MenuItem.tsx";
import { Popup, type PopupTrigger } from "./Popup.tsx";
import { PopupSurface, type PopupSurfaceProps } from "./PopupSurface.tsx";

interface MenuProps extends Pick<PopupSurfaceProps, "align" | "width" | "label"> {
  trigger: (trigger: PopupTrigger) => ReactNode;
  /** The items, rendered when it opens. Whatever is chosen closes it. */
  children: () => ReactNode;
}

/** A button and the menu it opens. */
export function Menu({ children, ...rest }: MenuProps) {
  return (
    <Popup {...rest} role="menu" className={classes.menu} onKeyDown={moveInMenu}>
      {children}
    </Popup>
  );
}

interface MenuAtProps {
  /** A point on the page. */
  x: number;
  y: number;
  label: string;
  width?: number;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a point, open while mounted. */
export function MenuAt({ x, y, onClose, children, ...rest }: MenuAtProps) {
  return (
    <PopupSurface
      {...rest}
      role="menu"
      className={classes.menu}
      anchor={() => new DOMRect(x, y)}
      onClose={onClose}
      onKeyDown={moveInMenu}
    >
      {children}
    </PopupSurface>
  );
}
