import type { ReactNode } from "react";
import { Computed } from "../../panels/computed/Computed.tsx";
import { explainRisk, type RiskFigure } from "../../panels/riskMap/explainRisk.ts";
import type { RiskRow } from "../../panels/riskMap/riskRows.ts";
import { formatCredible, formatMoney, formatProbability, priorityWords } from "../../panels/riskMap/riskWords.ts";
import { outcomeNames } from "../../../shared/recovery/playFacts.ts";
import { showPath } from "../../state/shown.ts";
import { useMap } from "../../state/useMap.ts";
import { UrgencyMark } from "../../ui/UrgencyMark.tsx";
import { Link } from "../../ui/Link.tsx";
import classes from "./RiskCells.module.css";

interface CellProps {
  row: RiskRow;
}

/** A column of the ranking: the same in the table and on cards. */
export interface RiskColumn {
  name: string;
  /** Figures stand at the right. */
  isFigure: boolean;
  /** Whether it says anything of a weak spot; a card leaves out what does not. */
  isFor?: (row: RiskRow) => boolean;
  Cell: (props: CellProps) => ReactNode;
}

export const riskColumns: readonly RiskColumn[] = [
  { name: "Priority", isFigure: false, Cell: Priority },
  { name: "Probability", isFigure: true, Cell: Probability },
  { name: "With plan\u00a0B", isFigure: true, Cell: Residual },
  { name: "Expected loss", isFigure: true, Cell: Loss },
  { name: "Saves / costs", isFigure: true, isFor: ({ best }) => best !== undefined, Cell: Saving },
  { name: "Plan B", isFigure: false, Cell: PlanB },
];

/** The weak spot's name, which leads to its touchpoint on the canvas. */
export function WeakSpotName({ row: { spot, touchpoint, isWeakFirstContact } }: CellProps) {
  const { mapId } = useMap();
  return (
    <>
      <Link to={showPath(mapId, { kind: "weakSpot", id: spot.id })} className={classes.name}>
        {spot.title || "Untitled weak spot"}
      </Link>
      <span className={classes.below}>
        {touchpoint.title} · <span className={classes.whole}>severity {spot.severity ?? "unknown"}</span>
      </span>
      {isWeakFirstContact && <span className={classes.below}>First contact, by inexperienced people</span>}
    </>
  );
}

function Priority({ row }: CellProps) {
  const { actionPriority } = row.risk;
  return (
    <Opened row={row} figure="actionPriority" label="Action priority">
      <span className={classes.priority}>
        <UrgencyMark urgency={actionPriority ?? "open"} />
        {actionPriority === null ? "Not scored" : priorityWords[actionPriority]}
      </span>
    </Opened>
  );
}

function Probability({ row }: CellProps) {
  return (
    <>
      <Opened row={row} figure="probability" label="Probability">
        {formatProbability(row.risk.probability)}
      </Opened>
      <span className={`${classes.below} ${classes.whole}`}>{formatCredible(row.risk.credible)}</span>
    </>
  );
}

function Residual({ row }: CellProps) {
  return (
    <Opened row={row} figure="residual" label="With plan B">
      {formatProbability(row.risk.residual)}
    </Opened>
  );
}

/** With plan B first, because that is what is ranked; without it below. */
function Loss({ row }: CellProps) {
  const { expectedLoss, inherentLoss } = row.risk;
  return (
    <>
      <Opened row={row} figure="expectedLoss" label="Expected loss">
        <Amount amount={expectedLoss} />
      </Opened>
      {inherentLoss !== null && inherentLoss !== expectedLoss && (
        <span className={`${classes.below} ${classes.whole}`}>{formatMoney(inherentLoss)} without</span>
      )}
    </>
  );
}

function Saving({ row }: CellProps) {
  const { saving, planCost, best } = row;
  if (best === undefined) return <span className={classes.unknown}>–</span>;
  const least = best.uncosted > 0 && best.costPerCase !== null ? "from " : "";
  return (
    <>
      <Opened row={row} figure="saving" label="Saved by plan B">
        saves <Amount amount={saving} />
      </Opened>
      <Opened row={row} figure="planCost" label="Cost of plan B" isBelow>
        costs {planCost === null ? "" : least}
        <Amount amount={planCost} currency={best.currency} />
      </Opened>
      {planCost === null && best.costPerCase !== null && (
        <span className={classes.below}>
          {least}
          {formatMoney(best.costPerCase, best.currency)} a case
        </span>
      )}
    </>
  );
}

function PlanB({ row: { plans, best, risk, owners } }: CellProps) {
  const { mapId } = useMap();
  return (
    <>
      {plans.length === 0 && (
        <span className={risk.needsPlay ? classes.lack : classes.unknown} title={risk.reasons.join("; ")}>
          {risk.needsPlay ? "None, needs one" : "None"}
        </span>
      )}
      {plans.map((plan) => (
        <span key={plan.id} className={classes.plan}>
          <Link to={showPath(mapId, { kind: "play", id: plan.id })} className={classes.play}>
            {plan.title}
          </Link>
          <span className={classes.below}>
            {Math.round(plan.score)}% ready{plan.isRehearsed ? "" : ", never rehearsed"}
            {plans.length > 1 && plan === best ? " · counted" : ""}
          </span>
          <span className={classes.below}>
            {plan.outcomes} of {outcomeNames.length} outcomes known
          </span>
        </span>
      ))}
      <span className={classes.below}>{owners.length === 0 ? "Nobody owns it" : owners.join(", ")}</span>
    </>
  );
}

function Amount({ amount, currency }: { amount: number | null; currency?: string | undefined }) {
  return amount === null ? <span className={classes.unknown}>unknown</span> : formatMoney(amount, currency);
}

interface OpenedProps extends CellProps {
  figure: RiskFigure;
  label: string;
  isBelow?: boolean;
  children: ReactNode;
}

/** A figure that opens how it is computed. */
function Opened({ row, figure, label, isBelow = false, children }: OpenedProps) {
  const { mirror, risk } = useMap();
  const readiness = (play: string) => (risk.read()?.play(play)?.score ?? 0) / 100;
  return (
    <span className={isBelow ? `${classes.below} ${classes.second}` : classes.line}>
      <Computed label={label} explain={() => explainRisk(mirror, row, figure, readiness)}>
        {children}
      </Computed>
    </span>
  );
}
