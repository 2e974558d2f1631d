import { type ReactNode, useId } from "react";
import classes from "./Part.module.css";

interface PartProps {
  title: string;
  /** What it is for, in a sentence or two. */
  text?: ReactNode;
  /** As wide as the page, with the title above: for long lists. */
  wide?: boolean;
  children: ReactNode;
}

/** One subject of a page: what it is at the left, what one does about it at the right; on a phone one below the other. */
export function Part({ title, text, wide, children }: PartProps) {
  const id = useId();
  return (
    <section className={classes.part} data-wide={wide} aria-labelledby={id}>
      <div className={classes.words}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {text !== undefined && <p className={classes.text}>{text}</p>}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
