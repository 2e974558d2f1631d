import { scaleLinear } from "d3-scale";
import { useState } from "react";
import { importancePerformanceOf, type Quadrant } from "../../../shared/alignment/importancePerformance.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { statusColors, statusWords } from "../../ui/status.ts";
import { statusPaths } from "../../ui/StatusMark.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { Term } from "../fields/Term.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { Empty } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import classes from "./ImportancePerformanceChart.module.css";

const width = 348;
const height = 260;
const margin = { left: 38, right: 8, top: 8, bottom: 28 };

const quadrants: readonly { name: Quadrant; words: string; x: "left" | "right"; y: "top" | "bottom" }[] = [
  { name: "concentrateHere", words: "Concentrate here", x: "left", y: "top" },
  { name: "keepUp", words: "Keep up", x: "right", y: "top" },
  { name: "lowPriority", words: "Low priority", x: "left", y: "bottom" },
  { name: "possibleOverkill", words: "Possible overkill", x: "right", y: "bottom" },
];

/** Where satisfaction and importance cross: at their means, their medians, or the middle of the 1–7 scale. */
const crosshairs = [
  { value: "means", label: "at the means" },
  { value: "medians", label: "at the medians" },
] as const;

/** Every measured expectation by how much it counts and how well it is kept, in four quadrants. */
export function ImportancePerformanceChart() {
  const { mirror } = useMap();
  const insights = useInsights();
  useAll("expectation");
  const show = useShow();
  const [crosshair, setCrosshair] = useState<"means" | "medians">("means");
  const { items, crosshair: cross } = importancePerformanceOf(mirror, insights, crosshair);
  if (cross === null) return <Empty>Nothing is measured yet, so nothing can be placed.</Empty>;
  const most = Math.max(...items.map(({ importance }) => importance), cross.importance);
  const x = scaleLinear([1, 7], [margin.left, width - margin.right]);
  const y = scaleLinear([0, most * 1.1], [height - margin.bottom, margin.top]);
  const middle = { x: x(cross.performance), y: y(cross.importance) };
  return (
    <>
      <p className={classes.lead}>
        <Term of="importancePerformance">Importance and performance</Term>, performance as satisfaction with the moment.
      </p>
      <figure className={classes.figure} aria-label="Importance and performance">
        <svg viewBox={`0 0 ${width} ${height}`} className={classes.chart}>
          <path
            className={classes.axis}
            d={`M${margin.left} ${margin.top}V${height - margin.bottom}H${width - margin.right}`}
          />
          <path
            className={classes.cross}
            d={`M${middle.x} ${margin.top}V${height - margin.bottom}M${margin.left} ${middle.y}H${width - margin.right}`}
          />
          {quadrants.map(({ name, words, x: side, y: end }) => (
            <text
              key={name}
              className={classes.quadrant}
              x={side === "left" ? margin.left + 6 : width - margin.right - 6}
              y={end === "top" ? margin.top + 12 : height - margin.bottom - 6}
              textAnchor={side === "left" ? "start" : "end"}
            >
              {words}
            </text>
          ))}
          {x.ticks(6).map((tick) => (
            <text key={tick} className={classes.tick} x={x(tick)} y={height - margin.bottom + 14} textAnchor="middle">
              {tick}
            </text>
          ))}
          {y.ticks(4).map((tick) => (
            <text key={tick} className={classes.tick} x={margin.left - 6} y={y(tick) + 4} textAnchor="end">
              {formatNumber(tick)}
            </text>
          ))}
          {items.map(({ id, importance, performance, quadrant }) => {
            const expectation = mirror.read("expectation", id);
            const status = insights.expectations[id]?.status ?? "unmeasured";
            const { d, solid } = statusPaths[status];
            const color = statusColors(status).mark;
            const words = quadrants.find(({ name }) => name === quadrant)?.words ?? "";
            return (
              <a
                key={id}
                href={`#${encodeURIComponent(id)}`}
                className={classes.point}
                aria-label={`${expectation?.statement ?? ""}: ${words}, importance ${formatNumber(importance)}, satisfaction ${formatNumber(performance, 1)}, ${statusWords[status]}`}
                onClick={(event) => {
                  event.preventDefault();
                  if (expectation !== undefined) show({ kind: "touchpoint", id: expectation.touchpoint }, id);
                }}
              >
                <title>{`${expectation?.statement ?? ""} · ${words}`}</title>
                <g transform={`translate(${x(performance) - 6} ${y(importance) - 6})`}>
                  <rect x="-6" y="-6" width="24" height="24" fill="transparent" />
                  <path
                    d={d}
                    fill={solid ? color : "none"}
                    stroke={solid ? "var(--kept-surface)" : color}
                    strokeWidth={solid ? 1 : 2}
                  />
                </g>
              </a>
            );
          })}
        </svg>
      </figure>
      <div className={classes.axes}>
        <span>↑ importance</span>
        <span>satisfaction →</span>
      </div>
      <SelectField
        label="Divided"
        isView
        value={crosshair}
        options={crosshairs}
        onCommit={(next) => next !== null && setCrosshair(next)}
      />
    </>
  );
}
