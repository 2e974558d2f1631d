import { scaleLog } from "d3-scale";
import { likelihoodEdges } from "../../../shared/risk/matrix.ts";
import classes from "./CredibleBar.module.css";
import { formatProbability } from "./figureWords.ts";

const width = 320;
const height = 34;
const x = scaleLog([0.001, 1], [4, width - 4]).clamp(true);

/** A failure probability and its 90% credible interval on an axis that shows small ones, too: a thin bar with end ticks. */
export function CredibleBar({ probability, credible }: { probability: number; credible: readonly [number, number] }) {
  const [low, high] = credible;
  const words = `${formatProbability(probability)}, with 90% certainty between ${formatProbability(low)} and ${formatProbability(high)}`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={classes.bar} role="img" aria-label={words}>
      {likelihoodEdges.map((edge) => (
        <g key={edge}>
          <path className={classes.edge} d={`M${x(edge)} 2V18`} />
          <text className={classes.tick} x={x(edge)} y={31} textAnchor="middle">
            {formatProbability(edge)}
          </text>
        </g>
      ))}
      <path className={classes.axis} d={`M4 10H${width - 4}`} />
      <path className={classes.interval} d={`M${x(low)} 5v10M${x(low)} 10H${x(high)}M${x(high)} 5v10`} />
      <circle className={classes.mean} cx={x(probability)} cy={10} r={4} />
    </svg>
  );
}
