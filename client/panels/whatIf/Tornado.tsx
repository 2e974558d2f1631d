import { useMemo, useState } from "react";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import type { Sensitivity, StepKind } from "../../../shared/whatif/sensitivity.ts";
import { useMap } from "../../state/useMap.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { SelectField } from "../fields/SelectField.tsx";
import { Term } from "../fields/Term.tsx";
import { useSolving } from "./useSolving.ts";
import { plainChain } from "./whatIfJobs.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { pointsText } from "./words.ts";
import classes from "./WhatIf.module.css";

/** More bars than this say nothing more. */
const shown = 12;

/** What moves churn most: each figure alone a step lower and a step higher, the widest first. */
export function Tornado({ solved, whatIf }: { solved: Solved; whatIf: WhatIf }) {
  const [kind, setKind] = useState<StepKind>("relative");
  const { commonShock, tornadoStep } = whatIf.sources.settings;
  const answer = useSolving(
    useMemo(
      () => ({
        kind: "tornado" as const,
        id: 0,
        chain: plainChain(solved.chain),
        settings: { commonShock },
        step: tornadoStep,
        steps: kind,
      }),
      [solved, commonShock, tornadoStep, kind],
    ),
  );
  const step = shareText(tornadoStep);
  return (
    <>
      <p className={classes.lead}>
        <Term of="tornado">Those who leave</Term> when one figure alone is {step} lower or higher.
      </p>
      <SelectField
        label="Steps"
        isView
        value={kind}
        options={[
          { value: "relative", label: `Relative: ± ${step} of the figure. What is 0 stays 0` },
          { value: "absolute", label: `Absolute: ± ${step.replace("%", "")} points, also from 0` },
        ]}
        onCommit={(next) => next !== null && setKind(next)}
      />
      {answer === undefined && <p className={classes.lead}>Working it out…</p>}
      {answer === "failed" && <p className={classes.lead}>This could not be worked out.</p>}
      {answer !== undefined && answer !== "failed" && <Bars churn={answer.churn} bars={answer.bars} />}
    </>
  );
}

/** The bars around the churn as it is, the widest first. */
function Bars({ churn: now, bars }: { churn: number; bars: readonly Sensitivity[] }) {
  const { mirror } = useMap();
  const moving = bars.filter(({ swing }) => swing > 1e-9);
  const [low, high] = extent([now, ...moving.flatMap((bar) => [bar.low, bar.high])]);
  const x = (churn: number) => (high === low ? 50 : 2 + (96 * (churn - low)) / (high - low));
  return (
    <>
      <table className={classes.bars} aria-label="Tornado: what moves those who leave most">
        <tbody>
          {moving.slice(0, shown).map((bar) => (
            <tr key={bar.parameter}>
              <th scope="row">{nameOf(bar.parameter, (id) => mirror.read("touchpoint", id)?.title ?? "")}</th>
              <td>
                <svg
                  className={classes.picture}
                  viewBox="0 0 100 14"
                  preserveAspectRatio="none"
                  role="img"
                  aria-label={`lower: ${shareText(bar.low)}, higher: ${shareText(bar.high)}`}
                >
                  <title>{`lower: ${shareText(bar.low)}, higher: ${shareText(bar.high)}`}</title>
                  <Half from={x(now)} to={x(bar.low)} className={classes.lower} />
                  <Half from={x(now)} to={x(bar.high)} className={classes.higher} />
                  <path className={classes.axis} d={`M${x(now)} 0V14`} vectorEffect="non-scaling-stroke" />
                </svg>
              </td>
              <td>{pointsText(bar.swing).replace(/^\+| points?$/g, "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.key}>
        <span>
          <span className={classes.swatch} style={{ background: "var(--status-exceeded)" }} />
          the figure lower
        </span>
        <span>
          <span className={classes.swatch} style={{ background: "var(--status-broken)" }} />
          the figure higher
        </span>
        <span>width in points</span>
        {moving.length > shown && <span>{moving.length - shown} narrower ones are left out</span>}
      </p>
    </>
  );
}

function Half({ from, to, className }: { from: number; to: number; className: string | undefined }) {
  return <rect className={className} x={Math.min(from, to)} y="3" width={Math.abs(to - from)} height="8" />;
}

function nameOf(parameter: string, title: (id: string) => string): string {
  if (parameter === "quit") return "Leaving after a failure, everywhere";
  const colon = parameter.indexOf(":");
  const name = title(parameter.slice(colon + 1));
  return parameter.startsWith("failure") ? `Fails: ${name}` : `Put right: ${name}`;
}

function extent(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
