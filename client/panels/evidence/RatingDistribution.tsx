import type { Measure } from "../../../shared/model/expectation.ts";
import { observations } from "../../../shared/alignment/delivery.ts";
import type { Evidence } from "../../../shared/model/kinds.ts";
import { formatNumber } from "../measure/numbers.ts";
import classes from "./RatingDistribution.module.css";
import { distributionOf } from "./distribution.ts";

interface RatingDistributionProps {
  evidence: Evidence;
  measure: Measure;
  /** What customers just accept; null when nobody knows. */
  adequate: number | null;
}

/** How often each answer was given, and how many answers customers can live with: an average alone hides both. */
export function RatingDistribution({ evidence, measure, adequate }: RatingDistributionProps) {
  const { bars, atLeast } = distributionOf(observations(evidence, measure), measure, adequate);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <figure className={classes.figure} aria-label="Answers by rating">
      <div className={classes.bars}>
        {bars.map(({ rating, count }) => (
          <div key={rating} className={classes.bar} title={`${count} × ${formatNumber(rating)}`}>
            <span className="visually-hidden">{`${formatNumber(rating)}: ${count}`}</span>
            <span className={classes.fill} style={{ height: `${(count / most) * 36}px` }} aria-hidden="true" />
            <span aria-hidden="true">{formatNumber(rating)}</span>
          </div>
        ))}
      </div>
      {atLeast !== undefined && adequate !== null && (
        <figcaption className={classes.caption}>
          {formatNumber(atLeast * 100, 0)}% at or {measure.direction === "lower" ? "below" : "above"} the{" "}
          {formatNumber(adequate)} customers accept
        </figcaption>
      )}
    </figure>
  );
}
