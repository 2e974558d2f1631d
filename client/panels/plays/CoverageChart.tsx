import { coverageSteps } from "../../../shared/recovery/authority.ts";
import { formatNumber } from "../measure/numbers.ts";
import classes from "./CoverageChart.module.css";
import { formatMoney } from "./words.ts";

const width = 320;
const height = 96;
const plot = { left: 44, right: 8, top: 10, bottom: 18 };

interface CoverageChartProps {
  costs: readonly number[];
  limit: number;
  currency: string | undefined;
}

/** The share of past remedies that each limit would cover, as steps, with today's limit in it. */
export function CoverageChart({ costs, limit, currency }: CoverageChartProps) {
  const steps = coverageSteps(costs);
  const most = Math.max(limit, ...steps.map((step) => step.limit)) * 1.05 || 1;
  const x = (value: number) => plot.left + (value / most) * (width - plot.left - plot.right);
  const y = (share: number) => height - plot.bottom - share * (height - plot.top - plot.bottom);
  const path = steps.reduce((line, step) => `${line}H${x(step.limit)}V${y(step.share)}`, `M${x(0)} ${y(0)}`);
  const share = steps.findLast((step) => step.limit <= limit)?.share ?? 0;
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Up to ${formatMoney(limit, currency)}: ${formatNumber(share * 100, 1)}% of past remedies. ${steps
        .slice(0, 12)
        .map((step) => `${formatMoney(step.limit, currency)} covers ${formatNumber(step.share * 100, 1)}%`)
        .join(", ")}.`}
    >
      {[0, 0.5, 1].map((each) => (
        <g key={each}>
          <line className={classes.grid} x1={plot.left} x2={width - plot.right} y1={y(each)} y2={y(each)} />
          <text className={classes.tick} x={plot.left - 6} y={y(each) + 4} textAnchor="end">
            {each * 100}%
          </text>
        </g>
      ))}
      <path className={classes.line} d={`${path}H${width - plot.right}`} />
      <line className={classes.limit} x1={x(limit)} x2={x(limit)} y1={plot.top - 6} y2={height - plot.bottom} />
      <circle className={classes.dot} cx={x(limit)} cy={y(share)} r={4} />
      <text
        className={classes.tick}
        x={x(limit)}
        y={height - 4}
        textAnchor={x(limit) > width - 80 ? "end" : x(limit) < 80 ? "start" : "middle"}
      >
        {formatMoney(limit, currency)}
      </text>
    </svg>
  );
}
