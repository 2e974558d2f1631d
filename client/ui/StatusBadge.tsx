import type { Status } from "../../shared/alignment/insights.ts";
import { statusColors, statusMeanings, statusWords } from "./status.ts";
import classes from "./StatusBadge.module.css";
import { StatusMark } from "./StatusMark.tsx";

/** A status as shape, colour and word; its meaning on hover. */
export function StatusBadge({ status }: { status: Status }) {
  const { tint, text } = statusColors(status);
  return (
    <span className={classes.badge} style={{ background: tint, color: text }} title={statusMeanings[status]}>
      <StatusMark status={status} size={10} />
      {statusWords[status]}
    </span>
  );
}
