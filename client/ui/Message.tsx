import type { ReactNode } from "react";
import classes from "./Message.module.css";

interface MessageProps {
  title: string;
  /** What is safe and what to do. */
  text?: ReactNode;
  /** The first step, as buttons. */
  children?: ReactNode;
  /** For an empty or failed part of a page rather than the page. */
  compact?: boolean;
}

/** Says why there is nothing here, and offers the next step: empty, failed, forbidden and missing places. */
export function Message({ title, text, children, compact = false }: MessageProps) {
  return (
    <div className={classes.message} data-compact={compact || undefined}>
      {compact ? <h2 className={classes.title}>{title}</h2> : <h1 className={classes.title}>{title}</h1>}
      {text !== undefined && <p className={classes.text}>{text}</p>}
      {children !== undefined && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
