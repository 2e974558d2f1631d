import { scaleLinear } from "d3-scale";
import type { LossPareto as Pareto } from "../../../shared/risk/lossPareto.ts";
import { useMap } from "../../state/useMap.ts";
import { Computed } from "../computed/Computed.tsx";
import { Empty } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import { explainWeakSpotFigure } from "./explainWeakSpotFigure.ts";
import { formatAmount } from "./figureWords.ts";
import classes from "./LossPareto.module.css";

const width = 348;
const height = 150;
const margin = { left: 4, right: 34, top: 8, bottom: 6 };
/** More bars than this are thinner than a finger and read from the list. */
const most = 20;

/** Expected losses, the dearest first, with their running share of the whole; unknown losses are named below. */
export function LossPareto({ pareto: { bars, total, unknown } }: { pareto: Pareto }) {
  const map = useMap();
  const show = useShow();
  const drawn = bars.slice(0, most);
  const x = scaleLinear([0, Math.max(drawn.length, 3)], [margin.left, width - margin.right]);
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  const step = x(1) - x(0);
  const shareOf = (loss: number) => (total === 0 ? 0 : loss / total);
  const line = drawn.map(({ cumulative }, index) => `${index === 0 ? "M" : "L"}${x(index + 0.5)} ${y(cumulative)}`);
  return (
    <>
      {bars.length === 0 ? (
        <Empty>No loss is known yet. Write down passages and loss per case of a weak spot to see what it costs.</Empty>
      ) : (
        <figure className={classes.figure} aria-label="Expected loss of each weak spot and their running share">
          <svg viewBox={`0 0 ${width} ${height}`} className={classes.chart} aria-hidden="true">
            {[0, 0.5, 0.8, 1].map((share) => (
              <g key={share}>
                <path className={classes.grid} d={`M${margin.left} ${y(share)}H${width - margin.right}`} />
                <text className={classes.tick} x={width} y={y(share) + 4} textAnchor="end">
                  {share * 100}%
                </text>
              </g>
            ))}
            {drawn.map(({ spot, loss }, index) => (
              <rect
                key={spot.id}
                className={classes.bar}
                x={x(index) + step * 0.14}
                y={y(shareOf(loss))}
                width={step * 0.72}
                height={y(0) - y(shareOf(loss))}
              >
                <title>{`${spot.title}: ${formatAmount(loss)}`}</title>
              </rect>
            ))}
            <path className={classes.line} d={line.join("")} />
            {drawn.map(({ spot, cumulative }, index) => (
              <circle key={spot.id} className={classes.dot} cx={x(index + 0.5)} cy={y(cumulative)} r={3} />
            ))}
          </svg>
          <ol className={classes.list}>
            {drawn.map(({ spot, loss, cumulative }) => (
              <li key={spot.id}>
                <button type="button" className={classes.name} onClick={() => show({ kind: "weakSpot", id: spot.id })}>
                  {spot.title}
                </button>
                <span className={classes.figures}>
                  <Computed
                    label={`Expected loss of ${spot.title}`}
                    explain={() => explainWeakSpotFigure(map, spot.id, "expectedLoss")}
                  >
                    {formatAmount(loss)}
                  </Computed>
                  <span className={classes.share}>{Math.round(cumulative * 100)}%</span>
                </span>
              </li>
            ))}
          </ol>
          <figcaption className={classes.caption}>
            Together {formatAmount(total)} in the period, with the plans B as they are. The line is the running share.
            {bars.length > most && ` The first ${most} of ${bars.length} are drawn.`}
          </figcaption>
        </figure>
      )}
      {unknown.length > 0 && (
        <p className={classes.caption}>
          Loss unknown, in no share: {unknown.map(({ title }) => `“${title}”`).join(", ")}.
        </p>
      )}
    </>
  );
}
