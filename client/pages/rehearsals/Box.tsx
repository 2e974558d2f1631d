import { type ReactNode, useId } from "react";
import classes from "./Box.module.css";

interface BoxProps {
  title: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** Where it stands in its page's grid. */
  area?: string;
  children: ReactNode;
}

/** A titled part of the page on a surface of its own. */
export function Box({ title, actions, area, children }: BoxProps) {
  const id = useId();
  return (
    <section className={classes.box} style={area === undefined ? undefined : { gridArea: area }} aria-labelledby={id}>
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
