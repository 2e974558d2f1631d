import { type ReactNode, useState } from "react";
import classes from "./ItemFold.module.css";

interface ItemFoldProps {
  title: ReactNode;
  note?: ReactNode;
  /** It no longer counts. */
  faded?: boolean;
  children: ReactNode;
}

/** One promise or piece of evidence: a line that opens to its fields. */
export function ItemFold({ title, note, faded = false, children }: ItemFoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.item} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={faded ? `${classes.summary} ${classes.faded}` : classes.summary}>
        <span className={classes.title}>{title}</span>
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </summary>
      {open && <div className={classes.body}>{children}</div>}
    </details>
  );
}
