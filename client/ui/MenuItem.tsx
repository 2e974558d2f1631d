import type { KeyboardEvent, ReactNode } from "react";
import classes from "./MenuItem.module.css";

interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  /** Keys or a figure at the right. */
  hint?: ReactNode;
  /** For a choice among several: whether it is the one. */
  checked?: boolean;
  disabled?: boolean;
  /** Makes it a link, to a file of this studio. */
  href?: string;
  onSelect?: () => void;
}

/** One line of a menu. */
export function MenuItem({ icon, children, hint, checked, disabled = false, href, onSelect }: MenuItemProps) {
  const content = (
    <>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={classes.label}>{children}</span>
      {(hint !== undefined || checked) && <span className={classes.hint}>{checked ? "✓" : hint}</span>}
    </>
  );
  if (href !== undefined)
    return (
      <a className={classes.item} role="menuitem" tabIndex={-1} href={href} download onClick={onSelect}>
        {content}
      </a>
    );
  return (
    <button
      type="button"
      className={classes.item}
      role={checked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={checked}
      aria-disabled={disabled || undefined}
      tabIndex={-1}
      onClick={disabled ? undefined : onSelect}
    >
      {content}
    </button>
  );
}

export function MenuLine() {
  return <hr className={classes.line} />;
}

export function MenuTitle({ children }: { children: ReactNode }) {
  return <div className={classes.title}>{children}</div>;
}

/** Arrow keys, Home, End and first letters move within a menu; Tab leaves it. */
export function moveInMenu(event: KeyboardEvent): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const last = items.length - 1;
  const byLetter = (from: readonly HTMLElement[]) =>
    from.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()));
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: items[at === last ? 0 : at + 1],
    ArrowUp: items[at <= 0 ? last : at - 1],
    Home: items[0],
    End: items[last],
  };
  const isLetter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  const target = isLetter ? byLetter([...items.slice(at + 1), ...items.slice(0, at + 1)]) : targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}
