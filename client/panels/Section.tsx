import { type ReactNode, useState } from "react";
import classes from "./Section.module.css";

interface SectionProps {
  title: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of a panel. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        {actions}
      </div>
      {children}
    </section>
  );
}

interface FoldProps {
  title: ReactNode;
  /** A quiet word at the right: how many, or what is inside. */
  note?: ReactNode;
  children: ReactNode;
}

/** A part that is closed, and not even drawn, until it is asked for. */
export function Fold({ title, note, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.fold} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>
        <span>{title}</span>
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </summary>
      {open && <div className={classes.body}>{children}</div>}
    </details>
  );
}

/** Fields in two columns where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={classes.pair}>{children}</div>;
}

/** What this place is for, and the first step, when nothing is here yet. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className={classes.empty}>{children}</p>;
}
