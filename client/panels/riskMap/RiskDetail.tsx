import type { ReactNode } from "react";
import classes from "./RiskDetail.module.css";
import type { RiskRow } from "./riskRows.ts";
import { formatCredible, formatMoney, formatProbability, priorityWords } from "./riskWords.ts";

/** Everything known of a weak spot in a few lines. */
export function RiskDetail({ row: { spot, touchpoint, risk, best, plans } }: { row: RiskRow }) {
  const priority = risk.actionPriority === null ? "not scored yet" : priorityWords[risk.actionPriority];
  return (
    <div className={classes.detail}>
      <strong>{spot.title || "Untitled weak spot"}</strong>
      <span className={classes.quiet}>{touchpoint.title}</span>
      <dl className={classes.facts}>
        <Fact name="Likely">
          {formatProbability(risk.probability)} <span className={classes.quiet}>({formatCredible(risk.credible)})</span>
        </Fact>
        <Fact name="With plan B">
          {plans.length === 0 ? "none attached" : formatProbability(risk.residual)}
          {best !== undefined && <span className={classes.quiet}> · {Math.round(best.score)}% ready</span>}
        </Fact>
        <Fact name="Severity">{spot.severity ?? "unknown"}</Fact>
        <Fact name="Priority">{priority}</Fact>
        <Fact name="Expected loss">{formatMoney(risk.expectedLoss)}</Fact>
      </dl>
      {risk.needsPlay && <p className={classes.reasons}>Needs a plan B: {risk.reasons.join("; ")}.</p>}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
