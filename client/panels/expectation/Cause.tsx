import { closerOf } from "../../../shared/alignment/closer.ts";
import type { ExpectationInsight } from "../../../shared/alignment/insights.ts";
import type { Expectation } from "../../../shared/model/kinds.ts";
import { useMap, useRecord } from "../../state/useMap.ts";
import classes from "./Cause.module.css";

const causeWords = {
  listening: "Listening (gap 1)",
  standard: "Standard (gap 2)",
  delivery: "Delivery (gap 3)",
  communication: "Communication (gap 4)",
} as const;

/** The likely cause of a gap, who can close it, and how. */
export function Cause({ expectation, insight }: { expectation: Expectation; insight: ExpectationInsight }) {
  const { mirror } = useMap();
  const closer = closerOf(mirror, expectation.id, insight);
  const department = useRecord("department", closer?.department ?? undefined);
  if (closer === undefined) return undefined;
  const who = department?.name ?? (closer.cause === "listening" ? "Management" : undefined);
  return (
    <div className={classes.cause}>
      <div className={classes.title}>
        Likely cause: {causeWords[closer.cause]}
        {who !== undefined && <span className={classes.closer}>{who} can close it</span>}
      </div>
      {closer.task}
    </div>
  );
}
