import type { ReactNode } from "react";
import type { WeakSpotFigure } from "../../../shared/insights/explainWeakSpot.ts";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import type { WeakSpotRisk } from "../../../shared/risk/weakSpotRisk.ts";
import { useMap } from "../../state/useMap.ts";
import { urgencyWords } from "../../ui/urgencyWords.ts";
import { UrgencyMark } from "../../ui/UrgencyMark.tsx";
import { Computed } from "../computed/Computed.tsx";
import { Term } from "../fields/Term.tsx";
import type { TermName } from "../terms.ts";
import { assumptionsOf } from "./assumptions.ts";
import { CredibleBar } from "./CredibleBar.tsx";
import { explainWeakSpotFigure } from "./explainWeakSpotFigure.ts";
import { formatAmount, formatProbability } from "./figureWords.ts";
import classes from "./RiskFigures.module.css";

/** What a weak spot comes to: priority, probability, what is left with plan B, the loss, and whether it needs one. */
export function RiskFigures({ spot, risk }: { spot: WeakSpot; risk: WeakSpotRisk }) {
  const map = useMap();
  const explain = (figure: WeakSpotFigure) => () => explainWeakSpotFigure(map, spot.id, figure);
  const urgency = risk.actionPriority ?? "open";
  const attached = (spot.plays ?? []).some((id) => map.mirror.read("play", id) !== undefined);
  const assumed = assumptionsOf(spot);
  return (
    <div className={classes.figures}>
      <Row term="actionPriority" label="Action priority">
        <Computed label="Action priority" explain={explain("actionPriority")}>
          <span className={classes.priority}>
            <UrgencyMark urgency={urgency} />
            {urgencyWords[urgency]}
          </span>
        </Computed>
      </Row>
      {risk.actionPriority === null && (
        <p className={classes.note}>Judge how bad, how often and how hidden it is to know its priority.</p>
      )}
      <Row term="failureProbability" label="Fails">
        <Computed label="Failure probability" explain={explain("probability")}>
          {formatProbability(risk.probability)}{" "}
          <span className={classes.interval}>
            {formatProbability(risk.credible[0])} to {formatProbability(risk.credible[1])}
          </span>
        </Computed>
      </Row>
      <CredibleBar probability={risk.probability} credible={risk.credible} />
      <Row term="residual" label="Left with plan B">
        <Computed label="Left with plan B" explain={explain("residual")}>
          {attached ? (
            formatProbability(risk.residual)
          ) : (
            <span className={classes.unknown}>{formatProbability(risk.residual)}: no plan B attached</span>
          )}
        </Computed>
      </Row>
      <Row term="expectedLoss" label="Expected loss">
        <Computed label="Expected loss" explain={explain("expectedLoss")}>
          {risk.expectedLoss === null || risk.inherentLoss === null ? (
            <span className={classes.unknown}>{lossUnknown(spot)}</span>
          ) : attached ? (
            `${formatAmount(risk.inherentLoss)} → ${formatAmount(risk.expectedLoss)}`
          ) : (
            formatAmount(risk.inherentLoss)
          )}
        </Computed>
      </Row>
      {risk.needsPlay && (
        <p className={classes.needs} data-covered={attached || undefined}>
          <Computed label="Needs a plan B" explain={explain("needsPlay")}>
            <strong>Needs a plan B</strong>
          </Computed>
          : {risk.reasons.join("; ")}.
        </p>
      )}
      {assumed.length > 0 && (
        <p className={classes.note}>
          <span className={classes.assumed}>assumed</span>
          {assumed.join(", ")}
        </p>
      )}
    </div>
  );
}

function Row({ term, label, children }: { term: TermName; label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <Term of={term}>{label}</Term>
      <span className={classes.value}>{children}</span>
    </div>
  );
}

function lossUnknown({ passages, lossPerCase }: WeakSpot): string {
  if (passages === undefined && lossPerCase === undefined) return "unknown without passages and loss per case";
  return passages === undefined ? "unknown without passages" : "unknown without loss per case";
}
