import { type ReactNode, useId } from "react";
import classes from "./Box.module.css";

interface BoxProps {
  title: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of the page on a surface of its own. */
export function Box({ title, actions, children }: BoxProps) {
  const id = useId();
  return (
    <section className={classes.box} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** What this place is for while nothing is in it. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>;
}
