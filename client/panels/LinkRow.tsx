import type { ReactNode } from "react";
import type { Status } from "../../shared/alignment/insights.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import classes from "./LinkRow.module.css";

interface LinkRowProps {
  status?: Status | null | undefined;
  /** Another mark than a status, before the title. */
  mark?: ReactNode;
  title: ReactNode;
  /** A second, quiet line. */
  below?: ReactNode;
  /** At the right. */
  note?: ReactNode;
  onClick: () => void;
}

/** A line of a list that leads to its record on the map. */
export function LinkRow({ status, mark, title, below, note, onClick }: LinkRowProps) {
  return (
    <li>
      <button type="button" className={classes.link} onClick={onClick}>
        {status !== undefined && (
          <span className={classes.mark}>{status !== null && <StatusMark status={status} labelled />}</span>
        )}
        {mark !== undefined && <span className={classes.own}>{mark}</span>}
        <span className={classes.title}>
          {title}
          {below !== undefined && <span className={classes.below}>{below}</span>}
        </span>
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </button>
    </li>
  );
}

/** Lines under each other, a part of them first where there are many. */
export function LinkList({ children }: { children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>;
}
