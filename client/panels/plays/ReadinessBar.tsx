import type { Readiness } from "../../../shared/recovery/readiness.ts";
import { statusColors } from "../../ui/status.ts";
import { readyState } from "./words.ts";
import classes from "./ReadinessBar.module.css";

/** Readiness from 0 to 100; a tick marks the cap, and what lies above it is out of reach. */
export function ReadinessBar({ readiness }: { readiness: Pick<Readiness, "score" | "cap"> }) {
  const { score, cap } = readiness;
  return (
    <span className={classes.bar} aria-hidden="true">
      {cap < 100 && <span className={classes.beyond} style={{ left: `${cap}%` }} />}
      <span
        className={classes.fill}
        style={{ width: `${score}%`, background: statusColors(readyState(readiness).status).mark }}
      />
      {cap < 100 && <span className={classes.cap} style={{ left: `${cap}%` }} />}
    </span>
  );
}
