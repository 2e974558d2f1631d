import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import classes from "./Button.module.css";
import { Link } from "./Link.tsx";

interface ButtonLook {
  children: ReactNode;
  icon?: LucideIcon;
  /** The one thing to do here; others are quiet. */
  primary?: boolean;
  /** What it does cannot be taken back. */
  danger?: boolean;
}

interface ButtonProps extends ButtonLook, Omit<ComponentProps<"button">, "children" | "type"> {
  pressed?: boolean | undefined;
  /** Sends the form it stands in. */
  submit?: boolean;
  /** The work is on its way; pressing again does nothing. */
  busy?: boolean;
}

/** A button with words, verb first. */
export function Button({ children, icon, primary, danger, pressed, submit, busy = false, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit === true ? "submit" : "button"}
      className={look({ primary, danger }, rest.className)}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      <Content icon={icon}>{children}</Content>
    </button>
  );
}

/** A link to a page of the studio that looks like a button. */
export function ButtonLink({ children, icon, primary, danger, to }: ButtonLook & { to: string }) {
  return (
    <Link to={to} className={look({ primary, danger })}>
      <Content icon={icon}>{children}</Content>
    </Link>
  );
}

function Content({ icon: Icon, children }: Pick<ButtonLook, "icon" | "children">) {
  return (
    <>
      {Icon !== undefined && <Icon size={16} aria-hidden="true" />}
      {children}
    </>
  );
}

function look({ primary, danger }: Pick<ButtonLook, "primary" | "danger">, more?: string): string {
  return [classes.button, primary === true && classes.primary, danger === true && classes.danger, more]
    .filter(Boolean)
    .join(" ");
}
