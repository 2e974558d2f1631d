import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./BigButton.module.css";

interface BigButtonProps {
  children: ReactNode;
  icon?: LucideIcon;
  primary?: boolean;
  danger?: boolean;
  /** Sends the form it stands in. */
  submit?: boolean;
  disabled?: boolean;
  onClick?: () => void;
}

/** A button for a thumb in a hurry. */
export function BigButton({ children, icon: Icon, primary, danger, submit, disabled, onClick }: BigButtonProps) {
  return (
    <button
      type={submit === true ? "submit" : "button"}
      className={classes.button}
      data-look={primary === true ? "primary" : danger === true ? "danger" : undefined}
      disabled={disabled}
      onClick={onClick}
    >
      {Icon !== undefined && <Icon size={20} aria-hidden="true" />}
      {children}
    </button>
  );
}
