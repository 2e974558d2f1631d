import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import classes from "./IconButton.module.css";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What it does, verb first: its name for screen readers, and its tip. */
  label: string;
  icon: LucideIcon;
  /** Keys that do the same, shown in the tip. */
  keys?: string;
  /** Where the tip appears. */
  tip?: "below" | "right" | "none";
  size?: "small" | "usual";
}

/** A button that shows only an icon; its name appears on hover and on focus. */
export function IconButton({ label, icon: Icon, keys, tip = "none", size = "usual", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={[classes.button, rest.className].filter(Boolean).join(" ")}
      aria-label={label}
      data-size={size}
      data-tip={tip === "none" ? undefined : keys === undefined ? label : `${label} (${keys})`}
      data-tip-side={tip}
    >
      <Icon size={size === "small" ? 16 : 18} aria-hidden="true" />
    </button>
  );
}
