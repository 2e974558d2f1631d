import { useId, useMemo } from "react";
import { momentScores } from "../../shared/insights/momentScores.ts";
import type { LaneRow } from "../../shared/layout/layoutMap.ts";
import { pathThrough, satisfactionPoints } from "../../shared/layout/satisfactionLine.ts";
import type { Scenario } from "../../shared/model/kinds.ts";
import { satisfactionLine } from "../../shared/whatif/satisfactionLine.ts";
import type { ScenarioStudy } from "../../shared/whatif/scenarioStudy.ts";
import { useInsights } from "../state/useInsights.ts";
import { useMap } from "../state/useMap.ts";
import { useScene } from "./canvasContext.ts";
import classes from "./ScenarioLayer.module.css";

interface ScenarioLinesProps {
  lane: LaneRow;
  scenario: Scenario;
  study: ScenarioStudy;
}

/** Half of the column in which a point's assumption is shown. Canvas pixels. */
const half = 40;

/** Probable satisfaction along the journey as two lines: with and without plan B, or the map and the scenario. */
export function ScenarioLines({ lane, scenario, study }: ScenarioLinesProps) {
  const hatch = useId();
  const { mirror } = useMap();
  const insights = useInsights();
  const curveX = useScene(({ layout }) => layout.curveX);
  const width = useScene(({ layout }) => layout.width);
  const { base, plain, withPlays } = study;
  const hasPlays = (scenario.plays ?? []).length > 0;
  const [before, after] = hasPlays ? [plain, withPlays] : [base, plain];
  const [beforeWords, afterWords] = hasPlays
    ? ["without its plan B", "with its plan B"]
    : ["as it is", "in the scenario"];
  const { height } = lane;
  const { ids } = base.chain;
  const moments = useMemo(() => momentScores(mirror, insights, ids), [mirror, insights, ids]);
  const xs = useMemo(() => ids.map((id) => curveX.get(id) ?? 0), [ids, curveX]);
  const lines = useMemo(
    () =>
      [before, after].map(({ days }) => {
        const values = satisfactionLine(days, moments.scores);
        const points = satisfactionPoints(values, xs, height);
        return { values, points, path: pathThrough(points) };
      }),
    [before, after, moments, xs, height],
  );
  const said = lines.map(
    ({ values }, i) =>
      `${i === 0 ? beforeWords : afterWords}: ${lowest(values, ids, (id) => mirror.read("touchpoint", id)?.title ?? "")}`,
  );
  return (
    <div className={classes.lines} style={{ top: lane.y, width, height }}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Probable satisfaction along the journey, 1 to 7, ${said.join("; ")}`}
      >
        <defs>
          <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V8" className={classes.hatch} />
          </pattern>
        </defs>
        {moments.assumed.map(
          (isAssumed, i) =>
            isAssumed && (
              <rect key={ids[i]} x={xs[i]! - half} width={2 * half} height={height} fill={`url(#${hatch})`} />
            ),
        )}
        <path className={classes.zero} d={`M0 ${height / 2}H${width}`} />
        <path className={classes.before} d={lines[0]!.path} />
        <path className={classes.after} d={lines[1]!.path} />
        {lines.map(({ points }, i) =>
          points.map(({ x, y }) => (
            <circle
              key={`${i} ${x}`}
              className={i === 0 ? classes.dotBefore : classes.dotAfter}
              cx={x}
              cy={y}
              r="3.5"
            />
          )),
        )}
      </svg>
      <p className={classes.legend} aria-hidden="true">
        <span>Probable satisfaction, 1–7; the middle line is 5, a promise kept</span>
        <span>
          <svg width="28" height="8" viewBox="0 0 28 8">
            <path className={classes.before} d="M1 4H27" />
          </svg>
          {beforeWords}
        </span>
        <span>
          <svg width="28" height="8" viewBox="0 0 28 8">
            <path className={classes.after} d="M1 4H27" />
          </svg>
          {afterWords}
        </span>
        {moments.assumed.some(Boolean) && (
          <span>
            <svg width="16" height="10" viewBox="0 0 16 10">
              <rect width="16" height="10" fill={`url(#${hatch})`} />
            </svg>
            assumed
          </span>
        )}
      </p>
    </div>
  );
}

function lowest(
  values: readonly (number | undefined)[],
  ids: readonly string[],
  title: (id: string) => string,
): string {
  let at = -1;
  values.forEach((value, i) => {
    if (value !== undefined && (at < 0 || value < (values[at] ?? 8))) at = i;
  });
  return at < 0 ? "unknown" : `lowest ${values[at]!.toFixed(1)} at ${title(ids[at]!)}`;
}
