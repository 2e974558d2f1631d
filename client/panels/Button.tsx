import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./Button.module.css";

interface ButtonProps {
  children: ReactNode;
  icon?: LucideIcon;
  /** The one thing to do here; others are quiet. */
  primary?: boolean;
  disabled?: boolean;
  pressed?: boolean | undefined;
  /** Sends the form it stands in. */
  submit?: boolean;
  onClick?: () => void;
}

/** A button of the panels: verb first. */
export function Button({ children, icon: Icon, primary = false, disabled, pressed, submit, onClick }: ButtonProps) {
  return (
    <button
      type={submit === true ? "submit" : "button"}
      className={primary ? `${classes.button} ${classes.primary}` : classes.button}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {Icon !== undefined && <Icon size={14} aria-hidden="true" />}
      {children}
    </button>
  );
}
