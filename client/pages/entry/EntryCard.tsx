import type { ReactNode } from "react";
import { Wordmark } from "../../ui/Wordmark.tsx";
import classes from "./EntryCard.module.css";

interface EntryCardProps {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}

/** The frame of the pages before one is inside: sign in, claim, join. */
export function EntryCard({ title, text, children }: EntryCardProps) {
  return (
    <main id="main" className={classes.page}>
      <div className={classes.card}>
        <Wordmark size={28} />
        <h1 className={classes.title}>{title}</h1>
        {text !== undefined && <p className={classes.text}>{text}</p>}
        {children}
      </div>
      <svg className={classes.picture} viewBox="0 0 1200 160" preserveAspectRatio="none" aria-hidden="true">
        <path
          className={classes.below}
          d="M0 60H1200C1120 60 1100 70 1040 70C930 70 900 130 780 130C650 130 620 66 500 66C380 66 340 96 240 96C140 96 100 60 0 60Z"
        />
        <path className={classes.promised} d="M0 60H1200" />
        <path
          className={classes.delivered}
          d="M0 60C100 60 140 96 240 96C340 96 380 66 500 66C620 66 650 130 780 130C900 130 930 70 1040 70C1100 70 1120 60 1200 60"
        />
      </svg>
    </main>
  );
}
