import type { Insights } from "../../../shared/alignment/insights.ts";
import { defaultSettings } from "../../../shared/model/settings.ts";
import { useInsights, useMapRollup } from "../../state/useInsights.ts";
import { useMapFields } from "../../state/useMap.ts";
import { statuses } from "../../ui/status.ts";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { percent } from "../../ui/percent.ts";
import classes from "./IndexExplanation.module.css";

/** What the index and its companions are computed from. */
export function IndexExplanation() {
  const rollup = useMapRollup();
  const { asOf, settings } = useMapFields();
  const insights = useInsights();
  const { index, low, high, uncapped, coverage, confidence, delight, veto } = rollup;
  if (low === null || high === null)
    return (
      <p className={classes.text}>
        The index says how well promises are kept. It appears with the first expectation: select a touchpoint and say
        what customers expect there.
      </p>
    );
  const cap = settings?.mustBeCap ?? defaultSettings.mustBeCap;
  return (
    <div className={classes.explanation}>
      <h2 className={classes.title}>How this is computed</h2>
      <p className={classes.text}>
        Each measured promise scores 100 when it is kept, and less the nearer delivery comes to what customers no longer
        accept. The index is their average, weighted by importance. Doing better than promised does not make up for a
        broken promise.
      </p>
      <dl className={classes.figures}>
        <Figure term="Index" value={index === null ? "unknown" : index.toFixed(1)}>
          {veto && uncapped !== null
            ? `Capped at ${cap} because a must-be is broken; ${uncapped.toFixed(1)} without the cap.`
            : "0 to 100, over what is measured."}
        </Figure>
        <Figure term="Interval" value={`${low.toFixed(1)}–${high.toFixed(1)}`}>
          Where it could lie once everything unmeasured or weakly measured is known.
        </Figure>
        <Figure term="Coverage" value={coverage === null ? "unknown" : percent(coverage)}>
          Of what customers expect, by importance, is promised and measured.
        </Figure>
        <Figure term="Confidence" value={confidence === null ? "unknown" : percent(confidence)}>
          Average strength of the evidence: its kind, how many cases, how old.
        </Figure>
        <Figure term="Delight" value={delight === null ? "unknown" : percent(delight)}>
          How far delivery goes beyond the promise, where it does.
        </Figure>
      </dl>
      <ul className={classes.statuses} aria-label="Expectations by status">
        {countStatuses(insights).map(({ status, count }) => (
          <li key={status}>
            {count} <StatusBadge status={status} />
          </li>
        ))}
      </ul>
      <p className={classes.note}>{asOf === undefined ? "As of today." : `As of ${asOf}.`}</p>
    </div>
  );
}

function Figure({ term, value, children }: { term: string; value: string; children: string }) {
  return (
    <div className={classes.row}>
      <dt>{term}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.meaning}>{children}</dd>
    </div>
  );
}

function countStatuses(insights: Insights) {
  const all = Object.values(insights.expectations);
  return statuses
    .map((status) => ({ status, count: all.filter((insight) => insight.status === status).length }))
    .filter(({ count }) => count > 0);
}
