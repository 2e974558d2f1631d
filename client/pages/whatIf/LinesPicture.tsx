import { useMemo } from "react";
import { momentScores } from "../../../shared/insights/momentScores.ts";
import { pathThrough, satisfactionPoints } from "../../../shared/layout/satisfactionLine.ts";
import { satisfactionLine } from "../../../shared/whatif/satisfactionLine.ts";
import type { ScenarioStudy } from "../../../shared/whatif/scenarioStudy.ts";
import { formatNumber } from "../../panels/measure/numbers.ts";
import type { Column } from "./columns.ts";
import classes from "./WhatIfPage.module.css";

const width = 208;
const height = 64;

/** Probable satisfaction along the journey, without and with the scenario's plans B, on the scale all columns share. */
export function LinesPicture({ column, study }: { column: Column; study: ScenarioStudy }) {
  const { ground, hasPlays } = column;
  const { plain, withPlays } = study;
  const { ids } = plain.chain;
  const lines = useMemo(() => {
    const { scores } = momentScores(ground.records, ground.insights, ids);
    const xs = ids.map((_, i) => ((i + 0.5) * width) / ids.length);
    return [plain, withPlays].map(({ days }) => {
      const values = satisfactionLine(days, scores);
      const known = values.filter((value) => value !== undefined);
      return { path: pathThrough(satisfactionPoints(values, xs, height)), lowest: Math.min(...known) };
    });
  }, [ground, ids, plain, withPlays]);
  const [before, after] = lines;
  if (before === undefined || after === undefined || ids.length === 0) return <>No touchpoints yet.</>;
  const words = hasPlays
    ? `lowest ${formatNumber(before.lowest, 1)} without its plan B, ${formatNumber(after.lowest, 1)} with it`
    : `lowest ${formatNumber(before.lowest, 1)}`;
  return (
    <svg
      className={classes.picture}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Probable satisfaction along the journey of ${column.title}, 1 to 7: ${words}`}
    >
      <path className={classes.zero} d={`M0 ${height / 2}H${width}`} />
      {hasPlays && <path className={classes.before} d={before.path} />}
      <path className={classes.after} d={(hasPlays ? after : before).path} />
    </svg>
  );
}
