import type { ReactNode } from "react";
import { StatusMark } from "../../ui/StatusMark.tsx";
import classes from "./Notice.module.css";

/** Something that needs somebody's attention. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className={classes.notice}>
      <span className={classes.mark}>
        <StatusMark status="atRisk" />
      </span>
      <span>{children}</span>
    </div>
  );
}
